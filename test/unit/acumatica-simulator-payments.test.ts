/** Payments of the Acumatica simulator: what bills, checks and their rows show afterwards. */
import { BASE, call, control, LINE, put, read, releaseNow, sim, simulated, turn } from './acumaticaClient';

simulated();

const value = (of: unknown) => ({ value: of });
const check = async (number: string, type = 'Payment') =>
  (await call('GET', `${BASE}/Check/${type}/${number}?$expand=Details,History`)).json;
const pay = async (order: object) => {
  const { status, json } = await control('payments', order);
  expect([status, json]).toEqual([200, json]);
  return json as Record<string, unknown>;
};
const open = async (VendorRef: string, amount = 10) => {
  await put({ VendorRef, Amount: amount, Details: [{ ...LINE, UnitCost: amount }] });
  await control('release', { all: true });
};

it('several payments settle a bill one after the other', async () => {
  await open('HS-1');
  await pay({ bill: '000001', amount: '4', paymentRef: 'CHK-1', method: 'WIRE', date: '2026-06-20' });
  expect(await read('000001')).toMatchObject({ Status: value('Open'), Balance: value(6), Amount: value(10) });
  await pay({ bill: '000001', paymentRef: 'CHK-2' });
  expect(await read('000001')).toMatchObject({
    ...{ Status: value('Closed'), Balance: value(0) },
    Applications: [
      { DocType: value('Payment'), ReferenceNbr: value('000001'), AmountPaid: value(4), Balance: value(6) },
      { DocType: value('Payment'), ReferenceNbr: value('000002'), AmountPaid: value(6), Balance: value(0) },
    ],
  });
  expect(await check('000001')).toMatchObject({
    ...{ Status: value('Closed'), PaymentRef: value('CHK-1'), PaymentMethod: value('WIRE') },
    ...{ ApplicationDate: value('2026-06-20T00:00:00-05:00'), PaymentAmount: value(4), Details: [] },
    History: [{ ReferenceNbr: value('000001'), VendorRef: value('HS-1'), AmountPaid: value(4) }],
  });
});

it('one check pays several bills, with a discount, and waits to be printed', async () => {
  await open('HS-1');
  await open('HS-2', 20);
  const bills = [
    { bill: '000001', discount: '0.2' },
    { bill: '000002', amount: '5' },
  ];
  await pay({ bills, status: 'Pending Print', paymentRef: 'CHK-7' });
  const waiting = await check('000001');
  expect([waiting.PaymentAmount.value, waiting.Details.length, waiting.History]).toEqual([14.8, 2, []]);
  expect((await read('000001')).Balance.value).toBe(10);
  expect((await pay({ print: 'CHK-7' })).Status).toBe('Printed');
  expect((await read('000001')).Balance.value).toBe(10);
  await pay({ finish: 'CHK-7' });
  const done = await check('000001');
  expect([done.Status.value, done.Details, done.History.length]).toEqual(['Closed', [], 2]);
  expect(done.History[0]).toMatchObject({ AmountPaid: value(9.8), CashDiscountTaken: value(0.2) });
  expect([(await read('000001')).Status.value, (await read('000002')).Balance.value]).toEqual(['Closed', 15]);
});

it('a voided payment takes everything back and stays on record', async () => {
  await open('HS-1');
  await open('HS-2');
  await pay({ bills: [{ bill: '000001' }, { bill: '000002', amount: '3' }], paymentRef: 'CHK-9' });
  await pay({ void: 'CHK-9' });
  expect([
    (await check('000001')).Status.value,
    (await check('000001', 'Voided Payment')).Status.value,
  ]).toEqual(['Voided', 'Closed']);
  expect(await check('000001', 'Voided Payment')).toMatchObject({
    PaymentAmount: value(-13),
    History: [{ AmountPaid: value(-10) }, { AmountPaid: value(-3) }],
  });
  expect(await read('000001')).toMatchObject({
    ...{ Status: value('Open'), Balance: value(10) },
    Applications: [
      { DocType: value('Payment'), AmountPaid: value(10), Status: value('Voided') },
      { DocType: value('Voided Payment'), AmountPaid: value(-10), Status: value('Closed') },
    ],
  });
  expect((await read('000002')).Balance.value).toBe(10);
  expect((await control('payments', { void: 'CHK-9' })).status).toBe(400);
});

