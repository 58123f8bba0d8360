import type { IDataObject } from 'n8n-workflow';
import { collection, optionsField } from '../../../shared/fields';
import { Refusal, held } from '../../../shared/outcome';
import { readDocument, syncAction } from '../../../shared/syncAction';
import type { GlValue } from '../../documents/glValues';
import type { Account } from '../../targets/glValue';
import { glValueTarget } from '../../targets/glValue';
import { connect } from '../../transport/connection';
import {
  lookUpByFilterField,
  pairsIn,
  sourceSystemField,
  sourceSystemOf,
  unconfirmedNotice,
  word,
} from '../writing';

const BATCH_SIZE = 100;

/** Accounts and dimension values become allowed values of custom fields; path and body are assumed. */
export const createOrUpdate = syncAction<Account, GlValue>({
  flow: 'accounts',
  operation: 'createOrUpdate',
  sourceSystem: sourceSystemOf,
  fields: [
    unconfirmedNotice('accounts and dimensions'),
    sourceSystemField,
    {
      displayName: 'Account Field',
      name: 'accountField',
      type: 'string',
      default: 'Account',
      placeholder: 'e.g. Account',
      description:
        'Internal name of the JAGGAER custom field that takes the accounts, as the accounting splits of an invoice name it. Accounts are held when this is empty.',
    },
    {
      displayName: 'Dimension Fields',
      name: 'dimensionFields',
      type: 'fixedCollection',
      typeOptions: { multipleValues: true },
      placeholder: 'Add Dimension',
      default: {},
      description: 'Which JAGGAER custom field takes the values of which dimension; others are held',
      options: [
        {
          displayName: 'Dimension',
          name: 'dimension',
          values: [
            {
              displayName: 'Dimension in the ERP',
              name: 'name',
              type: 'string',
              default: '',
              placeholder: 'e.g. subaccount',
            },
            {
              displayName: 'Internal Name in JAGGAER',
              name: 'field',
              type: 'string',
              default: '',
              placeholder: 'e.g. CostCenter',
            },
          ],
        },
      ],
    },
    optionsField([
      {
        displayName: 'Batch Size',
        name: 'batchSize',
        type: 'number',
        typeOptions: { minValue: 1, maxValue: 1000 },
        default: 100,
        description: 'How many values one call takes. A refused call is tried again in halves.',
      },
      lookUpByFilterField('internalName==…'),
    ]),
  ],
  read,
  facts: ({ environment, tenant, id, code, description }) => ({
    ...{ environment, company: tenant, sourceId: id, sourceNumber: code, supplierReference: description },
  }),
  async makeTarget(context, { dryRun }) {
    const options = collection(context, 0, 'options');
    const pairs = pairsIn(context.getNodeParameter('dimensionFields', 0, {}), 'dimension', 'name', 'field');
    return glValueTarget(await connect(context), {
      accountField: word(context.getNodeParameter('accountField', 0, '')),
      dimensionFields: new Map(pairs.map(([name, field]) => [name.toLowerCase(), field])),
      batchSize: Math.max(1, Number(options.batchSize ?? BATCH_SIZE)),
      lookUpByFilter: options.lookUpByFilter === true,
      dryRun,
    });
  },
});

/** @throws Refusal */
function read(json: IDataObject): Account {
  readDocument(json, ['glAccount', 'dimension'], ['tenant', 'id', 'code']);
  if (json.document === 'dimension') readDocument(json, ['dimension'], ['name']);
  if (typeof json.active === 'boolean') return { description: '', ...json } as unknown as Account;
  throw new Refusal(
    held(
      'document.unreadable',
      'This document cannot be read: active is neither true nor false.',
      'Say for each account whether it may be used.',
      'mapping',
    ),
  );
}
