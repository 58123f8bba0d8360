/** Purchasing transactions: legacy create and update, conversion, and bills that come of vendor invoices [doc]. */
import Big from 'big.js';
import { book, deleteDocument } from './bills';
import type { Call, Outcome } from './call';
import { recordOf } from './call';
import { dimensionErrors, isMulti } from './checkLines';
import { convert, setProgress, sourceOf } from './conversion';
import type { Fields } from './input';
import { legacyDate } from './input';
import type { GatewayError } from './refusal';
import { Refusal, alreadyExists, couldNot, invalid } from './refusal';
import type { Row } from './records';
import type { SeedOrder } from './seed';
import { big, money, readMoney } from './values';
import type { World } from './world';
import { add, change, schemaOf, tableOf } from './world';
import type { XmlNode } from '../kit/xml';
import { childOf, childrenOf, textOf } from '../kit/xml';

/** Transaction definitions and what they are; the words of the classes beside Order are inferred. */
export const DEFINITIONS: Record<string, string> = {
  ...{
    'Purchase Requisition': 'Quote',
    'Purchase Order': 'Order',
    Receiver: 'List',
    'Vendor Invoice': 'Invoice',
  },
};
const FIXED_STATES = ['Submitted', 'In Progress', 'Converted', 'Partially Converted'];
const what = 'Document';

const HEADER: Record<string, string> = {
  ...{ referenceno: 'PONUMBER', vendordocno: 'VENDORDOCNO', termname: 'TERMNAME', message: 'MESSAGE' },
  ...{ currency: 'CURRENCY', basecurr: 'BASECURR', supdocid: 'SUPDOCID' },
};
const DATES: Record<string, string> = {
  datecreated: 'WHENCREATED',
  dateposted: 'WHENPOSTED',
  datedue: 'WHENDUE',
};
const LINE: Record<string, string> = {
  ...{
    itemid: 'ITEMID',
    itemdesc: 'ITEMDESC',
    quantity: 'QUANTITY',
    unit: 'UNIT',
    price: 'PRICE',
    memo: 'MEMO',
  },
  ...{ locationid: 'LOCATIONID', departmentid: 'DEPARTMENTID', projectid: 'PROJECTID', classid: 'CLASSID' },
  ...{ customerid: 'CUSTOMERID', employeeid: 'EMPLOYEEID', sourcelinekey: 'SOURCE_DOCLINEKEY' },
};

function read(
  node: XmlNode,
  names: Record<string, string>,
  object: string,
  call: Call,
  errors: GatewayError[],
) {
  const fields: Fields = {};
  for (const [from, to] of Object.entries(names)) {
    const child = childOf(node, from);
    if (child) fields[to] = child.text.trim();
  }
  for (const [from, to] of Object.entries(object === 'PODOCUMENT' ? DATES : {})) {
    const child = childOf(node, from);
    const date = child && legacyDate(child);
    if (child && !date) errors.push(invalid(`The date in ${from} is not valid.`));
    else if (date) fields[to] = date;
  }
  for (const one of childrenOf(childOf(node, 'customfields'), 'customfield')) {
    const id = textOf(one, 'customfieldname').toUpperCase();
    if (schemaOf(call.world, object).fields.has(id)) fields[id] = textOf(one, 'customfieldvalue');
    else errors.push(invalid(`Field ${id} is not a valid field of ${object}.`));
  }
  return fields;
}

function lineErrors(line: Fields, call: Call): GatewayError[] {
  const errors = dimensionErrors(line, call);
  if (!line.ITEMID) errors.push(invalid('A line needs an item.'));
  if (!/^\d+(\.\d+)?$/.test(line.QUANTITY ?? ''))
    errors.push(invalid('The quantity of a line is not valid.'));
  if (line.PRICE && !/^\d+(\.\d+)?$/.test(line.PRICE))
    errors.push(invalid('The price of a line is not valid.'));
  if (isMulti(call.world) && call.entity === '' && !line.LOCATIONID)
    errors.push(invalid('A line needs a location in a multi-entity company.'));
  return errors;
}

