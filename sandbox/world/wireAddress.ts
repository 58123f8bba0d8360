/** Addresses and custom fields, shared by all invoices that have the same. */
import type { WireAdditionalInfo, WireAddress, WireCustomField, WireCustomFields } from '../jaggaer/wire';
import type { Supplier } from './suppliers';

const COUNTRIES = { US: 'United States', GB: 'United Kingdom', DE: 'Germany', CA: 'Canada' };

/** The blank second line is an element without text [P]. */
const address = (
  street: string,
  place: Pick<Supplier, 'city' | 'state' | 'postalCode' | 'country'>,
): WireAddress => ({
  addressLineList: { addressLine: [{ lineNumber: 1, addressLine: street }, { lineNumber: 2 }] },
  city: place.city,
  state: place.state,
  postalCode: place.postalCode,
  country: COUNTRIES[place.country],
  isoCountryCode: place.country,
});

const ours = { city: 'Tacoma', state: 'WA', postalCode: '98402', country: 'US' } as const;

export const BILL_TO = { address: { ...address('1 Paper Mill Road', ours), addressCode: 'AP-01' } };
export const SHIP_TO = { address: { ...address('18 Dock Street', ours), addressCode: 'DOCK-3' } };

export const supplierAddress = (supplier: Supplier): WireAddress => address('200 Market Street', supplier);

/** `remitTo` has its code beside the address, not in it [P]. */
export const remitTo = (supplier: Supplier) => ({
  internalId: supplier.id + 9_000,
  address: supplierAddress(supplier),
  addressCode: `R-${supplier.number}`,
});

/** An unset field is a list with an empty element [P]. */
export const field = (name: string, label: string, value?: string): WireCustomField => ({
  name,
  label,
  customFieldValueList: { customFieldValue: [value === undefined ? {} : { value, description: value }] },
});

export const NO_ATTACHMENTS: WireAdditionalInfo = {
  externalInfo: { attachmentList: { attachment: [] } },
  internalInfo: { attachmentList: { attachment: [] } },
  ocrAttachmentList: { attachment: [] },
};

export const LINE_FIELDS: WireCustomFields = {
  customFieldValueSet: [
    field('Tax Rate Code', 'Tax Rate Code', 'A1'),
    field('Asset Tag', 'Asset Tag'),
    field('Receipt Required', 'Receipt Required', 'false'),
  ],
};

/** The header's tax rate code can contradict the lines' [P]. */
export const HEADER_FIELDS: WireCustomFields = {
  customFieldValueSet: [
    field('Tax Rate Code', 'Tax Rate Code', 'B2'),
    field('Payment Handling', 'Payment Handling'),
    field('Confidential', 'Confidential', 'false'),
  ],
};
