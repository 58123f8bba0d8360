/** What vendors are asked for, and what becomes of their bank data. */
import {
  bankFieldsIn,
  supplierDocument,
  vendorExpand,
  vendorSelect,
  withoutOtherBankData,
} from '../../nodes/Acumatica/masterDocuments';

const instruction = (id: string, value: string) => ({
  PaymentInstructionsID: id,
  Value: value,
  LocationID: 1,
});
const vendor = {
  ...{ VendorID: 'HARBOUR   ', VendorName: 'Harbour Paper', Status: 'Active', LegalName: null },
  ...{ LastModifiedDateTime: '2026-06-15T10:47:41.17-04:00', MainContact: { Email: 'ap@harbour.example' } },
  PaymentInstructions: [instruction('IBAN', 'XX00 1234'), instruction('BIC', 'ABCDEF99')],
};
const origin = { environment: 'test', tenant: 'Granite' } as const;

describe('vendors as suppliers', () => {
  it('are asked for with every nested field by its name', () => {
    expect(vendorSelect([])).toEqual(
      expect.arrayContaining(['VendorID', 'MainContact/Email', 'MainContact/Address/City']),
    );
    expect([...vendorSelect([]), ...vendorExpand([])].join()).not.toContain('PaymentInstructions');
    expect(vendorSelect(['IBAN'])).toContain('PaymentInstructions/Value');
    expect(vendorExpand(['IBAN'])).toContain('PaymentInstructions');
  });

  it('carry only the bank fields that were named, though more came', () => {
    expect(supplierDocument(vendor, origin).bankFields).toEqual({});
    expect(supplierDocument(vendor, origin, ['BIC', 'SWIFT']).bankFields).toEqual({ BIC: 'ABCDEF99' });
  });

  it('have trimmed ids, and their time of change in UTC', () => {
    expect(supplierDocument(vendor, origin)).toMatchObject({
      ...{ id: 'HARBOUR', number: 'HARBOUR', email: 'ap@harbour.example', vatNumber: null, address: null },
      lastUpdate: '2026-06-15T14:47:41.170Z',
    });
  });

  it('lose other bank data in the raw record too', () => {
    expect(withoutOtherBankData(vendor, [])).not.toHaveProperty('PaymentInstructions');
    expect(withoutOtherBankData(vendor, ['IBAN'])).toMatchObject({
      ...{ VendorName: 'Harbour Paper', PaymentInstructions: [instruction('IBAN', 'XX00 1234')] },
    });
  });

  it.each([
    ['', []],
    [' IBAN , BIC,, ', ['IBAN', 'BIC']],
    [undefined, []],
  ])('reads the names in %p', (text, names) => {
    expect(bankFieldsIn(text)).toEqual(names);
  });
});