/** @throws Refusal */
export function createOrder(node: XmlNode, call: Call): Outcome {
  const { world, entity, settings } = call;
  const errors: GatewayError[] = [];
  const definition = textOf(node, 'transactiontype');
  if (!Object.hasOwn(DEFINITIONS, definition))
    errors.push(invalid(`The transaction definition '${definition}' does not exist.`));
  const header = read(node, HEADER, 'PODOCUMENT', call, errors);
  const vendor = tableOf(world, 'VENDOR').find(textOf(node, 'vendorid'));
  if (vendor?.STATUS !== 'active')
    errors.push(invalid(`Vendor '${textOf(node, 'vendorid')}' specified is not valid.`));
  const lines = childrenOf(childOf(node, 'potransitems'), 'potransitem').map((line) =>
    read(line, LINE, 'PODOCUMENTENTRY', call, errors),
  );
  for (const line of lines) errors.push(...lineErrors(line, call));
  let number = textOf(node, 'documentno');
  if (number === '' && settings.orderNumbering === 'off')
    errors.push({ errorno: 'PL01000127', description2: 'Document Number is missing' });
  if (number === '') number = `PO${String(tableOf(world, 'PODOCUMENT').size + 1).padStart(4, '0')}`;
  const id = `${definition}-${number}`;
  if (tableOf(world, 'PODOCUMENT').find(id)) errors.push(alreadyExists(what, id));
  const from = textOf(node, 'createdfrom');
  const source = from === '' ? undefined : sourceOf(call, from, lines, errors);
  if (errors.length > 0) throw couldNot('create', what, errors);
  const order = add(
    world,
    'PODOCUMENT',
    {
      ...{ CURRENCY: world.seed.baseCurrency, BASECURR: world.seed.baseCurrency, ...header },
      ...{ DOCID: id, DOCNO: number, DOCPARID: definition, CREATEDFROM: from },
      ...{ CUSTVENDID: vendor?.VENDORID ?? '', CUSTVENDNAME: vendor?.NAME ?? '' },
      STATE: textOf(node, 'state') || 'Pending',
    },
    entity,
  );
  for (const line of lines) addLine(world, order, line);
  const complete = recount(world, order);
  if (source) convert(world, source, lines);
  if (definition === 'Vendor Invoice') makeBill(complete, call);
  return { key: id, cost: 1 };
}

function addLine(world: World, order: Row, line: Fields): void {
  const count = linesOf(world, order).length;
  add(world, 'PODOCUMENTENTRY', {
    ...line,
    ...{ DOCHDRNO: order.RECORDNO ?? '', DOCHDRID: order.DOCID ?? '', LINE_NO: String(count) },
    ...{ QTY_CONVERTED: '0', QTY_REMAINING: line.QUANTITY ?? '0' },
    TOTAL: money(amountOf(line)),
  });
}

const amountOf = ({ QUANTITY, PRICE }: Fields): Big => big(QUANTITY).times(big(PRICE)).round(2, 1);

export const linesOf = (world: World, order: Row): Row[] =>
  tableOf(world, 'PODOCUMENTENTRY')
    .all()
    .filter(({ DOCHDRNO }) => DOCHDRNO === order.RECORDNO);

function recount(world: World, order: Row): Row {
  const total = linesOf(world, order).reduce((sum, { TOTAL }) => sum.plus(big(TOTAL)), new Big(0));
  return change(world, 'PODOCUMENT', order, { TOTAL: money(total), TRX_TOTAL: money(total) });
}

/** Updates by document id; its lines count from one here, although a read counts from zero [doc]. @throws Refusal */
export function updateOrder(node: XmlNode, call: Call): Outcome {
  const { world } = call;
  const errors: GatewayError[] = [];
  const id = node.attributes.key ?? '';
  const order = recordOf(call, schemaOf(world, 'PODOCUMENT'), id);
  if (!order) throw couldNot('update', what, [invalid(`The document ${id} does not exist.`)]);
  if (FIXED_STATES.includes(order.STATE ?? ''))
    throw couldNot('update', what, [invalid(`A document in the state ${order.STATE} cannot be changed.`)]);
  const header = read(node, HEADER, 'PODOCUMENT', call, errors);
  const state = textOf(node, 'state');
  if (state !== '' && !['Draft', 'Pending', 'Closed'].includes(state))
    errors.push(invalid(`The state ${state} is not valid.`));
  const rows = linesOf(world, order);
  const changes: Array<() => void> = [];
  for (const child of childOf(node, 'updatepotransitems')?.children ?? []) {
    const given = read(child, LINE, 'PODOCUMENTENTRY', call, errors);
    const row = child.name === 'potransitem' ? undefined : rows[Number(child.attributes.line_num) - 1];
    if (child.name !== 'potransitem' && !row)
      errors.push(invalid(`There is no line ${child.attributes.line_num ?? ''}.`));
    const line = { ...row, ...given };
    errors.push(...lineErrors(line, call));
    const remaining = big(line.QUANTITY).minus(big(line.QTY_CONVERTED));
    changes.push(() => {
      if (row) {
        const figures = { TOTAL: money(amountOf(line)), QTY_REMAINING: remaining.toFixed() };
        change(world, 'PODOCUMENTENTRY', row, { ...given, ...figures });
      } else addLine(world, order, given);
    });
  }
  if (errors.length > 0) throw couldNot('update', what, errors);
  for (const carryOut of changes) carryOut();
  const updated = change(world, 'PODOCUMENT', order, { ...header, ...(state !== '' && { STATE: state }) });
  const complete = recount(world, updated);
  if (order.DOCPARID === 'Vendor Invoice') {
    // the bill is deleted and made anew, with another number [doc]
    deleteDocument('APBILL', order.PRRECORDKEY ?? '', call);
    makeBill(complete, call);
  }
  return { key: id, cost: 1 };
}

