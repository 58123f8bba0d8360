/** Whether the lines of a bill, an adjustment or an order can be booked as they are. */
import type { Call } from './call';
import type { Fields } from './input';
import type { GatewayError } from './refusal';
import { invalid } from './refusal';
import type { Row } from './records';
import { readMoney } from './values';
import type { World } from './world';
import { tableOf } from './world';

/** Texts as a connector's error table has them [community]. */
const DIMENSIONS: Array<{ field: string; object: string; wrong: (id: string) => string }> = [
  { field: 'LOCATIONID', object: 'LOCATION', wrong: (id) => `Location '${id}' is not valid` },
  { field: 'DEPARTMENTID', object: 'DEPARTMENT', wrong: (id) => `Department ${id} is not valid` },
  { field: 'PROJECTID', object: 'PROJECT', wrong: (id) => `Project '${id}' specified is not valid.` },
  { field: 'CLASSID', object: 'CLASS', wrong: (id) => `Class '${id}' specified is not valid.` },
  { field: 'ITEMID', object: 'ITEM', wrong: (id) => `Item '${id}' specified is not valid.` },
];
const REQUIRED: Array<[flag: string, field: string, label: string]> = [
  ['REQUIREDEPT', 'DEPARTMENTID', 'Department'],
  ['REQUIRELOC', 'LOCATIONID', 'Location'],
  ['REQUIREPROJECT', 'PROJECTID', 'Project'],
  ['REQUIRECLASS', 'CLASSID', 'Class'],
];

export function dimensionErrors(line: Fields, { world, entity }: Call): GatewayError[] {
  const errors: GatewayError[] = [];
  for (const { field, object, wrong } of DIMENSIONS) {
    const id = line[field];
    if (!id) continue;
    const row = tableOf(world, object).find(id);
    const isElsewhere = field === 'LOCATIONID' && entity !== '' && row && !isWithin(world, row, entity);
    if (row?.STATUS !== 'active' || isElsewhere) errors.push(invalid(wrong(id)));
  }
  for (const { object, label } of world.seed.dimensions) {
    const id = line[`GLDIM${object}`];
    // lines carry the record's number, not its name [doc]
    if (id && tableOf(world, object).get(id)?.STATUS !== 'active')
      errors.push(invalid(`Invalid ${label} '${id}' specified.`));
  }
  return errors;
}

const isWithin = (world: World, location: Row, entity: string): boolean =>
  location.LOCATIONID === entity ||
  (location.PARENTID !== '' &&
    (location.PARENTID === entity ||
      isWithin(world, tableOf(world, 'LOCATION').find(location.PARENTID) ?? { PARENTID: '' }, entity)));

export function bookingErrors(line: Fields, call: Call): GatewayError[] {
  const { world, entity } = call;
  const errors: GatewayError[] = [];
  const { ACCOUNTNO: number = '', ACCOUNTLABEL: label = '' } = line;
  const account = tableOf(world, 'GLACCOUNT').find(number);
  if ((number === '') === (label === ''))
    errors.push(invalid('A line needs either an account or an account label.'));
  else if (number === '' || account?.STATUS !== 'active')
    errors.push(invalid(`Account ${number || label} is not valid`));
  if (readMoney(line.TRX_AMOUNT ?? line.TOTALTRXAMOUNT ?? '') === null)
    errors.push(invalid('The amount of a line is missing.'));
  errors.push(...dimensionErrors(line, call));
  for (const [flag, field, name] of REQUIRED) {
    const isWanted =
      account?.[flag] === 'true' || (field === 'LOCATIONID' && isMulti(world) && entity === '');
    if (isWanted && !line[field])
      errors.push(invalid(`This transaction is missing the ${name} dimension for the Account ${number}`));
  }
  return errors;
}

/** In a multi-entity company each line needs its location [doc]. */
export const isMulti = (world: World): boolean => world.seed.entities.length > 0;
