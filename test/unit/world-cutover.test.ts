/** Bills from before the go-live: which invoice is which bill is worked out here once more, by trying all pairs. */
import { buildWorld } from '../../sandbox/world';
import type { Expectation } from '../../sandbox/world';
import { cutOver } from '../../sandbox/world/cutOver';
import type { ErpBill } from '../../sandbox/world/erpMasters';

const days = (one: string, other: string) => Math.abs(Date.parse(one) - Date.parse(other)) / 86_400_000;
const cents = (amount: string | undefined) => Math.round(Number(amount) * 100);
/** Letters and digits, without zeros in front. */
const bare = (number = '') =>
  number
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/^0+/, '');

const isSame = (invoice: Expectation, bill: ErpBill) =>
  bare(invoice.vendorRef) === bare(bill.vendorRef) &&
  invoice.vendor === bill.vendor &&
  invoice.type === bill.type &&
  invoice.currency === bill.currency &&
  cents(invoice.amount) === cents(bill.amount) &&
  days(invoice.date, bill.date) <= 3;

describe.each([1, 2, 3])('seed %i', (seed) => {
  const world = buildWorld({ seed, invoices: 200 });
  const { bills, matches, misses, remaining } = cutOver(world);
  const posted = world.expected.filter(({ outcome }) => outcome === 'posted');
  const candidates = (invoice: Expectation) => bills.filter((bill) => isSame(invoice, bill));

  test('exactly the matches have exactly one bill', () => {
    const found = posted.flatMap((invoice) => {
      const [bill, ...more] = candidates(invoice);
      return bill && more.length === 0 ? [[invoice.invoiceId, bill.referenceNbr]] : [];
    });
    expect(found).toEqual(matches.map(({ invoiceId, referenceNbr }) => [invoiceId, referenceNbr]));
    expect(matches.length).toBeGreaterThan(15);
  });

  test('near misses have none, or two', () => {
    for (const { invoiceId, why, referenceNbrs } of misses) {
      const invoice = posted.find((one) => one.invoiceId === invoiceId) as Expectation;
      const found = candidates(invoice).map(({ referenceNbr }) => referenceNbr);
      expect([why, found]).toEqual([why, why === 'twoCandidates' ? referenceNbrs : []]);
    }
    expect(new Set(misses.map(({ why }) => why)).size).toBe(4);
  });

  test('numbers are written in another way, with every kind of difference', () => {
    const shapes = matches.map(({ invoiceId, spelled }) => {
      const { vendorRef } = posted.find((one) => one.invoiceId === invoiceId) as Expectation;
      expect(spelled).not.toBe(vendorRef);
      return [
        spelled.includes(' ') && !vendorRef.includes(' '),
        spelled.includes('-') && !vendorRef.includes('-'),
        /[a-z]/.test(spelled),
        spelled.startsWith('0') !== vendorRef.startsWith('0'),
      ];
    });
    for (const kind of [0, 1, 2, 3]) expect(shapes.some((shape) => shape[kind])).toBe(true);
  });

  test('the rest is still to be posted, and bills are told apart by their number', () => {
    const adopted = new Set(matches.map(({ invoiceId }) => invoiceId));
    expect(remaining).toEqual(world.expected.filter(({ invoiceId }) => !adopted.has(invoiceId)));
    expect(new Set(bills.map(({ referenceNbr }) => referenceNbr)).size).toBe(bills.length);
    expect(bills.every(({ description }) => !description.includes('JGR'))).toBe(true);
    expect(new Set(bills.map(({ state }) => state))).toEqual(new Set(['open', 'paid']));
  });
});