it.each([
  [true, 1],
  [false, 0],
])('a debit adjustment applied, listed among the checks: %s', async (asCheck, count) => {
  await open('HS-1');
  await put({ Type: 'Debit Adj.', VendorRef: 'HS-C', Amount: 12, Details: [{ ...LINE, UnitCost: 12 }] });
  await releaseNow('000002', 'Debit Adj.');
  await pay({ bill: '000001', debitAdjustment: '000002', asCheck });
  expect((await read('000001')).Status.value).toBe('Closed');
  const listed = (await call('GET', `${BASE}/Check?$expand=History`)).json;
  expect(listed).toHaveLength(count);
  if (count === 0) return;
  expect(listed[0]).toMatchObject({
    ...{ Type: value('Debit Adj.'), ReferenceNbr: value('000002'), Status: value('Open') },
    ...{ UnappliedBalance: value(2), History: [{ VendorRef: value('HS-1'), AmountPaid: value(10) }] },
  });
});

it.each([
  [true, true],
  [false, false],
])('whether a payment, and voiding it, moves the time of the bill: %s', async (touchesBill, moves) => {
  await open('HS-1');
  const modified = async () => (await read('000001')).LastModifiedDateTime.value as string;
  const [before] = [await modified(), sim.clock.advance(60_000)];
  await pay({ bill: '000001', paymentRef: 'CHK-1', touchesBill });
  const paid = await modified();
  sim.clock.advance(60_000);
  await pay({ void: 'CHK-1', touchesBill });
  expect([paid !== before, (await modified()) !== paid]).toEqual([moves, moves]);
  expect((await check('000001')).LastModifiedDateTime.value).not.toBe(before);
});

it('a prepayment is a payment of its own type', async () => {
  await open('HS-1');
  await pay({ bill: '000001', type: 'Prepayment' });
  expect((await read('000001')).Applications[0].DocType.value).toBe('Prepayment');
});

it('lists may not show applications or history', async () => {
  await open('HS-1');
  await pay({ bill: '000001' });
  turn('optimisationFails', ['Bill/Applications', 'Check/History']);
  const statuses = ['Bill?$expand=Applications', 'Check?$expand=History', 'Check'].map(
    async (path) => (await call('GET', `${BASE}/${path}`)).status,
  );
  expect(await Promise.all(statuses)).toEqual([500, 500, 200]);
  expect((await check('000001')).History).toHaveLength(1);
});

it.each([
  ['too much', { bill: '000001', amount: '11' }],
  ['nothing', { bill: '000001', amount: '0' }],
  ['more with the discount', { bill: '000001', amount: '10', discount: '1' }],
  ['no such bill', { bill: '000009' }],
  ['no bill at all', { bills: [] }],
  [
    'a bill twice',
    {
      bills: [
        { bill: '000001', amount: '1' },
        { bill: '000001', amount: '1' },
      ],
    },
  ],
  ['several vendors', { bills: [{ bill: '000001' }, { bill: '000003' }] }],
  ['no such payment', { void: '000001' }],
])('refuses %s', async (_, order) => {
  await open('HS-1');
  await open('HS-2');
  await put({ Vendor: 'QUARRY', VendorRef: 'Q-1' });
  await control('release', { all: true });
  expect((await control('payments', order)).status).toBe(400);
});

it('AP releases by hand what is ready, from hold too', async () => {
  await put({ Hold: true });
  await put({ VendorRef: 'HS-2', Amount: 0, Details: [{ ...LINE, UnitCost: 0 }] });
  await put({ VendorRef: 'HS-3', Type: 'Debit Adj.' });
  expect((await control('release', { bills: ['000001', '000002'] })).json.released).toEqual([
    '000001',
    '000002',
  ]);
  expect([(await read('000001')).Status.value, (await read('000002')).Status.value]).toEqual([
    'Open',
    'Closed',
  ]);
  expect((await control('release', { bills: ['000001'] })).status).toBe(400);
  await control('release', { bills: [{ type: 'Debit Adj.', number: '000003' }] });
  expect((await read('000003', 'Debit Adj.')).Status.value).toBe('Open');
  expect((await control('release', {})).status).toBe(400);
});
