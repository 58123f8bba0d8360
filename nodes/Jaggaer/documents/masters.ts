/** Suppliers (company profiles) and purchase orders → the canonical ones. */
import type { Address, Origin, PurchaseOrder, PurchaseOrderLine, Supplier } from '../../shared/documents';
import type { Json } from '../transport/envelope';
import { isJson } from '../transport/envelope';
import { amount, date, instant, list, object, text, unreadable } from './fields';
import { dunsOf, readSupplierReference } from './invoice';

/**
 * A company profile row (source: SP and CCS clients). The supplier's number is in `extCode`.
 * @param zone of `lastModTime`
 */
export function readSupplier(wire: Json, origin: Origin, zone = 'UTC'): Supplier {
  const info = object(isJson(wire.returnCompanyInfo) ? wire.returnCompanyInfo : wire);
  const id = text(info.bravoId);
  if (id === null) throw unreadable('bravoId', 'is missing on a company profile');
  const street = text(info.address);
  const address: Address = {
    lines: street === null ? [] : [street],
    city: text(info.city),
    region: text(info.province),
    postalCode: text(info.zip),
    country: text(info.isoCountry),
  };
  return {
    document: 'supplier',
    ...origin,
    id,
    number: text(info.extCode),
    name: text(info.companyName) ?? '',
    // statuses may be in the tenant's language: only a plain negative one counts as inactive
    active: !/inactive|not active|disab|blocked|suspend|delet|disabilit/i.test(text(info.status) ?? ''),
    duns: dunsOf(info.dAndBCode) ?? dunsOf(info.extUniqueCode),
    vatNumber: text(info.euVat),
    taxNumber: text(info.fiscalCode),
    email: text(info.bizEmail),
    phone: text(info.bizPhone),
    website: text(info.webSite),
    currency: text(info.currency),
    address,
    erpVendor: text(info.extCode),
    bankFields: {},
    lastUpdate: instant(info.lastModTime, zone),
  };
}

/** A purchase order. Its shape is in no public source: it is read as the invoice's sibling would be. */
export function readPurchaseOrder(wire: Json, origin: Origin): PurchaseOrder {
  const header = object(isJson(wire.header) ? wire.header : wire);
  const number = text(header.poNumber) ?? text(header.purchaseOrderNumber);
  const id = text(header.purchaseOrderId) ?? text(header.poId) ?? number;
  if (id === null) throw unreadable('purchaseOrderId', 'is missing');
  const place = `of purchase order ${number ?? id}`;
  const total = object(header.total);
  const rows = list(object(wire.lineList).purchaseOrderLine ?? object(wire.lineList).poLine);
  return {
    document: 'purchaseOrder',
    ...origin,
    id,
    number: number ?? id,
    status: text(header.workflowStatus) ?? text(header.status) ?? '',
    supplier: readSupplierReference(object(header.supplier)),
    currency: text(total.currency),
    total: amount(total.value, `total ${place}`),
    date: date(header.poDate) ?? date(header.createDate),
    lastUpdate: instant(header.lastUpdate),
    lines: rows.map((row): PurchaseOrderLine => {
      const item = object(row.item);
      return {
        number: text(row.poLineNumber) ?? text(row.lineNumber) ?? '',
        description: text(item.description) ?? '',
        quantity: amount(row.quantity, `quantity ${place}`) ?? '0',
        unitPrice:
          amount(isJson(row.unitPrice) ? row.unitPrice.money : row.unitPrice, `unitPrice ${place}`) ?? '0',
        unit: text(object(item.unitOfMeasure).dimension),
      };
    }),
  };
}