function makeBill(order: Row, call: Call): void {
  const { world } = call;
  const lines = linesOf(world, order).map((line) => ({
    ACCOUNTNO: tableOf(world, 'ITEM').find(line.ITEMID)?.GLACCOUNTNO ?? '',
    ...{ TRX_AMOUNT: line.TOTAL ?? '0', ENTRYDESCRIPTION: line.ITEMDESC ?? '', ITEMID: line.ITEMID ?? '' },
    ...(line.LOCATIONID && { LOCATIONID: line.LOCATIONID }),
    ...(line.DEPARTMENTID && { DEPARTMENTID: line.DEPARTMENTID }),
  }));
  const header = {
    ...{
      VENDORID: order.CUSTVENDID ?? '',
      WHENCREATED: order.WHENCREATED ?? '',
      CURRENCY: order.CURRENCY ?? '',
    },
    ...{
      WHENDUE: order.WHENDUE || (order.WHENCREATED ?? ''),
      RECORDID: order.VENDORDOCNO || (order.DOCNO ?? ''),
    },
  };
  const bill = book([{ object: 'APBILL', header, lines, isDraft: false }, []], call, { MODULEKEY: '9.PO' });
  const current = tableOf(world, 'PODOCUMENT').get(order.RECORDNO) ?? order;
  change(world, 'PODOCUMENT', current, { PRRECORDKEY: bill.RECORDNO ?? '' });
}

/** An order of the seed, or one that a person enters. */
export function placeOrder(world: World, order: SeedOrder): Row {
  const definition = order.definition ?? 'Purchase Order';
  const vendor = tableOf(world, 'VENDOR').find(order.vendor);
  if (!vendor) throw new TypeError(`There is no vendor ${order.vendor}.`);
  if (order.lines.some(({ price }) => readMoney(price) === null))
    throw new TypeError('A price is no number.');
  const row = add(world, 'PODOCUMENT', {
    ...{ DOCID: `${definition}-${order.number}`, DOCNO: order.number, DOCPARID: definition },
    ...{ CUSTVENDID: order.vendor, CUSTVENDNAME: vendor.NAME ?? '', PONUMBER: order.reference ?? '' },
    ...{ WHENCREATED: order.date, WHENDUE: order.date, STATE: order.state ?? 'Pending' },
    ...{ CURRENCY: order.currency ?? world.seed.baseCurrency, BASECURR: world.seed.baseCurrency },
  });
  for (const { item, description, quantity, unit, price, location, department } of order.lines) {
    addLine(world, row, {
      ...{
        ITEMID: item,
        ITEMDESC: description ?? '',
        QUANTITY: quantity,
        UNIT: unit ?? 'Each',
        PRICE: price,
      },
      ...{ LOCATIONID: location ?? '', DEPARTMENTID: department ?? '' },
    });
  }
  return recount(world, row);
}

/** @throws Refusal */
export function deleteOrder(key: string, call: Call): void {
  const order = recordOf(call, schemaOf(call.world, 'PODOCUMENT'), key);
  if (!order) throw couldNot('delete', what, [invalid(`The document ${key} does not exist.`)]);
  if (FIXED_STATES.includes(order.STATE ?? ''))
    throw new Refusal([invalid(`A document in the state ${order.STATE} cannot be deleted.`)]);
  for (const line of linesOf(call.world, order))
    tableOf(call.world, 'PODOCUMENTENTRY').remove(line.RECORDNO ?? '');
  tableOf(call.world, 'PODOCUMENT').remove(order.RECORDNO ?? '');
  if (order.CREATEDFROM) setProgress(call.world, order.CREATEDFROM);
}
