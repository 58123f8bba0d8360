/** The payment plan, carried out in the simulated ERP: its books show what the plan expects JAGGAER to be told. */
import type { Simulator } from '../../sandbox/kit/simulator';
import type { World as Books } from '../../sandbox/acumatica';
import { startAcumatica } from '../../sandbox/acumatica';
import type { BookedBill } from '../../sandbox/books';
import { order } from '../../sandbox/control';
import { buildWorld } from '../../sandbox/world';
import { acumaticaOrders, acumaticaWorld } from '../../sandbox/world/acumatica';
import type { Step } from '../../sandbox/world/payments';
import { paymentPlan } from '../../sandbox/world/payments';

const world = buildWorld({ seed: 6, invoices: 100 });
const posted = world.expected.filter(({ outcome }) => outcome === 'posted');
const cents = (value: unknown): number => Math.round(Number(value) * 100);

let sim: Simulator<Books>;
beforeAll(async () => {
  sim = await startAcumatica({ seed: acumaticaWorld(world.erp) });
});
afterAll(() => sim.close());
beforeEach(async () => {
  sim.reset();
  await order(
    sim.url,
    'bills',
    posted.map(({ type, vendor, vendorRef, amount, currency, date }) => ({
      ...{ type, vendor, vendorRef, amount, currency, date },
    })),
  );
});

/** Carries a step out. */
async function take(step: Step): Promise<void> {
  for (const { order: name, body } of acumaticaOrders(step)) await order(sim.url, name, body);
}

const books = async () => ((await order(sim.url, 'state?entity=Bill')) as { bills: BookedBill[] }).bills;

/** What was really paid of a bill: the rows of all released payments, those taken back included. */
function reallyPaid(number: string): number {
  const checks = sim.world.stores.get('Check')?.all() ?? [];
  const rows = checks
    .filter(({ fields }) => ['Payment', 'Voided Payment'].includes(String(fields.Type)))
    .flatMap(({ details }) => details.History ?? []);
  const own = rows.filter(({ fields }) => fields.DocType === 'Bill' && fields.ReferenceNbr === number);
  return own.reduce((total, { fields }) => total + cents(fields.AmountPaid), 0);
}

test('both phases come to what is expected of them', async () => {
  const { phases, expected } = paymentPlan(world, await books());
  expect(expected).toHaveLength(posted.length);
  const plans = new Set(expected.map(({ plan }) => plan));
  expect([...plans].sort()).toEqual(
    [
      ...['adjusted', 'full', 'none', 'partOnly', 'printedLater'],
      ...['together', 'twoParts', 'voided', 'waiting'],
    ].sort(),
  );
  for (const [phase, steps] of phases.entries()) {
    for (const step of steps) await take(step);
    const shown = new Map((await books()).map((bill) => [`${bill.type} ${bill.referenceNbr}`, bill]));
    for (const one of expected) {
      const bill = shown.get(`${one.type} ${one.bill}`) as BookedBill & { balance: string };
      const paid = one.type === 'Bill' ? reallyPaid(one.bill) : 0;
      expect([one.plan, cents(one.paid[phase])]).toEqual([one.plan, paid]);
      const state = paid === 0 ? 'nothing' : paid === cents(bill.amount) ? 'paid' : 'partPaid';
      const after = one.after[phase] ?? '';
      expect([one.plan, ['untouched', 'unpaid'].includes(after) ? 'nothing' : after]).toEqual([
        one.plan,
        state,
      ]);
      const cleared = one.plan === 'adjusted' ? cents(bill.amount) : paid;
      expect([one.plan, cents(bill.balance)]).toEqual([one.plan, cents(bill.amount) - cleared]);
      expect(bill.status).toBe(cents(bill.balance) === 0 ? 'Closed' : 'Open');
    }
  }
  const by = (plan: string) => expected.find((one) => one.plan === plan)?.after;
  expect([by('voided'), by('twoParts'), by('printedLater'), by('waiting'), by('adjusted')]).toEqual([
    ...[
      ['paid', 'unpaid'],
      ['partPaid', 'paid'],
      ['untouched', 'paid'],
    ],
    ...[
      ['untouched', 'untouched'],
      ['untouched', 'untouched'],
    ],
  ]);
});

test('the latest payment that counts is named as the ERP shows it', async () => {
  const { phases, expected } = paymentPlan(world, await books());
  for (const step of phases.flat()) await take(step);
  const checks = sim.world.stores.get('Check')?.all() ?? [];
  for (const { plan, bill, after, reference, method, date } of expected) {
    expect([plan, reference !== '']).toEqual([plan, ['paid', 'partPaid'].includes(after[1])]);
    if (reference === '') continue;
    const [check, ...more] = checks.filter(({ fields }) => fields.PaymentRef === reference);
    expect(more).toEqual([]);
    expect(check?.fields).toMatchObject({ PaymentMethod: method, ApplicationDate: date, Status: 'Closed' });
    expect(check?.details.History?.map(({ fields }) => fields.ReferenceNbr)).toContain(bill);
  }
});

test('the time of bills stays where that is wished, and moves otherwise', async () => {
  const times = () =>
    new Map(
      sim.world.stores
        .get('Bill')
        ?.all()
        .map(({ fields }) => [
          `${String(fields.Type)} ${String(fields.ReferenceNbr)}`,
          fields.LastModifiedDateTime,
        ]),
    );
  const { phases, expected } = paymentPlan(world, await books(), { touchesBill: false });
  const [release, ...steps] = phases[0];
  if (release) await take(release);
  const before = times();
  sim.clock.advance(60_000);
  for (const step of steps) await take(step);
  const full = expected.find(({ plan }) => plan === 'full');
  expect(times().get(`Bill ${full?.bill}`)).toBe(before.get(`Bill ${full?.bill}`));
  const moved = paymentPlan(world, await books()).phases[1].find((step) => step.do === 'void');
  if (moved) await take(moved);
  const voided = expected.find(({ plan }) => plan === 'voided');
  expect(times().get(`Bill ${voided?.bill}`)).not.toBe(before.get(`Bill ${voided?.bill}`));
});
