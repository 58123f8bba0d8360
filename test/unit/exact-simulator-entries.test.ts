/** Purchase entries of the Exact Online simulator: what is booked, what is refused, and how doubtful points are answered. */
import {
  api,
  booked,
  consent,
  control,
  entry,
  get,
  ids,
  messageOf,
  post,
  rows,
  sim,
  simulated,
  turn,
} from './exactClient';

simulated();

const on = (account: string, more: object = {}) => ({ GLAccount: ids[account], AmountFC: 100, ...more });
const ms = (date: string) => `/Date(${Date.parse(date)})/`;
const books = async () => (await control('state?bills')).bills;
const refusal = async (more: object = {}, lines?: object[]) => {
  const answer = await post(more, lines);
  return [answer.status, messageOf(answer)];
};

describe('what is booked', () => {
  it('an entry with its number, period, due date and document, as recorded', async () => {
    const made = await booked();
    expect(made).toMatchObject({
      ...{ EntryNumber: 26600001, InvoiceNumber: 26600001, Type: 30, Status: 20, Currency: 'EUR', Rate: 1 },
      ...{ AmountFC: 100.12, AmountDC: 100.12, VATAmountFC: 0, YourRef: 'HS-1', Journal: '60' },
      ...{ ReportingYear: 2026, ReportingPeriod: 6, EntryDate: ms('2026-06-10'), DueDate: ms('2026-07-10') },
      ...{ PaymentCondition: '30', SupplierName: 'Harbour Street Office Supply', DocumentSubject: 'Paper' },
      PurchaseEntryLines: { __deferred: { uri: expect.stringContaining('/PurchaseEntryLines') } },
    });
    expect(made.Document).toMatch(/^[\da-f-]{36}$/);
    const [document] = await rows(`documents/Documents?$top=1&$filter=ID eq guid'${made.Document}'`);
    expect(document).toMatchObject({
      Type: 20,
      FinancialTransactionEntryID: made.EntryID,
      Account: ids['20000'],
    });
    expect((await booked()).EntryNumber).toBe(26600002);
    expect((await booked({ Journal: '61' })).EntryNumber).toBe(26610001);
    expect(await books()).toHaveLength(3);
  });

  it('only AmountFC counts: with AmountDC alone the entry is worth nothing, and nobody says so', async () => {
    const made = await booked({ AmountFC: 5 }, [{ GLAccount: ids['4000'], AmountDC: 100.12 }]);
    expect([made.AmountFC, made.AmountDC, made.Status]).toEqual([0, 0, 20]);
  });

  it('reads back by key, by filter, with lines, and with the lines by themselves', async () => {
    const { EntryID } = await booked({}, [
      on('4000', { Description: 'First' }),
      on('4200', { CostCenter: 'ADM' }),
    ]);
    const expanded = await get(
      `purchaseentry/PurchaseEntries(guid'${EntryID}')?$expand=PurchaseEntryLines&$select=AmountFC,PurchaseEntryLines/CostCenter`,
    );
    expect(expanded.json.d.AmountFC).toBe(200);
    expect(expanded.json.d.PurchaseEntryLines.results).toMatchObject([
      { CostCenter: null },
      { CostCenter: 'ADM' },
    ]);
    const lines = await rows(
      `purchaseentry/PurchaseEntryLines?$select=GLAccountCode,AmountFC,AmountDC,Description&$filter=EntryID eq guid'${EntryID}'`,
    );
    expect(lines).toHaveLength(2);
    expect(lines).toContainEqual(
      expect.objectContaining({ GLAccountCode: '4000', AmountDC: 100, Description: 'First' }),
    );
    const filter = `Supplier eq guid'${ids['20000']}' and YourRef eq 'HS-1'`;
    expect(
      await rows(`purchaseentry/PurchaseEntries?$select=EntryID,AmountFC&$filter=${filter}`),
    ).toHaveLength(1);
  });

  it.each([
    ['none, by default of an account without a code', '4000', {}, 0, 100],
    ['the code of the GL account', '4100', {}, 21, 121],
    ['a code that is sent', '4000', { VATCode: '1' }, 21, 121],
    ['an including code', '4000', { VATCode: '2' }, 17.36, 100],
    ['reverse charge', '4000', { VATCode: '3' }, 21, 100],
    ['a VAT amount that is sent', '4000', { VATCode: '1', VATAmountFC: 20.99 }, 20.99, 120.99],
  ])('VAT: %s', async (_, account, more, vat, total) => {
    const made = await booked({}, [on(account, more)]);
    expect([made.VATAmountFC, made.AmountFC]).toEqual([vat, total]);
  });

  it('another currency, by the rate of the day or one that is sent', async () => {
    expect(await booked({ Currency: 'USD' })).toMatchObject({ AmountFC: 100.12, AmountDC: 90.11, Rate: 0.9 });
    expect(await booked({ Currency: 'USD', Rate: 0.5 })).toMatchObject({ AmountDC: 50.06, Rate: 0.5 });
  });

  it('conditions: of the entry before the supplier; a date that is sent; the end of a month', async () => {
    expect((await booked({ PaymentCondition: '15' })).DueDate).toBe(ms('2026-06-25'));
    expect((await booked({ PaymentCondition: 'EM' })).DueDate).toBe(ms('2026-07-31'));
    expect((await booked({ DueDate: '2026-12-24' })).DueDate).toBe(ms('2026-12-24'));
    expect((await booked({ Supplier: ids['20005'], DueDate: '2026-12-24' })).PaymentCondition).toBeNull();
    expect((await booked({ ReportingYear: 2026, ReportingPeriod: 3 })).ReportingPeriod).toBe(3);
  });

  it('the supplier’s number is cut at 50 signs, and taken twice; Exact’s own number once', async () => {
    expect((await booked({ YourRef: 'x'.repeat(60) })).YourRef).toBe('x'.repeat(50));
    await booked({ YourRef: 'TWICE' });
    await booked({ YourRef: 'TWICE' });
    expect((await booked({ EntryNumber: 99990001 })).EntryNumber).toBe(99990001);
    expect(await refusal({ EntryNumber: 99990001 })).toEqual([
      500,
      'Already exists – Entry number 99990001, Journal 60',
    ]);
    expect((await books()).filter((bill: { vendorRef: string }) => bill.vendorRef === 'TWICE')).toHaveLength(
      2,
    );
  });

  it('without Prefer the answer holds the address and little else, or all by the switch', async () => {
    const path = 'purchaseentry/PurchaseEntries';
    const bare = await api('POST', path, entry());
    expect(bare.status).toBe(201);
    expect(bare.json.d).toMatchObject({ EntryNumber: null, AmountFC: null, YourRef: 'HS-1' });
    expect(bare.json.d.__metadata.uri).toBe(bare.headers.get('location'));
    turn('preferNeeded', 'no');
    expect((await api('POST', path, entry())).json.d.EntryNumber).toBe(26600002);
  });

  it('credits: negative lines, type 31', async () => {
    const made = await booked({ YourRef: 'CN-1' }, [on('4000', { AmountFC: -40 })]);
    expect([made.AmountFC, made.Type]).toEqual([-40, 31]);
    expect((await books())[0]).toMatchObject({ type: 'Debit Adj.', amount: '40.00', vendor: '20000' });
  });

  it('the books name vendor, reference, account, cost center and cost unit', async () => {
    await booked({}, [on('4000', { CostCenter: 'ADM', CostUnit: 'MILL', Description: 'Paper' })]);
    expect((await books())[0]).toMatchObject({
      ...{ type: 'Bill', referenceNbr: '26600001', vendor: '20000', vendorRef: 'HS-1', description: 'Paper' },
      ...{
        currency: 'EUR',
        amount: '100.00',
        status: 'Open',
        period: '2026-06',
        journal: '60',
        open: '100.00',
      },
      lines: [{ account: '4000', subaccount: 'ADM', branch: 'MILL', amount: '100.00' }],
    });
  });
});

