/** Reads what a client sends for an object: generic elements, and the legacy ones with their own names. */
import type { Call } from './call';
import type { GatewayError } from './refusal';
import { invalid } from './refusal';
import type { Field, ObjectSchema } from './schema';
import { readDate, readInstant, readMoney, real } from './values';
import type { XmlNode } from '../kit/xml';
import { childOf, childrenOf, textOf } from '../kit/xml';

export type Fields = Record<string, string>;

/** Parts that are documented for some object, and have no effect here. */
const WITHOUT_EFFECT = new Set(['ACTION', 'TAXENTRIES', 'CONTACTINFO', 'PAYTO', 'RETURNTO', 'CONTACTTO1099']);

/** The fields of a generic element; what is wrong goes to `errors`. Lines are left out. */
export function genericFields(
  node: XmlNode,
  schema: ObjectSchema,
  call: Call,
  errors: GatewayError[],
  prefix = '',
): Fields {
  const fields: Fields = {};
  for (const child of node.children) {
    const name = `${prefix}${child.name}`.toUpperCase();
    if (name === 'CUSTOMFIELDS') {
      for (const one of childrenOf(child, 'customfield')) {
        const id = textOf(one, 'customfieldname').toUpperCase();
        take(fields, schema, call, errors, id, textOf(one, 'customfieldvalue'));
      }
    } else if (name === schema.lines?.element || WITHOUT_EFFECT.has(name)) continue;
    else if ([...schema.fields.keys()].some((id) => id.startsWith(`${name}.`)))
      Object.assign(fields, genericFields(child, schema, call, errors, `${name}.`));
    else take(fields, schema, call, errors, name, child.text.trim());
  }
  return fields;
}

function take(
  fields: Fields,
  schema: ObjectSchema,
  call: Call,
  errors: GatewayError[],
  id: string,
  text: string,
): void {
  const field = schema.fields.get(id);
  if (!field) {
    if (call.settings.unknownField === 'refused')
      errors.push({
        errorno: 'BL03000018',
        description2: `Field ${id} is not a valid field of ${schema.name}.`,
      });
    return;
  }
  const read = text === '' ? '' : stored(field, text, call);
  if (read === null) errors.push(invalid(wrongValue(field, text)));
  else fields[id] = read;
}

/** As it is kept; null where it is no value of the field. */
function stored(field: Field, text: string, call: Call): string | null {
  switch (field.type) {
    case 'DATE':
      return readDate(text);
    case 'TIMESTAMP':
      return readInstant(text);
    case 'DECIMAL':
      return readMoney(text)?.toString() ?? null;
    case 'INTEGER':
      return /^\d+$/.test(text) ? text : null;
    case 'BOOLEAN':
      return ['true', 'false', 'T', 'F'].includes(text) ? String(text === 'true' || text === 'T') : null;
    case 'ENUM':
      return field.values.length === 0 || field.values.includes(text) ? text : null;
    default:
      if (text.length <= field.longest) return text;
      return call.settings.longText === 'cut' ? text.slice(0, field.longest) : null;
  }
}

/** The text for enums is seen in the field [community]; the others are inferred. */
export function wrongValue(field: Field, text: string): string {
  if (field.type === 'ENUM')
    return `There's an error with the value for field ${field.id}. Value: [${text}]. Expected values: [${field.values.join(', ')}].`;
  if (field.type === 'DATE')
    return `The date ${text} of field ${field.id} is not valid. Use the format mm/dd/yyyy.`;
  if (field.type === 'TEXT')
    return `The value of field ${field.id} is longer than ${field.longest} characters.`;
  return `The value '${text}' of field ${field.id} is not valid.`;
}

/** Legacy names of a line, and what the generic object calls them. */
const LEGACY_LINE: Record<string, string> = {
  ...{ glaccountno: 'ACCOUNTNO', accountlabel: 'ACCOUNTLABEL', offsetglaccountno: 'OFFSETGLACCOUNTNO' },
  ...{
    amount: 'TRX_AMOUNT',
    memo: 'ENTRYDESCRIPTION',
    allocationid: 'ALLOCATION',
    totaltrxamount: 'TOTALTRXAMOUNT',
  },
  ...{ locationid: 'LOCATIONID', departmentid: 'DEPARTMENTID', projectid: 'PROJECTID', taskid: 'TASKID' },
  ...{ customerid: 'CUSTOMERID', vendorid: 'VENDORID', employeeid: 'EMPLOYEEID', itemid: 'ITEMID' },
  ...{ classid: 'CLASSID', contractid: 'CONTRACTID', warehouseid: 'WAREHOUSEID', billable: 'BILLABLE' },
};
const LEGACY_HEADER: Record<string, string> = {
  ...{ vendorid: 'VENDORID', billno: 'RECORDID', ponumber: 'DOCNUMBER', description: 'DESCRIPTION' },
  ...{ termname: 'TERMNAME', onhold: 'ONHOLD', basecurr: 'BASECURR', currency: 'CURRENCY' },
  ...{ exchratetype: 'EXCH_RATE_TYPE_ID', exchrate: 'EXCHANGE_RATE', supdocid: 'SUPDOCID' },
};
const LEGACY_DATE: Record<string, string> = {
  ...{ datecreated: 'WHENCREATED', dateposted: 'WHENPOSTED', datedue: 'WHENDUE' },
};

/** A legacy bill or adjustment in the fields of the generic object. */
export function legacyHeader(
  node: XmlNode,
  schema: ObjectSchema,
  call: Call,
  errors: GatewayError[],
): Fields {
  // of an adjustment the number is its own, and billno names the bill it is about
  const names =
    schema.name === 'APADJUSTMENT'
      ? { ...LEGACY_HEADER, adjustmentno: 'RECORDID', billno: 'DOCNUMBER' }
      : LEGACY_HEADER;
  return legacy(node, schema, call, errors, names);
}

export const legacyLine = (node: XmlNode, schema: ObjectSchema, call: Call, errors: GatewayError[]): Fields =>
  legacy(node, schema, call, errors, LEGACY_LINE);

function legacy(
  node: XmlNode,
  schema: ObjectSchema,
  call: Call,
  errors: GatewayError[],
  names: Record<string, string>,
): Fields {
  const fields: Fields = {};
  for (const [from, to] of Object.entries(names)) {
    const child = childOf(node, from);
    if (child && schema.fields.has(to)) take(fields, schema, call, errors, to, child.text.trim());
  }
  for (const [from, to] of Object.entries(LEGACY_DATE)) {
    const child = childOf(node, from);
    if (!child || !schema.fields.has(to)) continue;
    const date = legacyDate(child);
    if (date === null) errors.push(invalid(`The date in ${from} is not valid.`));
    else fields[to] = date;
  }
  for (const one of childrenOf(childOf(node, 'customfields'), 'customfield'))
    take(
      fields,
      schema,
      call,
      errors,
      textOf(one, 'customfieldname').toUpperCase(),
      textOf(one, 'customfieldvalue'),
    );
  return fields;
}

export const legacyDate = (node: XmlNode | undefined): string | null =>
  real(textOf(node, 'year'), textOf(node, 'month'), textOf(node, 'day'));
