/** Vendors, accounts, locations, classes: names, parents, making inactive. */
import {
  bill,
  call,
  codeOf,
  connectAgain,
  control,
  faultOf,
  idOf,
  ids,
  made,
  post,
  rows,
  sim,
  simulated,
  turn,
} from './quickbooksClient';
import type { Tree } from '../fixtures/simulatorClient';

simulated();

describe('vendors', () => {
  test('are made of parts of a name, with what a vendor has; the tax id comes back masked', async () => {
    const term = await idOf('Term', 'Net 30');
    const vendor = await made('vendor', {
      ...{ GivenName: 'Ada', FamilyName: 'Quarry', CompanyName: 'Quarry & Co', AcctNum: 'S-9' },
      ...{ TaxIdentifier: '98-7654321', TermRef: { value: term }, Vendor1099: true },
      ...{
        PrimaryEmailAddr: { Address: 'ada@quarry.example' },
        BillAddr: { Line1: '1 Pit Road', City: 'Ely' },
      },
    });
    expect(vendor).toMatchObject({
      ...{
        DisplayName: 'Ada Quarry',
        PrintOnCheckName: 'Ada Quarry',
        Active: true,
        Balance: 0,
        AcctNum: 'S-9',
      },
      ...{ TaxIdentifier: 'XXXXXX4321', TermRef: { value: term, name: 'Net 30' } },
      ...{ CurrencyRef: { value: 'USD' }, BillAddr: { City: 'Ely' } },
    });
    const { stored } = await control('state?entity=Vendor');
    expect(stored.find((one: Tree) => one.id === vendor.Id).fields.TaxIdentifier).toBe('98-7654321');
    await made('vendor', { ...vendor, DisplayName: 'Ada Quarry Ltd', Balance: 500 });
    const after = (await control('state?entity=Vendor')).stored.find((one: Tree) => one.id === vendor.Id);
    // what was read back blindly has destroyed it
    expect(after.fields.TaxIdentifier).toBe('XXXXXX4321');
    expect([after.fields.PrintOnCheckName, after.fields.Balance]).toEqual(['Ada Quarry Ltd', 0]);
  });

  test.each([
    ['no name', '2020', {}],
    ['a colon', '2040', { DisplayName: 'A: B' }],
    ['a tab', '2040', { DisplayName: 'A\tB' }],
    ['501 characters', '2050', { DisplayName: 'x'.repeat(501) }],
    ['an address without @', '2040', { DisplayName: 'A', PrimaryEmailAddr: { Address: 'a.example' } }],
    ['an unknown term', '2500', { DisplayName: 'A', TermRef: { value: '99' } }],
    ['an unknown property', '2010', { DisplayName: 'A', ExternalId: '7' }],
    ['a foreign currency', '6000', { DisplayName: 'A', CurrencyRef: { value: 'EUR' } }],
  ])('%s: %s', async (_, code, body) => {
    expect(codeOf(await post('vendor', body))).toBe(code);
  });

  test('a name is taken once among vendors, customers and employees', async () => {
    const customer = await idOf('Customer', 'Weir Cottage Inn');
    const answer = await post('vendor', { DisplayName: 'weir cottage INN' });
    expect([answer.status, faultOf(answer)]).toEqual([
      400,
      `6240 The name supplied already exists. : Id=${customer}`,
    ]);
    expect(answer.body.Fault.Error[0].Message).toBe('Duplicate Name Exists Error');
    expect(codeOf(await post('customer', { DisplayName: 'Robin Marlow' }))).toBe('6240');
    turn(['nameCase', 'significant']);
    const stored = await made('vendor', { DisplayName: 'weir cottage INN' });
    expect(Number(stored.Id)).toBeGreaterThan(Number(customer));
    const rename = { Id: ids.vendor, SyncToken: '0', sparse: true, DisplayName: 'Robin Marlow' };
    expect(codeOf(await post('vendor', rename))).toBe('6240');
  });

  test('made inactive they get another name, and theirs becomes free', async () => {
    const inactive = async (id: string, token: string) =>
      await made('vendor', { Id: id, SyncToken: token, sparse: true, Active: false });
    const first = await made('vendor', { DisplayName: 'Twice' });
    expect(await inactive(first.Id, '0')).toMatchObject({ DisplayName: 'Twice (deleted)', SyncToken: '1' });
    const second = await made('vendor', { DisplayName: 'Twice' });
    expect((await inactive(second.Id, '0')).DisplayName).toBe('Twice (deleted 1)');
    expect(codeOf(await post('bill', bill({ VendorRef: { value: first.Id } })))).toBe('610');
    expect(await rows("select * from Vendor where DisplayName = 'Twice (deleted)'")).toEqual([]);
    const hidden = "select * from Vendor where DisplayName LIKE 'Twice%' and Active IN (true,false)";
    expect((await rows(hidden)).length).toBe(2);
    const again = { Id: first.Id, SyncToken: '1', sparse: true, Active: true };
    expect((await made('vendor', again)).DisplayName).toBe('Twice (deleted)');
    turn(['reactivation', 'cleansName']);
    expect((await made('vendor', { ...again, Id: second.Id })).DisplayName).toBe('Twice');
  });

  test('with an open balance they stay, by switch they go; lists cannot be deleted', async () => {
    await made('bill', bill());
    const change = { Id: ids.vendor, SyncToken: '0', sparse: true, Active: false };
    expect(codeOf(await post('vendor', change))).toBe('6220');
    turn(['vendorBalance', 'taken']);
    expect((await made('vendor', change)).Active).toBe(false);
    const gone = await post('vendor', { Id: ids.other, SyncToken: '0' }, { operation: 'delete' });
    expect(codeOf(gone)).toBe('500');
  });
});