describe('what is refused', () => {
  it.each([
    [
      'everything that is missing, at once',
      { Journal: null, Supplier: undefined },
      [],
      'Mandatory: Journal\r\nMandatory: Supplier\r\nMandatory: Purchase entry lines\r\nMandatory: due date / payment condition',
    ],
    ['a sales journal', { Journal: '50' }, undefined, 'Invalid: Journal (type)'],
    ['a strange journal', { Journal: '77' }, undefined, 'Invalid reference: Journal'],
    ['a customer', { Supplier: '20002', DueDate: '2026-07-01' }, undefined, 'Invalid: Supplier (Type)'],
    ['a strange currency', { Currency: 'JPY' }, undefined, 'Invalid reference: Currency'],
    [
      'a currency that the journal does not take',
      { Journal: '61', Currency: 'USD' },
      undefined,
      'Not allowed: Currency',
    ],
    [
      'a rate that the journal does not take',
      { Journal: '61', Rate: 2 },
      undefined,
      'Not allowed: Exchange rate',
    ],
    ['no terms', { Supplier: '20005' }, undefined, 'Mandatory: due date / payment condition'],
    ['strange terms', { PaymentCondition: '99' }, undefined, 'Invalid reference: Payment condition'],
    ['a closed period', { EntryDate: '2026-01-15' }, undefined, 'Period is closed'],
    [
      'a year that is not there',
      { EntryDate: '2031-01-15' },
      undefined,
      'Unknown: Financial year (Period-date table)',
    ],
    [
      'a period that is not there',
      { ReportingPeriod: 14 },
      undefined,
      'Unknown: Financial year (Period-date table)',
    ],
    ['payables as an account', {}, [['1600', {}]], 'Invalid: G/L account type'],
    ['VAT as an account', {}, [['1510', {}]], 'Invalid: G/L account type'],
    ['no cost center where one is needed', {}, [['4200', {}]], 'Mandatory: Cost center'],
    ['no cost unit where one is needed', {}, [['4300', {}]], 'Mandatory: Cost unit'],
    ['a strange cost center', {}, [['4000', { CostCenter: 'X' }]], 'Invalid reference: Cost center'],
    ['a strange cost unit', {}, [['4000', { CostUnit: 'X' }]], 'Invalid reference: Cost unit'],
    ['a strange VAT code', {}, [['4000', { VATCode: 'X' }]], 'Invalid reference: VAT code'],
    ['no account', {}, [['none', {}]], 'Mandatory: G/L account'],
    ['VAT that is off by a cent', { VATAmountFC: 20.99 }, [['4100', {}]], 'Not in balance: EUR -0.01'],
  ])('%s', async (_, more, lines, message) => {
    const { Supplier } = more as { Supplier?: string };
    const header = { ...more, ...(Supplier !== undefined && { Supplier: ids[Supplier] }) };
    const made = (lines as Array<[string, object]> | undefined)?.map(([account, extra]) =>
      on(account, extra),
    );
    expect(await refusal(header, made)).toEqual([500, message]);
    expect(await books()).toEqual([]);
    expect(Object.values((await control('state')).limits.errors)).toEqual([]);
  });

  it('VAT that is off is taken where the company has a rounding account', async () => {
    const [first, ...rest] = sim.world.seed.divisions;
    if (first) sim.reset({ divisions: [{ ...first, roundingLimit: '0.05' }, ...rest] });
    await consent();
    expect(await booked({ VATAmountFC: 20.99 }, [on('4100')])).toMatchObject({ VATAmountFC: 21 });
  });

  it.each([
    ['a text as an amount', {}, { AmountFC: '100' }, /AmountFC/],
    ['a code as a GUID', {}, { GLAccount: '4000' }, /GLAccount/],
    ['a number as a text', { YourRef: 5 }, {}, /YourRef/],
    ['a date that is none', { EntryDate: '10/06/2026' }, {}, /EntryDate/],
    ['a text as a truth', { Reversal: 'yes' }, {}, /Reversal/],
    ['a fraction as a number', { EntryNumber: 1.5 }, {}, /EntryNumber/],
    ['an unknown name', { Nonsense: 1 }, {}, /Nonsense/],
  ])('as no valid body: %s', async (_, header, line, message) => {
    const answer = await post(header, [on('4000', line)]);
    expect([answer.status, messageOf(answer)]).toEqual([400, expect.stringMatching(message)]);
  });

  it('lines that are no list, and what is no JSON', async () => {
    const odd = await api('POST', 'purchaseentry/PurchaseEntries', { ...entry(), PurchaseEntryLines: {} });
    expect(odd.status).toBe(400);
    expect((await api('POST', 'purchaseentry/PurchaseEntries', [])).status).toBe(400);
    const url = `${sim.url}/api/v1/124132/purchaseentry/PurchaseEntries`;
    const { access_token } = await consent();
    const headers = { authorization: `Bearer ${access_token}`, accept: 'application/json' };
    expect((await fetch(url, { method: 'POST', headers, body: '{' })).status).toBe(400);
  });
});

