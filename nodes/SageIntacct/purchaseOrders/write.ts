/**
 * The legacy functions that write purchase orders. Elements stand in the order of the published schema (v3.0 api.xsd,
 * checked by the gateway); a fault in it refuses the whole request. Pure.
 */
import { dateParts } from '../transport/wire';
import type { XmlFields } from '../transport/xml';
import type { OrderSettings, WantedLine, WantedOrder } from './wanted';

/** What is to change in an order that is there. */
export interface OrderChanges {
  header: Partial<Pick<WantedOrder, 'date' | 'dueDate' | 'currency' | 'reference'>>;
  /** By the line's number, counted from one: the fields that differ. */
  lines: Array<{ line: number; values: Partial<WantedLine> }>;
  added: WantedLine[];
}

/** `create_potransaction`; empty contacts stand for the vendor's own (source: JS SDK tests). */
export const createOrder = (order: WantedOrder, settings: OrderSettings): XmlFields => ({
  create_potransaction: {
    transactiontype: settings.definition,
    datecreated: { ...dateParts(order.date) },
    vendorid: order.vendor,
    documentno: order.number,
    referenceno: order.reference,
    termname: order.terms || undefined,
    datedue: { ...dateParts(order.dueDate) },
    returnto: { contactname: '' },
    payto: { contactname: '' },
    ...money(order.currency, settings),
    state: settings.newState || undefined,
    potransitems: { potransitem: order.lines.map((line) => newLine(line, settings)) },
  },
});

/** `update_potransaction` with what differs only. */
export function updateOrder(id: string, changes: OrderChanges, settings: OrderSettings): XmlFields {
  const { header, lines, added } = changes;
  const updated = lines.map(({ line, values }) => ({
    '@line_num': String(line),
    ...lineBody(values, settings),
  }));
  const items: XmlFields = {
    ...(updated.length > 0 ? { updatepotransitem: updated } : {}),
    ...(added.length > 0 ? { potransitem: added.map((line) => newLine(line, settings)) } : {}),
  };
  return {
    update_potransaction: {
      '@key': id,
      datecreated: header.date === undefined ? undefined : { ...dateParts(header.date) },
      referenceno: header.reference,
      datedue: header.dueDate === undefined ? undefined : { ...dateParts(header.dueDate) },
      ...money(header.currency ?? '', settings),
      updatepotransitems: Object.keys(items).length > 0 ? items : undefined,
    },
  };
}

/** A closed order binds no money any more (source: purchasing-transactions, state). */
export const closeOrder = (id: string): XmlFields => ({
  update_potransaction: { '@key': id, state: 'Closed' },
});

/** A currency without a rate or its type breaks the schema (source: api.xsd). */
const money = (currency: string, { exchangeRateType }: OrderSettings): XmlFields =>
  currency === '' ? {} : { currency, exchratetype: exchangeRateType };

const newLine = (line: WantedLine, settings: OrderSettings): XmlFields => lineBody(line, settings);

function lineBody(line: Partial<WantedLine>, { markField }: OrderSettings): XmlFields {
  const { dimensions = {}, mark } = line;
  const of = (field: string): string | undefined => dimensions[field];
  const custom: Array<[string, string]> = [
    ...Object.entries(dimensions).filter(([field]) => field.startsWith('GLDIM')),
    ...(mark !== undefined && markField !== 'MEMO' ? [[markField, mark] as [string, string]] : []),
  ];
  return {
    itemid: line.item,
    itemdesc: line.description === '' ? undefined : line.description,
    warehouseid: of('WAREHOUSEID'),
    quantity: line.quantity,
    unit: line.unit === '' ? undefined : line.unit,
    price: line.price,
    locationid: of('LOCATIONID'),
    departmentid: of('DEPARTMENTID'),
    memo: markField === 'MEMO' ? mark : undefined,
    customfields:
      custom.length === 0
        ? undefined
        : {
            customfield: custom.map(([customfieldname, customfieldvalue]) => ({
              customfieldname,
              customfieldvalue,
            })),
          },
    projectid: of('PROJECTID'),
    taskid: of('TASKID'),
    costtypeid: of('COSTTYPEID'),
    customerid: of('CUSTOMERID'),
    employeeid: of('EMPLOYEEID'),
    classid: of('CLASSID'),
    contractid: of('CONTRACTID'),
  };
}