describe('several currencies', () => {
  const MANY = {
    preferences: { MultiCurrencyEnabled: true },
    settings: { perSecond: 0, perMinute: 0, batchPerMinute: 0 },
    vendors: [{ name: 'Alpenglas', currency: 'EUR' }, { name: 'Harbour Street Office Supply' }],
    accounts: [
      { name: 'Accounts Payable (A/P)', type: 'Accounts Payable' },
      { name: 'Accounts Payable (A/P) - EUR', type: 'Accounts Payable', currency: 'EUR' },
      { name: 'Office Supplies', number: '6220', type: 'Expense' },
    ],
    ...{ items: [], employees: [], customers: [] },
  };
  let euro: object;
  beforeEach(async () => {
    sim.reset(MANY);
    await connectAgain();
    const account = { AccountRef: { value: await idOf('Account', '6220') } };
    const line = { Amount: 100, DetailType: 'AccountBasedExpenseLineDetail' };
    euro = {
      ...{ VendorRef: { value: await idOf('Vendor', 'Alpenglas') }, CurrencyRef: { value: 'EUR' } },
      ...{ TxnDate: '2026-06-15', Line: [{ ...line, AccountBasedExpenseLineDetail: account }] },
    };
  });

  test('a bill is in its vendor’s currency, on the A/P account of that currency, with a rate', async () => {
    const stored = await made('bill', euro);
    expect(stored).toMatchObject({
      ...{ CurrencyRef: { value: 'EUR', name: 'Euro' }, ExchangeRate: 1.1, Balance: 100, HomeBalance: 110 },
      APAccountRef: { name: 'Accounts Payable (A/P) - EUR' },
    });
    expect((await made('bill', { ...euro, ExchangeRate: 1.2 })).HomeBalance).toBe(120);
    expect(faultOf(await post('bill', { ...euro, CurrencyRef: { value: 'USD' } }))).toContain(
      'You can only use one foreign currency per transaction.',
    );
    const home = { value: await idOf('Account', 'Accounts Payable (A/P)') };
    expect(codeOf(await post('bill', { ...euro, APAccountRef: home }))).toBe('6000');
    expect(codeOf(await post('bill', { ...euro, CurrencyRef: { value: 'SEK' } }))).toBe('6000');
  });

  test('it has to be named, by switch it is implied', async () => {
    const unnamed = { ...euro, CurrencyRef: undefined };
    expect(codeOf(await post('bill', unnamed))).toBe('2020');
    turn(['missingCurrency', 'implied']);
    expect((await made('bill', unnamed)).CurrencyRef.value).toBe('EUR');
  });

  test('a vendor’s never changes; rates can be asked for', async () => {
    const id = await idOf('Vendor', 'Alpenglas');
    const change = { Id: id, SyncToken: '0', sparse: true, CurrencyRef: { value: 'GBP' } };
    expect(codeOf(await post('vendor', change))).toBe('6000');
    const rate = await call('exchangerate', {
      query: { sourcecurrencycode: 'EUR', asofdate: '2026-06-01' },
    });
    expect(rate.body.ExchangeRate).toMatchObject({ Rate: 1.1, AsOfDate: '2026-06-01' });
    expect(codeOf(await call('exchangerate'))).toBe('2020');
  });
});