describe('changing and deleting', () => {
  it('a header changes, its supplier does not; a deleted entry is gone with everything', async () => {
    const { EntryID } = await booked();
    const path = `purchaseentry/PurchaseEntries(guid'${EntryID}')`;
    const changed = await api('PUT', path, { Description: 'Better', YourRef: 'y'.repeat(51) });
    expect([changed.status, changed.text]).toEqual([204, '']);
    expect((await get(path)).json.d).toMatchObject({
      Description: 'Better',
      YourRef: 'y'.repeat(50),
      AmountFC: 100.12,
    });
    expect((await api('PUT', path, { Supplier: ids['20001'] })).status).toBe(500);
    expect((await api('PUT', path, { PurchaseEntryLines: [] })).status).toBe(500);
    expect((await api('DELETE', path)).status).toBe(204);
    expect((await get(path)).status).toBe(404);
    expect((await api('DELETE', path)).status).toBe(404);
    expect(await books()).toEqual([]);
    const deleted = await rows('sync/Deleted?$filter=Timestamp gt 1&$select=EntityType,EntityKey');
    expect(deleted.map(({ EntityType }) => EntityType).sort()).toEqual([1, 1, 10]);
  });

  it('what is processed is locked, but not paid', async () => {
    const { EntryID, EntryNumber } = await booked();
    await control('entries', { process: [String(EntryNumber)] });
    const path = `purchaseentry/PurchaseEntries(guid'${EntryID}')`;
    expect((await get(path)).json.d.Status).toBe(50);
    expect((await api('DELETE', path)).status).toBe(500);
    expect((await api('PUT', path, { Description: 'x' })).status).toBe(500);
    expect((await books())[0]).toMatchObject({ status: 'Processed', paid: '0.00', open: '100.12' });
    await control('entries', { remove: [String(EntryNumber)] });
    expect(await books()).toEqual([]);
  });
});
