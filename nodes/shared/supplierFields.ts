/** How suppliers are found, numbered and filled: the fields of Create or Update in every node, and what the user chose. */
import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { collection } from './fields';
import { supplierNumbersOf } from './supplierNumbers';
import type { Side } from './syncSides';
import { fillsOnly } from './syncSides';

const keyField: INodeProperties = { displayName: 'Key', name: 'key', type: 'options', default: '' };

/** Keys in an order that the user drags. */
export const keysField = (
  displayName: string,
  name: string,
  preset: [string, ...string[]],
  description: string,
  keys: INodePropertyOptions[],
): INodeProperties => ({
  displayName,
  name,
  type: 'fixedCollection',
  typeOptions: { multipleValues: true, sortable: true },
  placeholder: 'Add Key',
  default: { match: preset.map((key) => ({ key })) },
  description: [description, 'Drag to change the order.'].join(' '),
  options: [
    {
      displayName: 'Key',
      name: 'match',
      values: [{ ...keyField, options: keys, default: preset[0] }],
    },
  ],
});

/** Keys beside the mapping. @param where who comes first, e.g. `no mapping row names the vendor` */
export const matchByField = (
  where: string,
  preset: [string, ...string[]],
  keys: INodePropertyOptions[],
): INodeProperties =>
  keysField(
    'Then Match By',
    'matchBy',
    preset,
    `Tried in this order where ${where}. The first key that finds something decides; two hits hold.`,
    keys,
  );

/** Who numbers new records. @param sequence what numbering by the system means; @param number more on JAGGAER's number */
export const newNumberField = (
  displayName: string,
  name: 'newCode' | 'newId',
  system: string,
  sequence: string,
  number = '',
): INodeProperties => ({
  displayName,
  name,
  type: 'options',
  options: [
    { name: `Numbered by ${system}`, value: 'sequence', description: sequence },
    {
      name: 'Supplier Number of JAGGAER',
      value: 'number',
      description: `Or JAGGAER’s own ID of the supplier, where it has no number yet${number}`,
    },
  ],
  default: 'number',
});

/** @param description when a record's status changes, beginning with Whether */
export const carryStatusField = (description: string): INodeProperties => ({
  displayName: 'Carry Status',
  name: 'carryStatus',
  type: 'boolean',
  default: false,
  description,
});

const PARTS = {
  address: 'Address',
  currency: 'Currency',
  duns: 'DUNS Number',
  email: 'Email',
  name: 'Name',
  phone: 'Phone',
  taxId: 'Tax Number',
  taxNumber: 'Tax Number',
  vatNumber: 'VAT Number',
  website: 'Website',
};

/** What the other side keeps itself: parts that every system has, and some of its own. */
export const leaveAloneField = (
  system: string,
  word: string,
  parts: Array<keyof typeof PARTS>,
  own: INodePropertyOptions[] = [],
): INodeProperties => ({
  displayName: 'Leave Alone',
  name: 'leaveAlone',
  type: 'multiOptions',
  options: [...parts.map((value) => ({ name: PARTS[value], value })), ...own].sort((a, b) =>
    a.name.localeCompare(b.name),
  ),
  default: [],
  description: `What ${system} keeps itself: never written on a ${word} that is there already`,
});

/** What the user chose in these fields; keys that the system does not have are left out. */
export function supplierChoices<Key extends string>(
  context: IExecuteFunctions,
  keys: readonly Key[],
  from: Side,
) {
  const options = collection(context, 0, 'options');
  const rows: unknown = (context.getNodeParameter('matchBy', 0, {}) as { match?: unknown } | null)?.match;
  const chosen = (Array.isArray(rows) ? (rows as Array<{ key?: unknown }>) : []).map(({ key }) => key);
  return {
    matchBy: chosen.filter((key): key is Key => (keys as readonly unknown[]).includes(key)),
    fillOnly: fillsOnly(context, from),
    leaveAlone: new Set((options.leaveAlone ?? []) as string[]),
    carryStatus: options.carryStatus === true,
    numbers: supplierNumbersOf(context),
  };
}

/** Who numbers new records. */
export const newNumberOf = (context: IExecuteFunctions, name: 'newCode' | 'newId'): 'number' | 'sequence' =>
  context.getNodeParameter(name, 0, 'number') === 'sequence' ? 'sequence' : 'number';
