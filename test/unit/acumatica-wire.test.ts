import fc from 'fast-check';
import { day, flag, text, unwrap, wrap } from '../../nodes/Acumatica/transport/wire';

describe('wrapping', () => {
  it('wraps every field, bares the system ones, and keeps custom fields by view', () => {
    const wire = wrap(
      {
        id: 'a',
        VendorRef: 'X',
        Hold: false,
        note: 'n',
        Details: [{ rowNumber: 1, Qty: 2, CostCode: null }],
      },
      [{ view: 'Document', field: 'AttributeA', type: 'CustomDecimalField', value: 1.5 }],
    );
    expect(wire).toEqual({
      id: 'a',
      VendorRef: { value: 'X' },
      Hold: { value: false },
      note: { value: 'n' },
      Details: [{ rowNumber: 1, Qty: { value: 2 }, CostCode: { value: null } }],
      custom: { Document: { AttributeA: { type: 'CustomDecimalField', value: 1.5 } } },
    });
  });

  it('reads what Acumatica answers: empty fields, linked records, details, custom fields', () => {
    const plain = unwrap({
      id: '1',
      rowNumber: 1,
      note: { value: '' },
      VendorID: { value: 'HARBOUR ' },
      CashAccount: {},
      Terms: { error: 'unknown' },
      MainContact: {
        id: '2',
        rowNumber: 1,
        Email: { value: 'ap@harbour.example' },
        Address: { id: '3', City: {} },
      },
      Details: [{ id: '4', Amount: { value: 201.73 } }],
      custom: {
        Document: {
          AttributeA: { type: 'CustomStringField', value: 'x' },
          AttributeB: { type: 'CustomStringField' },
        },
      },
      _links: { self: '/x' },
      files: [],
    });
    expect(plain).toEqual({
      id: '1',
      rowNumber: 1,
      note: '',
      VendorID: 'HARBOUR ',
      CashAccount: null,
      Terms: null,
      MainContact: { id: '2', rowNumber: 1, Email: 'ap@harbour.example', Address: { id: '3', City: null } },
      Details: [{ id: '4', Amount: 201.73 }],
      custom: { 'Document.AttributeA': 'x', 'Document.AttributeB': null },
    });
    expect(text(plain, 'VendorID')).toBe('HARBOUR');
  });

  it('takes the values of contract 26, which come otherwise', () => {
    const plain = unwrap({
      Date: { value: '2026-06-15' },
      Type: { value: { value: 'Bill' } },
      Status: 'Open',
    });
    expect([day(plain, 'Date'), text(plain, 'Type'), text(plain, 'Status')]).toEqual([
      '2026-06-15',
      'Bill',
      'Open',
    ]);
  });

  it('keeps the day that Acumatica wrote, whatever its offset', () => {
    expect(day({ Date: '2026-06-15T00:00:00-11:00' }, 'Date')).toBe('2026-06-15');
    expect(day({ Date: '2026-06-15T00:00:00+14:00' }, 'Date')).toBe('2026-06-15');
  });

  it('reads booleans and survives anything else', () => {
    expect(flag({ Active: 'True' }, 'Active')).toBe(true);
    expect(flag({ Active: null }, 'Active')).toBe(false);
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(typeof unwrap(anything)).toBe('object');
      }),
    );
  });

  it('gets back what it wrapped', () => {
    const scalar = fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.constant(null));
    const name = fc.stringMatching(/^[A-Z][A-Za-z]{1,12}$/);
    fc.assert(
      fc.property(fc.dictionary(name, scalar), fc.array(fc.dictionary(name, scalar)), (header, details) => {
        expect(unwrap(wrap({ ...header, Details: details }))).toEqual({ ...header, Details: details });
      }),
    );
  });
});
