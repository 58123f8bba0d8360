/** Accounts, locations and classes from JAGGAER. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { BatchAction } from '../../../shared/actions';
import { optionsField } from '../../../shared/fields';
import { Refusal, held } from '../../../shared/outcome';
import { readDocument, syncAction } from '../../../shared/syncAction';
import { fillsOnly, winnerField } from '../../../shared/syncSides';
import type { ListDocument, TreeRules } from '../../targets/tree';
import { ACCOUNT_TYPES, treeTarget } from '../../targets/tree';
import { connect } from '../../transport/connection';
import type { Json } from '../../transport/wire';

const carryStatus: INodeProperties = {
  displayName: 'Carry Status',
  name: 'carryStatus',
  type: 'boolean',
  default: true,
  description: 'Whether a record becomes inactive with JAGGAER’s, and active again',
};

const accountFields: INodeProperties[] = [
  {
    displayName: 'Codes Are',
    name: 'codesAre',
    type: 'options',
    options: [
      {
        name: 'Account Numbers',
        value: 'numbers',
        description: 'The description becomes the name. Needs account numbers to be switched on.',
      },
      { name: 'Whole Names', value: 'names', description: 'As in Parent:Child' },
    ],
    default: 'numbers',
  },
  {
    displayName: 'Type of New Accounts',
    name: 'accountType',
    type: 'options',
    options: ACCOUNT_TYPES.map((value) => ({ name: value, value })),
    default: 'Expense',
    description: 'For accounts whose document names no type of QuickBooks Online',
  },
  optionsField([carryStatus]),
];

const otherDimension = (name: string, word: string): Refusal =>
  new Refusal(
    held(
      'document.unreadable',
      `This is a value of the dimension “${name}”, which is none of the ${word} list.`,
      'Send each dimension to its own resource, by a Switch node.',
      'mapping',
    ),
  );

interface Kind {
  entity: TreeRules['entity'];
  word: string;
  /** Names of the dimension that are taken; none for accounts. */
  dimensions: string[];
  fields: INodeProperties[];
}

const upsert = ({ entity, word, dimensions, fields }: Kind): BatchAction =>
  syncAction<ListDocument, Json>({
    flow: 'accounts',
    operation: 'createOrUpdate',
    sourceSystem: () => 'JAGGAER',
    fields: [...fields, winnerField('jaggaer')],
    read(json) {
      const kinds = dimensions.length > 0 ? ['dimension'] : ['glAccount'];
      const read = readDocument(json, kinds, ['tenant', 'id', 'code']);
      const name = String(read.name ?? '').toLowerCase();
      if (dimensions.length > 0 && !dimensions.includes(name)) throw otherDimension(name, word);
      const text = (value: unknown): string | null =>
        typeof value === 'string' && value !== '' ? value : null;
      return {
        ...{ lastUpdate: null, ...read },
        ...{ description: text(read.description) ?? '', active: read.active !== false },
        ...(entity === 'Account' ? { type: text(read.type), currency: text(read.currency) } : {}),
      } as unknown as ListDocument;
    },
    facts: ({ environment, tenant, id, code }) => ({
      ...{ environment, company: tenant, sourceId: id, sourceNumber: code },
    }),
    async makeTarget(context) {
      const options = context.getNodeParameter('options', 0, {}) as IDataObject;
      return treeTarget(await connect(context), {
        ...{ entity, word },
        byNumber: entity === 'Account' && context.getNodeParameter('codesAre', 0, 'numbers') !== 'names',
        accountType: String(context.getNodeParameter('accountType', 0, 'Expense')),
        carryStatus: options.carryStatus !== false,
        fillOnly: fillsOnly(context, 'jaggaer'),
      });
    },
    more: ({ document, targetId, matchedBy, outcome }) => ({
      mapping: {
        kind: entity === 'Account' ? 'account' : 'dimension',
        scope: document.document === 'dimension' ? document.name : '',
        ...{ from: document.code, to: targetId, note: document.description },
        matchedBy: outcome === 'created' ? 'created' : matchedBy,
      },
    }),
  });

export const upsertAccounts = upsert({
  ...{ entity: 'Account', word: 'account', dimensions: [], fields: accountFields },
});
export const upsertDepartments = upsert({
  ...{ entity: 'Department', word: 'location', dimensions: ['department', 'location'] },
  fields: [optionsField([carryStatus])],
});
export const upsertClasses = upsert({
  ...{ entity: 'Class', word: 'class', dimensions: ['class'], fields: [optionsField([carryStatus])] },
});
