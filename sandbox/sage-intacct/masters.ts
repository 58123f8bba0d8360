/** Generic create, update and delete of vendors, accounts, dimensions and other masters. */
import type { Call } from './call';
import { recordOf } from './call';
import { genericFields } from './input';
import type { GatewayError } from './refusal';
import { alreadyExists, couldNot, invalid } from './refusal';
import type { Row } from './records';
import type { ObjectSchema } from './schema';
import { add, change, tableOf } from './world';
import type { XmlNode } from '../kit/xml';
import { textOf } from '../kit/xml';

/** @throws Refusal */
export function createMaster(node: XmlNode, schema: ObjectSchema, call: Call): Row {
  const { world, entity } = call;
  const errors: GatewayError[] = [];
  const fields = genericFields(node, schema, call, errors);
  const table = tableOf(world, schema.name);
  const id = fields[schema.key] || `${schema.name.charAt(0)}-${String(table.size + 1).padStart(5, '0')}`;
  for (const { id: name, required } of schema.fields.values())
    if (required && !fields[name] && name !== schema.key)
      errors.push(invalid(`Required field ${name} is missing.`));
  const contact = contactName(fields, schema, id);
  if (schema.name === 'VENDOR' && !fields['DISPLAYCONTACT.PRINTAS'])
    errors.push(invalid('Required field DISPLAYCONTACT.PRINTAS is missing.'));
  errors.push(...referenceErrors(fields, call));
  if (table.find(id)) errors.push(alreadyExists(schema.label, id));
  else if (contact !== '' && world.contacts.has(contact)) {
    // a leftover contact of the same name: three general errors follow, the last of them below [recorded]
    errors.push(alreadyExists('Contact', contact), ...couldNot('create', 'Contact', []).errors);
    errors.push(...couldNot('create', 'Vendor contact', []).errors);
  }
  if (errors.length > 0) throw couldNot('create', schema.label, errors);
  if (contact !== '') world.contacts.add(contact);
  return add(
    world,
    schema.name,
    { ...fields, [schema.key]: id, ...(contact !== '' && { 'DISPLAYCONTACT.CONTACTNAME': contact }) },
    entity,
  );
}

/** The name that Intacct gives the contact of a new vendor [recorded for customers]. */
const contactName = (fields: Record<string, string>, { name }: ObjectSchema, id: string): string =>
  name === 'VENDOR' && fields['DISPLAYCONTACT.PRINTAS'] ? `${fields['DISPLAYCONTACT.PRINTAS']}(V${id})` : '';

function referenceErrors(fields: Record<string, string>, { world }: Call): GatewayError[] {
  const errors: GatewayError[] = [];
  if (fields.TERMNAME && !tableOf(world, 'APTERM').find(fields.TERMNAME))
    errors.push(invalid(`Term '${fields.TERMNAME}' is not valid.`));
  if (fields.CURRENCY && !world.seed.currencies.includes(fields.CURRENCY))
    errors.push(invalid(`Currency '${fields.CURRENCY}' is not valid.`));
  const mail = fields['DISPLAYCONTACT.EMAIL1'];
  if (mail && !/^[^@\s]+@[^@\s]+$/.test(mail))
    errors.push(invalid(`The e-mail address ${mail} is not valid.`));
  return errors;
}

/** By RECORDNO, or by the field that names the record [doc]. @throws Refusal */
export function updateMaster(node: XmlNode, schema: ObjectSchema, call: Call): Row {
  const errors: GatewayError[] = [];
  const fields = genericFields(node, schema, call, errors);
  const name = textOf(node, 'RECORDNO') || textOf(node, schema.key);
  const row = recordOf(call, schema, name);
  if (!row) throw couldNot('update', schema.label, [invalid(`The record ${name} does not exist.`)]);
  errors.push(...referenceErrors(fields, call));
  if (errors.length > 0) throw couldNot('update', schema.label, errors);
  const { RECORDNO, ...rest } = fields;
  void RECORDNO;
  return change(call.world, schema.name, row, rest);
}

/** @throws Refusal */
export function deleteMaster(schema: ObjectSchema, key: string, call: Call): void {
  const row = recordOf(call, schema, key);
  if (!row) throw couldNot('delete', schema.label, [invalid(`The record ${key} does not exist.`)]);
  const isUsed =
    schema.name === 'VENDOR' &&
    tableOf(call.world, 'APBILL')
      .all()
      .some(({ VENDORID }) => VENDORID === row.VENDORID);
  if (isUsed) throw couldNot('delete', schema.label, [invalid(`${schema.label} ${key} is in use.`)]);
  tableOf(call.world, schema.name).remove(row.RECORDNO ?? '');
}
