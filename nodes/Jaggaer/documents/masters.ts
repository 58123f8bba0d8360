/** Suppliers (company profiles) → the canonical ones. */
import type { Address, Origin, Supplier } from '../../shared/documents';
import type { Json } from '../transport/envelope';
import { isJson } from '../transport/envelope';
import { instant, object, text, unreadable } from './fields';
import { dunsOf } from './invoice';

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
