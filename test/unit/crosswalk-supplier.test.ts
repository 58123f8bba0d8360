import type { SupplierKey } from '../../nodes/Crosswalk/rows';
import { mapDocuments } from '../../nodes/Crosswalk/crosswalk';
import {
  BASE_ROWS,
  heldDocument,
  invoice,
  invoiceOf,
  mapOne,
  mappedInvoice,
  purchaseOrder,
  rowsOf,
  rulesOf,
  withFallbacks,
} from './crosswalkSamples';

const keys = (...supplierKeys: SupplierKey[]) => rulesOf({ supplierKeys });
const supplierRow = (scope: string, from: string, to: string, validFrom = '') => ({
  kind: 'supplier',
  scope,
  from,
  to,
  validFrom,
});

describe('suppliers', () => {
  it('matches the number exactly: leading zeros count', () => {
    expect(mappedInvoice(invoice()).supplier.erpVendor).toBe('V-BRIGHT');
    expect(mappedInvoice(invoice()).mapping.supplierMatchedBy).toBe('number');
    const held = heldDocument(invoiceOf({ number: '12345' }));
    expect(held.problem).toEqual({
      outcome: 'held',
      cause: 'unmapped.supplier',
      owner: 'mapping',
      reason: 'Supplier number 12345 (Brightwater Labs) is not in the mapping table.',
      advice:
        "Add a mapping row: kind supplier, scope number, from 12345, to the ERP's vendor ID. Then replay.",
    });
  });

  it('the first key with a row wins, in the order of the user', () => {
    const more = [supplierRow('id', '311', 'V-BY-ID'), supplierRow('name', 'BRIGHTWATER  labs', 'V-BY-NAME')];
    const by = (...order: SupplierKey[]) => {
      const { supplier, mapping } = mappedInvoice(invoice(), more, keys(...order));
      return [supplier.erpVendor, mapping.supplierMatchedBy];
    };
    expect(by('number', 'id', 'name')).toEqual(['V-BRIGHT', 'number']);
    expect(by('id', 'number')).toEqual(['V-BY-ID', 'id']);
    expect(by('name', 'number')).toEqual(['V-BY-NAME', 'name']);
    expect(by('duns', 'vatNumber', 'id')).toEqual(['V-BY-ID', 'id']);
  });

  it('goes on to the next key where the supplier has no value or the table no row', () => {
    const more = [supplierRow('id', '311', 'V-BY-ID')];
    expect(mappedInvoice(invoiceOf({ number: null }), more).supplier.erpVendor).toBe('V-BY-ID');
    expect(mappedInvoice(invoiceOf({ number: '999' }), more).supplier.erpVendor).toBe('V-BY-ID');
    expect(heldDocument(invoiceOf({ number: null, id: '312' }), more).problem.cause).toBe(
      'unmapped.supplier',
    );
  });

  it('a number is never compared with an id', () => {
    expect(heldDocument(invoiceOf({ number: '311', id: '0012345' })).problem.cause).toBe('unmapped.supplier');
  });

  it('two targets at the same time hold and show both', () => {
    const held = heldDocument(invoice(), [supplierRow('', '0012345', 'V-SECOND')]);
    expect(held.problem.cause).toBe('ambiguous.supplier');
    expect(held.problem.reason).toContain('V-BRIGHT, V-SECOND');
    expect(held.findings[0]).toMatchObject({ state: 'ambiguous', targets: ['V-BRIGHT', 'V-SECOND'] });
  });

  it('the same row twice is one row', () => {
    expect(
      mappedInvoice(invoice(), [supplierRow('number', ' 0012345 ', 'V-BRIGHT')]).supplier.erpVendor,
    ).toBe('V-BRIGHT');
  });

  it('an ambiguous key holds also when a later key would match', () => {
    const more = [supplierRow('', '0012345', 'V-SECOND'), supplierRow('id', '311', 'V-BY-ID')];
    expect(heldDocument(invoice(), more).problem.cause).toBe('ambiguous.supplier');
  });

  it('a remapped supplier keeps all its vendors, of all keys and times, the present one first', () => {
    const more = [
      supplierRow('', '0012345', 'V-NEW', '2026-04-01'),
      supplierRow('', '0012345', 'V-FUTURE', '2027-01-01'),
      supplierRow('id', '311', 'V-BY-ID'),
      supplierRow('id', '999', 'V-STRANGER'),
    ];
    const { supplier } = mappedInvoice(invoice(), more);
    expect(supplier.erpVendor).toBe('V-NEW');
    expect(supplier.erpVendorsEver[0]).toBe('V-NEW');
    expect([...supplier.erpVendorsEver].sort()).toEqual(['V-BRIGHT', 'V-BY-ID', 'V-FUTURE', 'V-NEW']);
  });

  it('a row by name names no vendor to look under, unless suppliers are matched by name', () => {
    const more = [
      supplierRow('name', 'brightwater labs', 'V-NAMESAKE'),
      supplierRow('duns', '123456789', 'V-BY-DUNS'),
    ];
    const vendorsOf = (...order: SupplierKey[]) =>
      mappedInvoice(invoiceOf({ duns: '12-345-6789' }), more, keys(...order)).supplier.erpVendorsEver;
    expect(vendorsOf('number', 'id')).toEqual(['V-BRIGHT', 'V-BY-DUNS']);
    expect(vendorsOf('number', 'name')).toEqual(['V-BRIGHT', 'V-BY-DUNS', 'V-NAMESAKE']);
  });

  it.each(['DNP', 'none', '000000000', 'not provided', '12'])(
    'the DUNS placeholder %s identifies nobody',
    (duns) => {
      const more = [supplierRow('duns', duns, 'V-WRONG'), supplierRow('id', '311', 'V-BY-ID')];
      const { supplier } = mappedInvoice(invoiceOf({ duns }), more, keys('duns', 'id'));
      expect(supplier.erpVendor).toBe('V-BY-ID');
      expect(supplier.erpVendorsEver).not.toContain('V-WRONG');
    },
  );

  it('compares DUNS and VAT numbers without their punctuation', () => {
    const more = [
      supplierRow('duns', '12-345-6789', 'V-D'),
      supplierRow('vatNumber', 'de 123.456.789', 'V-V'),
    ];
    expect(mappedInvoice(invoiceOf({ duns: '123456789' }), more, keys('duns')).supplier.erpVendor).toBe(
      'V-D',
    );
    expect(
      mappedInvoice(invoiceOf({ vatNumber: 'DE123456789' }), more, keys('vatNumber')).supplier.erpVendor,
    ).toBe('V-V');
  });

  it('a row without a target holds the supplier, whatever the rule for unmapped codes', () => {
    const rules = withFallbacks({ supplier: { then: 'same' } });
    const held = heldDocument(invoiceOf({ number: '55' }), [supplierRow('', '55', '')], rules);
    expect(held.problem.cause).toBe('unmapped.supplier');
    expect(held.problem.reason).toContain('“to” is empty');
  });

  it('a filled row beside an open one of the same code counts', () => {
    expect(mappedInvoice(invoice(), [supplierRow('', '0012345', '')]).supplier.erpVendor).toBe('V-BRIGHT');
  });

  it('uses the same code or a fixed vendor where the user chose so', () => {
    const stranger = invoiceOf({ number: ' 0099 ' });
    const same = mappedInvoice(stranger, [], withFallbacks({ supplier: { then: 'same' } }));
    expect([same.supplier.erpVendor, same.mapping.supplierMatchedBy]).toEqual(['0099', 'sameCode']);
    const fixed = mappedInvoice(
      stranger,
      [],
      withFallbacks({ supplier: { then: 'fixed', value: 'ONETIME' } }),
    );
    expect([fixed.supplier.erpVendor, fixed.mapping.supplierMatchedBy]).toEqual(['ONETIME', 'fixedValue']);
    expect(fixed.supplier.erpVendorsEver).toEqual(['ONETIME']);
  });

  it('maps the supplier of a purchase order', () => {
    const [mapped] = mapDocuments([purchaseOrder()], rowsOf(BASE_ROWS), rulesOf());
    expect(mapped).toMatchObject({ mapped: { supplier: { erpVendor: 'V-BRIGHT' } } });
    expect(
      heldDocument({ ...purchaseOrder(), supplier: { ...invoice().supplier, number: 'x' } }).problem.cause,
    ).toBe('unmapped.supplier');
  });

  it('holds documents that it does not map', () => {
    expect(mapOne({ document: 'supplier', id: '1', name: 'Brightwater Labs' })).toMatchObject({
      problem: { cause: 'document.notSupported', outcome: 'held' },
    });
  });
});
