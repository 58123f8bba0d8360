/** Vendors of the seed as records: linked contacts with their addresses, and payment instructions [official client]. */
import type { RecordData, Scalar } from './records';
import { newRecord } from './records';
import type { SeedContact, SeedVendor } from './seed';

export function vendorRecord(vendor: SeedVendor, stamps: Record<string, Scalar>): RecordData {
  const { contact = {}, remittance, paymentInstructions = [] } = vendor;
  return newRecord(
    {
      VendorID: vendor.id,
      VendorName: vendor.name,
      LegalName: vendor.legalName ?? vendor.name,
      VendorClass: vendor.vendorClass ?? 'DEFAULT',
      Status: vendor.status ?? 'Active',
      CurrencyID: vendor.currency ?? 'USD',
      EnableCurrencyOverride: vendor.currencyOverride ?? false,
      Terms: vendor.terms ?? '',
      PaymentMethod: vendor.paymentMethod ?? '',
      TaxRegistrationID: vendor.taxRegistration ?? '',
      RemittanceContactOverride: remittance !== undefined,
      RemittanceAddressOverride: remittance?.address !== undefined,
      ...stamps,
    },
    {
      PaymentInstructions: paymentInstructions.map(({ id, method, description, value, location }) =>
        newRecord({
          ...{ PaymentMethod: method, PaymentInstructionsID: id, Description: description, Value: value },
          LocationID: location ?? 1,
        }),
      ),
    },
    {
      MainContact: contactRecord(vendor.name, contact),
      // follows the main contact unless it is overridden
      RemittanceContact: contactRecord(vendor.name, { ...contact, ...remittance }),
    },
  );
}

function contactRecord(name: string, { email, phone, web, attention, address }: SeedContact): RecordData {
  const fields = { Email: email ?? '', Phone1: phone ?? '', WebSite: web ?? '', Attention: attention ?? '' };
  return newRecord(
    { ...fields, FullName: name },
    {},
    {
      Address: newRecord({
        ...{ AddressLine1: address?.line1 ?? '', AddressLine2: address?.line2 ?? '' },
        ...{ City: address?.city ?? '', State: address?.state ?? '', PostalCode: address?.postalCode ?? '' },
        ...{ Country: address?.country ?? 'US', Validated: false },
      }),
    },
  );
}
