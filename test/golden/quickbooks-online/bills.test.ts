/** Canonical invoice → the exact document that goes over the wire, key order and numbers included. */
import { billDocument } from '../../../nodes/QuickBooksOnline/documents';
import { Directory } from '../../../nodes/QuickBooksOnline/ledger/directory';
import type { Masters } from '../../../nodes/QuickBooksOnline/ledger/masters';
import type { QuickBooksSettings } from '../../../nodes/QuickBooksOnline/ledger/settings';
import { planBill } from '../../../nodes/QuickBooksOnline/ledger/validate';
import { company, masters, orderLine, rules } from '../../fixtures/quickbooks-online';
import { bookedOf, goldenJson } from '../expected';
import { documents } from './documents';

const golden = goldenJson(__dirname);

function wire(name: string, settings: Partial<QuickBooksSettings> = {}, own: Partial<Masters> = {}) {
  const bill = bookedOf(documents, name);
  const { plan, notCarried } = planBill(bill, rules(settings, own));
  const { entity, parts } = billDocument(plan);
  const [first] = parts;
  const text = JSON.stringify({ [entity]: parts.length === 1 ? first?.body : parts.map(({ body }) => body) });
  return { text, notCarried };
}

const orders = new Map([
  [
    'PO-50',
    [
      {
        ...{ id: '167', number: 'PO-50', vendor: '11', isOpen: true },
        lines: [
          orderLine('1'),
          orderLine('2'),
          orderLine('4', { number: '3', account: '', item: '82', quantity: '5', amount: '100' }),
        ],
      },
    ],
  ],
  [
    'PO-51',
    [
      {
        ...{ id: '168', number: 'PO-51', vendor: '11', isOpen: true },
        lines: [orderLine('1', { account: '33', class: '62' })],
      },
      // of another vendor
      { ...{ id: '169', number: 'PO-51', vendor: '12', isOpen: true }, lines: [orderLine('1')] },
    ],
  ],
]);

describe('golden bills', () => {
  it.each(['plain', 'production-without-supplier-number', 'credit-memo', 'charges'])('%s', (name) => {
    const { text, notCarried } = wire(name);
    expect(text).toBe(golden(name));
    expect(notCarried.filter((what) => !what.startsWith('dimension subaccount'))).toEqual([]);
  });

  it('long-number: shortened, told apart by a hash, and whole in the note', () => {
    const { text, notCarried } = wire('long-number');
    expect(text).toBe(golden('long-number'));
    expect(notCarried).toEqual([
      "the supplier's number CONTRACT-2026-PAPER-0001/06 as a whole: the bill number is CONTRACT-2026-~300bc8",
    ]);
  });

  it('purchase-orders: linked lines by account and by item; a silent line takes the coding of its order', () => {
    const { text } = wire('purchase-orders', {}, { orders: { orders, hasItems: true } });
    expect(text).toBe(golden('purchase-orders'));
  });

  it('splits: a dimension that QuickBooks Online has no field for is listed', () => {
    const { text, notCarried } = wire('splits');
    expect(text).toBe(golden('splits'));
    expect(notCarried).toEqual(['dimension region = EU of “Copy paper”']);
  });

  it('two-locations: one bill for each, numbered alike, charges with the first', () => {
    const { text } = wire('two-locations', { departments: 'split' });
    expect(text).toBe(golden('two-locations'));
  });

  it('tax-abroad: the invoice’s own tax, spread over the rates of its code', () => {
    const taxCodes = new Directory([
      {
        ...{ id: '91', name: 'Both', number: '', active: true },
        rates: [
          { id: '95', percent: '15' },
          { id: '96', percent: '5' },
        ],
      },
    ]);
    const accounts = new Directory([
      ...masters().accounts.records,
      {
        ...{ id: '38', number: '20001', name: 'Accounts Payable (EUR)', active: true },
        ...{ type: 'Accounts Payable', currency: 'EUR' },
      },
    ]);
    const abroad = { ...company, hasTax: true, isMultiCurrency: true };
    const { text } = wire('tax-abroad', {}, { company: abroad, taxCodes, accounts });
    expect(text).toBe(golden('tax-abroad'));
  });
});
