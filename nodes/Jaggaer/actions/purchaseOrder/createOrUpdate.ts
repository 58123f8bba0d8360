import type { IDataObject } from 'n8n-workflow';
import type { PurchaseOrder } from '../../../shared/documents';
import { readDecimal } from '../../../shared/money';
import { Refusal, held } from '../../../shared/outcome';
import { supplierNumbersField, supplierNumbersOf } from '../../../shared/supplierNumbers';
import { readDocument, syncAction } from '../../../shared/syncAction';
import { list, object, text } from '../../documents/fields';
import { purchaseOrderTarget } from '../../targets/purchaseOrder';
import { connect } from '../../transport/connection';
import type { Json } from '../../transport/envelope';
import {
  lookUpByFilterField,
  optionsField,
  optionsOf,
  sourceSystemField,
  sourceSystemOf,
  unconfirmedNotice,
} from '../writing';

/** Purchase orders of the ERP, by their number; path and body are assumed. */
export const createOrUpdate = syncAction<PurchaseOrder, PurchaseOrder>({
  flow: 'purchaseOrders',
  operation: 'createOrUpdate',
  sourceSystem: sourceSystemOf,
  fields: [
    unconfirmedNotice('purchase orders'),
    sourceSystemField,
    supplierNumbersField,
    optionsField([lookUpByFilterField('poNumber==…')]),
  ],
  read: readOrder,
  facts: (order) => ({
    environment: order.environment,
    company: order.tenant,
    sourceId: order.id,
    sourceNumber: order.number,
    supplier: order.supplier.name ?? '',
    amount: order.total === null ? null : Number(order.total),
    currency: order.currency ?? '',
  }),
  async makeTarget(context, { dryRun }) {
    const lookUpByFilter = optionsOf(context).lookUpByFilter === true;
    const numbers = supplierNumbersOf(context);
    return purchaseOrderTarget(await connect(context), { dryRun, lookUpByFilter, numbers });
  },
});

/** @throws Refusal */
function readOrder(json: IDataObject): PurchaseOrder {
  const order = readDocument(json, ['purchaseOrder'], ['tenant', 'id', 'number'], ['lines']);
  const supplier = { number: null, name: '', erpVendor: null, ...object(order.supplier) };
  const lines = list(order.lines).map((line) => ({ description: '', unit: null, ...line }));
  const isDecimal = (value: unknown) => typeof value === 'string' && readDecimal(value) !== null;
  const odd = lines.findIndex(
    (line: Json) => text(line.number) === null || !isDecimal(line.quantity) || !isDecimal(line.unitPrice),
  );
  const total = order.total ?? null;
  if (odd >= 0) throw unreadable(`lines[${odd}]`, 'lacks its number, quantity or unit price');
  if (lines.length === 0) throw unreadable('lines', 'is empty');
  if (total !== null && !isDecimal(total)) throw unreadable('total', 'is no decimal');
  const empty = { currency: null, date: null, status: '', lastUpdate: null };
  return { ...empty, ...order, supplier, lines, total } as unknown as PurchaseOrder;
}

const unreadable = (field: string, what: string): Refusal =>
  new Refusal(
    held(
      'document.unreadable',
      `This purchase order cannot be read: ${field} ${what}.`,
      'Feed the node what the ERP’s trigger or read puts out.',
      'mapping',
    ),
  );
