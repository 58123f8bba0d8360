/** Parameters of the operations on purchase orders. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Split } from '../../../shared/documents';
import { optionsField } from '../../../shared/fields';
import { Refusal, held } from '../../../shared/outcome';
import { trimmed } from '../../../shared/text';
import { ledgerCodeOf, sectionsOf } from '../../ledger/coding';
import type { OrderTargetSettings } from '../../targets/purchaseOrder';
import { currencyCodesOption, postFields } from '../apInvoice/postFields';
import { currencyCodes } from '../apInvoice/settings';

const BATCH = 10;

/** How a ledger code is made: as in AP Invoice ▸ Post. */
export const codingFields = postFields.filter(
  ({ name }) => name === 'costCentre' || name === 'ledgerCodeForm',
);

export const productClassField: INodeProperties = {
  displayName: 'Product Class',
  name: 'productClass',
  type: 'string',
  default: '',
  placeholder: 'e.g. _OTH',
  description: 'Of lines that are not stocked, which SYSPRO wants on each; without it such lines are held',
};

export const writingOptions: INodeProperties = optionsField([
  {
    displayName: 'Cost Centre Name',
    name: 'costCentreName',
    type: 'string',
    default: 'costCentre',
    description: 'Name of the dimension in the mapping table that is the cost centre',
  },
  currencyCodesOption,
  {
    displayName: 'New Orders Are',
    name: 'newStatus',
    type: 'options',
    options: [
      { name: 'Printed', value: '4', description: 'JAGGAER has sent them to the supplier' },
      { name: 'Ready to Print', value: '1' },
    ],
    default: '4',
  },
  {
    displayName: 'Number of New Orders',
    name: 'numbering',
    type: 'options',
    options: [
      { name: 'JAGGAER’s Number', value: 'jaggaer', description: 'Where orders are numbered by hand' },
      { name: 'Numbered by SYSPRO', value: 'syspro' },
    ],
    default: 'syspro',
    description: 'JAGGAER’s number is the customer PO number in any case',
  },
  {
    displayName: 'Orders per Call',
    name: 'batchSize',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 50 },
    default: 10,
  },
  {
    displayName: 'Unit of Lines Without One',
    name: 'unit',
    type: 'string',
    default: 'EA',
  },
  {
    displayName: 'Warehouse of Stocked Lines',
    name: 'warehouse',
    type: 'string',
    default: '',
    description: 'For lines to which the mapping gives a stock code; without it they are held',
  },
]);

export function orderSettingsOf(context: IExecuteFunctions): OrderTargetSettings {
  const options = context.getNodeParameter('options', 0, {}) as IDataObject;
  const parameter = (name: string, preset: string) =>
    trimmed(context.getNodeParameter(name, 0, preset)) || preset;
  const costCentre = parameter('costCentre', 'section');
  const coding = {
    costCentre: costCentre === 'section' ? ('section' as const) : ('none' as const),
    costCentreName: trimmed(options.costCentreName) || 'costCentre',
    ledgerCodeForm: parameter('ledgerCodeForm', '{account}-{costCentre}'),
    analysisType: 1,
  };
  return {
    ledgerCode: (split, place) => codeOf(split, place, coding),
    productClass: trimmed(context.getNodeParameter('productClass', 0, '')),
    currencies: currencyCodes(trimmed(options.currencyCodes)),
    warehouse: trimmed(options.warehouse),
    unit: trimmed(options.unit ?? 'EA'),
    numbering: options.numbering === 'jaggaer' ? 'jaggaer' : 'syspro',
    newStatus: options.newStatus === '1' ? '1' : '4',
    batchSize: Math.max(1, Math.min(50, Number(options.batchSize ?? BATCH) || BATCH)),
  };
}

/** @throws Refusal (held) where the mapping leaves out a part of the ledger code */
function codeOf(
  { erpAccount, erpDimensions }: Pick<Split, 'erpAccount' | 'erpDimensions'>,
  place: string,
  coding: Parameters<typeof ledgerCodeOf>[1],
): string {
  const account = erpAccount ?? '';
  const line = { account, dimensions: erpDimensions };
  const given = new Set(
    Object.entries(erpDimensions).flatMap(([name, code]) => (code === '' ? [] : bare(name))),
  );
  const missing = sectionsOf(coding).filter((name) => !given.has(bare(name)));
  const lack = account === '' ? 'account' : missing[0];
  if (lack === undefined) return ledgerCodeOf(line, coding);
  throw new Refusal(
    held(
      account === '' ? 'unmapped.account' : 'unmapped.dimension',
      `${place} has no ${lack} for its ledger code.`,
      'Map the line’s account and its dimensions in the Crosswalk, or its stock code by rows of kind item.',
      'mapping',
    ),
  );
}

const bare = (name: string): string => name.replace(/[\s_-]/g, '').toLowerCase();
