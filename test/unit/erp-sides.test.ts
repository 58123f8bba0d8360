/** Each ERP's side of the stage: what people do in it stands in its books. */
import type { IntacctBill } from '../../sandbox/sage-intacct';
import { ERPS, SIMULATED, erpOf } from '../../sandbox/erps';
import type { Erp, ErpSide } from '../../sandbox/erps';
import { sageIntacct } from '../../sandbox/erps/sageIntacct';
import type { World } from '../../sandbox/world';
import { cutOver } from '../../sandbox/world/cutOver';
import type { ErpBill } from '../../sandbox/world/erpMasters';
import { paymentPlan } from '../../sandbox/world/payments';

const cents = (amount: string | undefined): number => Math.round(Number(amount) * 100);
/** Letters and digits: what a number may lose is a sign that the ERP does not take. */
const bare = (number: string): string => number.replace(/[^A-Za-z0-9]/g, '');

/** A bill entered by hand for each invoice that is to be posted. */
const byHand = (world: World): ErpBill[] =>
  world.expected
    .filter(({ outcome }) => outcome === 'posted')
    .map(({ type, vendor, vendorRef, currency, amount, date }, at) => ({
      ...{ type, vendor, vendorRef, currency, amount, date, state: 'open', description: 'By hand' },
      referenceNbr: `H${at}`,
    }));

test('an ERP is taken where it has templates, and any other is refused by name', () => {
  expect(ERPS.map(({ id }) => id)).toContain('acumatica');
  expect(erpOf('acumatica').name).toBe('Acumatica');
  expect(() => erpOf('abacus')).toThrow(/--erp abacus is not there.*acumatica/);
  for (const own of ['id', 'name', 'port'] as const)
    expect(new Set(SIMULATED.map((erp) => erp[own])).size).toBe(SIMULATED.length);
});

describe.each(SIMULATED.map((erp): [string, Erp] => [erp.id, erp]))('%s', (_, erp) => {
  const world = erp.world({ seed: 6, invoices: 100 });
  let side: ErpSide;
  beforeAll(async () => {
    side = await erp.start(world);
  });
  afterAll(() => side.close());

  test('books what is entered by hand, under the number it says, from before the go-live as well', async () => {
    const entered = byHand(world).slice(0, 8);
    const numbers: string[] = [];
    for (const bill of entered) numbers.push(await side.placeBill(bill));
    const books = await side.books();
    expect(books).toHaveLength(entered.length);
    entered.forEach(({ type, vendor, vendorRef, currency, amount }, at) => {
      const bill = books.find((one) => one.referenceNbr === numbers[at] && one.type === type);
      expect(bill).toMatchObject({ type, vendor, currency });
      expect([bare(bill?.vendorRef ?? ''), cents(bill?.amount)]).toEqual([bare(vendorRef), cents(amount)]);
    });
    const old = cutOver(world).bills;
    expect(old.length).toBeGreaterThan(10);
    for (const bill of old) await side.placeBill(bill);
    expect(await side.books()).toHaveLength(entered.length + old.length);
  });

  test('speaks of its calls, and of what it counts', () => {
    expect(Object.keys(side.costs()).sort()).toEqual(Object.keys(erp.budget).sort());
    expect(erp.purposeOf({ method: 'GET', path: '/elsewhere' })).toBeNull();
    const [[, { data }] = ['', { data: {} }]] = Object.entries(erp.credentials(side.url));
    expect(JSON.stringify(data)).toContain(new URL(side.url).origin);
  });

  test('the mapping says where cost centers go in the words that the Crosswalk is told', () => {
    const scopes = world.mapping.filter(({ kind }) => kind === 'dimension').map(({ scope }) => scope);
    expect(new Set(scopes)).toEqual(new Set([world.crosswalk.dimension]));
  });
});

test('calls that look bills up and that create them are told apart from all others', () => {
  const of = (id: string, method: string, path: string) =>
    SIMULATED.find((erp) => erp.id === id)?.purposeOf({ method, path });
  const bills = '/entity/Default/24.200.001/Bill';
  expect([of('acumatica', 'PUT', bills), of('acumatica', 'GET', bills)]).toEqual(['create', 'lookUp']);
  expect([of('acumatica', 'DELETE', bills), of('acumatica', 'GET', `${bills}/x`)]).toEqual([null, null]);
  const gateway = (what: string) => of('sage-intacct', 'POST', `/na12/ia/xml/xmlgw.phtml ${what}`);
  expect(gateway('create:APBILL')).toBe('create');
  expect(gateway('query:VENDOR create_apadjustment')).toBe('create');
  expect(gateway('query:APBILL')).toBe('lookUp');
  expect([gateway('query:APBILLITEM'), gateway('create:VENDOR')]).toEqual([null, null]);
});

test('Sage Intacct: what is paid, waits, is voided or settled shows in its figures after each phase', async () => {
  const world = sageIntacct.world({ seed: 6, invoices: 100 });
  const side = await sageIntacct.start(world);
  try {
    for (const bill of byHand(world)) await side.placeBill(bill);
    const { phases, expected } = paymentPlan(world, await side.books());
    expect(new Set(expected.map(({ plan }) => plan)).size).toBe(9);
    for (const [phase, steps] of phases.entries()) {
      for (const step of steps) await side.carryOut(step);
      const books = new Map(
        ((await side.books()) as IntacctBill[]).map((bill) => [`${bill.type} ${bill.recordNo}`, bill]),
      );
      for (const { plan, bill, type, paid } of expected) {
        const found = books.get(`${type} ${bill}`);
        const cleared = plan === 'adjusted' ? cents(found?.amount) : cents(paid[phase]);
        expect([plan, cents(found?.totalDue)]).toEqual([plan, cents(found?.amount) - cleared]);
      }
    }
    const unpaid = ((await side.books()) as IntacctBill[]).find(
      ({ type, totalPaid }) => type === 'Bill' && cents(totalPaid) === 0,
    );
    expect(unpaid).toBeDefined();
    if (unpaid) await side.deleteBill(unpaid);
    expect((await side.books()).some(({ referenceNbr }) => referenceNbr === unpaid?.referenceNbr)).toBe(
      false,
    );
  } finally {
    await side.close();
  }
});
