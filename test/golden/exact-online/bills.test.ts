/** Canonical invoice → the exact document that goes over the wire, key order and numbers included. */
import { billDocument } from '../../../nodes/ExactOnline/documents';
import type { ExactSettings } from '../../../nodes/ExactOnline/ledger/settings';
import { planBill } from '../../../nodes/ExactOnline/ledger/validate';
import { rules } from '../../fixtures/exact-online';
import { bookedOf, goldenJson } from '../expected';
import { documents } from './documents';

const golden = goldenJson(__dirname);

function wire(name: string, settings: Partial<ExactSettings> = {}) {
  const bill = bookedOf(documents, name);
  const { plan, notCarried } = planBill(bill, rules(settings));
  const { body, total, vat } = billDocument(plan);
  const told = notCarried.filter((what) => !what.startsWith('dimension subaccount'));
  return { text: JSON.stringify(body), total, vat, notCarried: told };
}

describe('golden entries', () => {
  it.each(['plain', 'production-without-supplier-number', 'charges', 'later-period'])('%s', (name) => {
    const { text, notCarried } = wire(name);
    expect(text).toBe(golden(name));
    expect(notCarried).toEqual([]);
  });

  it('credit-memo: one entry with negative lines, a fee against them; due by its terms', () => {
    const { text, total } = wire('credit-memo');
    expect(text).toBe(golden('credit-memo'));
    expect(total).toBe('-80');
  });

  it('long-number-and-text: the number shortened and told apart by a hash; both whole in the notes', () => {
    const { text, notCarried } = wire('long-number-and-text');
    expect(text).toBe(golden('long-number-and-text'));
    expect(notCarried).toEqual([
      "the supplier's number FRAMEWORK-CONTRACT-2026/PAPER-AND-BOARD/DELIVERY-0001/06 as a whole: Your ref. is FRAMEWORK-CONTRACT-2026/PAPER-AND-BOARD/DEL~122216",
    ]);
  });

  it('purchase-orders: their numbers in the text; a silent line takes the account of the invoice type', () => {
    expect(wire('purchase-orders').text).toBe(golden('purchase-orders'));
  });

  it('invoice-type: every line on the account of the invoice type, where the user wants that', () => {
    const { text } = wire('purchase-orders', { account: 'invoiceType' });
    expect(text).toBe(golden('invoice-type'));
  });

  it('splits: what an account takes none of, and what entries have no field for, is listed', () => {
    const { text, notCarried } = wire('splits');
    expect(text).toBe(golden('splits'));
    expect(notCarried).toEqual([
      'dimension region = EU of “Copy paper”',
      'cost center ADM: GL account 63000 takes none',
    ]);
  });

  it('vat-excluded: the invoice’s own VAT, line by line, beside amounts without it', () => {
    const { text, total, vat } = wire('vat-excluded');
    expect(text).toBe(golden('vat-excluded'));
    expect([total, vat]).toEqual(['121.01', '21.01']);
  });

  it('vat-included: amounts with VAT, where the code says so', () => {
    const { text, total, vat } = wire('vat-included');
    expect(text).toBe(golden('vat-included'));
    expect([total, vat]).toEqual(['-121', '-21']);
  });
});