describe('accounts', () => {
  test('need a type or a sub-type; the rest follows; numbers show when numbering is on', async () => {
    const account = await made('account', { Name: 'Paper', AcctNum: '6225', AccountType: 'Expense' });
    expect(account).toMatchObject({
      ...{
        Classification: 'Expense',
        AccountSubType: 'Expense',
        FullyQualifiedName: 'Paper',
        SubAccount: false,
      },
      ...{ AcctNum: '6225', Active: true },
    });
    expect((await made('account', { Name: 'Till', AccountSubType: 'Checking' })).AccountType).toBe('Bank');
    await control('preferences', { UseAccountNumbers: false });
    expect((await call(`account/${account.Id}`)).body.Account.AcctNum).toBeUndefined();
  });

  test.each([
    ['no type', '2020', { Name: 'A' }],
    ['a type that is none', '2170', { Name: 'A', AccountType: 'Spending' }],
    ['a colon', '2040', { Name: 'A:B', AccountType: 'Expense' }],
    ['a quotation mark', '2040', { Name: 'A"B', AccountType: 'Expense' }],
    ['8 characters in the US', '2050', { Name: 'A', AccountType: 'Expense', AcctNum: '12345678' }],
    ['a name that is taken', '6240', { Name: 'Tools', AccountType: 'Expense' }],
  ])('%s: %s', async (_, code, body) => {
    expect(codeOf(await post('account', body))).toBe(code);
  });

  test('the same name may stand under several parents; paths follow a new name of the parent', async () => {
    const child = { Name: 'Small Tools', AccountType: 'Expense', ParentRef: { value: ids.supplies } };
    expect(await made('account', child)).toMatchObject({
      ...{ FullyQualifiedName: 'Office Supplies:Small Tools', SubAccount: true },
    });
    expect(codeOf(await post('account', child))).toBe('6240');
    await made('account', { Id: ids.supplies, SyncToken: '0', sparse: true, Name: 'Stationery' });
    expect(
      (await rows("select * from Account where FullyQualifiedName = 'Stationery:Small Tools'")).length,
    ).toBe(1);
  });

  test('a change of type is refused, by switch it is taken', async () => {
    const change = { Id: ids.tools, SyncToken: '0', sparse: true, AccountType: 'Other Expense' };
    expect(codeOf(await post('account', change))).toBe('6430');
    turn(['accountTypeChange', 'taken']);
    expect((await made('account', change)).AccountType).toBe('Other Expense');
  });
});

describe('locations and classes', () => {
  test('have five levels at most, and the marks of children', async () => {
    let parent = await made('department', { Name: 'L1' });
    expect(parent.SubDepartment).toBe(false);
    for (const level of [2, 3, 4, 5])
      parent = await made('department', { Name: `L${level}`, ParentRef: { value: parent.Id } });
    expect([parent.FullyQualifiedName, parent.SubDepartment]).toEqual(['L1:L2:L3:L4:L5', true]);
    const deeper = { Name: 'L6', ParentRef: { value: parent.Id } };
    expect(codeOf(await post('department', deeper))).toBe('6180');
    const top = await idOf('Department', 'L1');
    const round = { Id: top, SyncToken: '0', sparse: true, ParentRef: { value: parent.Id } };
    expect(codeOf(await post('department', round))).toBe('6000');
    expect((await made('class', { Name: 'X', ParentRef: { value: ids.retail } })).SubClass).toBe(true);
  });

  test('are 40 together on Plus, by switch or plan more', async () => {
    // five active ones are there
    for (let at = 0; at < 35; at++) await made(at % 2 ? 'class' : 'department', { Name: `N${at}` });
    const more = { Name: 'One more' };
    expect(codeOf(await post('class', more))).toBe('6000');
    turn(['planLimits', 'ignored']);
    await made('class', more);
  });

  test('terms are by days or by a day of the month; items need what they are bought on', async () => {
    const term = await made('term', { Name: 'Mid month', DayOfMonthDue: 15, DueNextMonthDays: 10 });
    expect(term.Type).toBe('DATE_DRIVEN');
    const due = async (TxnDate: string) =>
      (await made('bill', bill({ TxnDate, SalesTermRef: { value: term.Id } }))).DueDate;
    expect(await due('2026-06-02')).toBe('2026-06-15');
    expect(await due('2026-06-10')).toBe('2026-07-15');
    expect(codeOf(await post('term', { Name: 'No days' }))).toBe('2020');
    expect((await rows('select * from Item')).map((one) => one.Name)).toEqual([
      ...['Copier Paper', 'Hex Bolts', 'Rooms Let'],
    ]);
    expect(codeOf(await post('taxcode', { Name: 'X' }))).toBe('500');
  });
});
