/** Reading from the Exact Online simulator: filters, fields, pages, envelopes and values on the wire. */
import { MAIN, api, control, get, http, ids, messageOf, rows, sim, simulated, turn } from './exactClient';

simulated();

const SELECT = '$select=Code,Name';
const accounts = (filter: string) => `crm/Accounts?${SELECT}&$filter=${encodeURIComponent(filter)}`;
const codes = async (filter: string) =>
  (await rows(accounts(filter))).map(({ Code }) => String(Code).trim()).sort();
const padded = (code: string) => code.padStart(18);

describe('filters', () => {
  it.each([
    [`Code eq '${'20000'.padStart(18)}'`, ['20000']],
    ["Code eq '20000'", []],
    ["trim(Code) eq '20000'", ['20000']],
    ["tolower(Name) eq 'harbour street office supply'", ['20000']],
    ["substringof('harbour', Name) eq true", ['20000', '29999']],
    ["substringof('harbour', Name)", ['20000', '29999']],
    ["endswith(Name, 'stationers') and Blocked eq true", ['29999']],
    ['IsSupplier eq true and Blocked eq false and EndDate eq null', ['20000', '20001', '20005']],
    ['not (IsSupplier eq true)', ['20002']],
    [`trim(Code) eq '20000' or trim(Code) eq '20001' and Blocked eq true`, ['20000']],
    [`(trim(Code) eq '20000' or trim(Code) eq '20001') and PurchaseCurrency ne null`, ['20001']],
    ["StartDate ge datetime'2020-01-01' and StartDate lt datetime'2020-01-01T00:00:01'", 5],
    ["PaymentConditionPurchase gt '15' and PaymentConditionPurchase le '30'", ['20000', '29999']],
    ["Name eq 'No one''s'", []],
  ])('%s', async (filter, expected) => {
    const found = await codes(filter);
    if (typeof expected === 'number') expect(found).toHaveLength(expected);
    else expect(found).toEqual(expected);
  });

  it.each([
    ["ID eq '7e57ab1e-0000-4000-8000-000000000001'", /Operator 'eq' incompatible/],
    ["ID eq guid'nonsense'", /Unrecognized 'Edm.Guid'/],
    ["Created ge '2026-01-01'", /incompatible/],
    ["Created ge datetime'yesterday'", /Unrecognized 'Edm.DateTime'/],
    ["Nonsense eq 'x'", /No property 'Nonsense'/],
    ['Name', /Boolean expected/],
    ["Name eq 'x", /Syntax error/],
    ["Name eq 'x' Name", /Syntax error/],
    ["(Name eq 'x'", /'\)' expected/],
    ["length(Name, 'x') eq 'x'", /Unknown function/],
    ["startswith(Name, 'Har')", /Unknown function/],
    ["substringof('x', ID)", /No applicable function/],
    ['', /empty/],
    ['eq', /No property/],
    [', eq 1', /out of place/],
    ['Name eq', /at the end/],
  ])('refuses %s', async (filter, message) => {
    const answer = await get(accounts(filter));
    expect([answer.status, answer.json.error.code]).toEqual([400, '']);
    expect(messageOf(answer)).toMatch(message);
  });

  it('startswith works by the switch', async () => {
    turn('startsWith', 'works');
    expect(await codes("startswith(Name, 'har')")).toEqual(['20000']);
  });
});

describe('what a query must have', () => {
  it('$select or $top=1, and a filter where a sync sibling is', async () => {
    const bare = await get("crm/Accounts?$filter=Name ne 'x'");
    expect([bare.status, messageOf(bare)]).toEqual([
      400,
      'Please add a $select or a $top=1 statement to the query string.',
    ]);
    expect((await get("crm/Accounts?$filter=Name ne 'x'&$top=1")).status).toBe(200);
    expect((await get(`crm/Accounts?${SELECT}`)).status).toBe(400);
    turn('filterNeeded', 'no');
    expect((await get(`crm/Accounts?${SELECT}`)).status).toBe(200);
    sim.faults([]);
    expect((await get('hrm/Costcenters')).status).toBe(200);
    turn('selectNeeded', 'all');
    expect((await get('hrm/Costcenters')).status).toBe(400);
    turn('selectNeeded', 'never');
    expect((await get("crm/Accounts?$filter=Name ne 'x'")).status).toBe(200);
    const bulk = "bulk/CRM/Accounts?$filter=Name ne 'x'";
    expect([(await get(bulk)).status, (await get(`${bulk}&$select=ID`)).status]).toEqual([400, 200]);
  });

  it.each([
    ['hrm/Costcenters?$select=Nonsense', /Could not find a property named 'Nonsense'/],
    ['hrm/Costcenters?$orderby=Nonsense', /no order/],
    ['hrm/Costcenters?$orderby=Code sideways', /no order/],
    ['hrm/Costcenters?$top=-1', /\$top/],
    ['hrm/Costcenters?$format=json', /not supported/],
    ['hrm/Costcenters?$expand=Nonsense', /No navigation property/],
    ['purchaseentry/PurchaseEntries?$select=PurchaseEntryLines/ID', /not expanded/],
    ['purchaseentry/PurchaseEntries(nonsense)', /Syntax error in the key/],
    ["purchaseentry/PurchaseEntries('x')", /Syntax error in the key/],
    ["sync/CRM/Accounts?$filter=Timestamp gt 1 and Name eq 'x'", /Filtering on 'Name'/],
    ['sync/Deleted?$filter=Timestamp gt 1 and EntityKey eq null', /Filtering on 'EntityKey'/],
    ['sync/CRM/Accounts?$select=ID', /add a \$filter/],
    [
      'bulk/Cashflow/Payments?$select=ID&$filter=TransactionEntryID eq null',
      /Filtering on 'TransactionEntryID'/,
    ],
    ['sync/CRM/Accounts?$filter=Timestamp gt 3000000000', /Invalid numeric literal/],
  ])('refuses %s', async (path, message) => {
    const answer = await get(path);
    expect([answer.status, messageOf(answer)]).toEqual([400, expect.stringMatching(message)]);
  });

  it('an Int64 without its suffix works by the switch', async () => {
    turn('plainInt64', 'accepted');
    expect((await get('sync/CRM/Accounts?$filter=Timestamp gt 3000000000')).status).toBe(200);
  });

  it('other methods, and records that are not there', async () => {
    expect((await api('PATCH', 'hrm/Costcenters', {})).status).toBe(405);
    expect((await api('DELETE', 'hrm/Costcenters')).status).toBe(405);
    expect((await api('POST', 'financial/FinancialPeriods', {})).status).toBe(405);
    const none = "guid'00000000-0000-4000-8000-000000000000'";
    expect((await get(`hrm/Costcenters(${none})`)).status).toBe(404);
    expect((await get(`sync/CRM/Accounts(${none})`)).status).toBe(404);
    expect((await get(`crm/Accounts(guid'${ids['20000']}')/Nonsense`)).status).toBe(404);
    expect((await get('$batch')).status).toBe(404);
  });
});

describe('pages', () => {
  beforeEach(() =>
    control('masters', {
      costCenters: Array.from({ length: 130 }, (_, at) => ({
        code: `C${at}`,
        description: `Center ${at % 7}`,
      })),
    }),
  );

  it('of 60, whatever $top asks for; __next replays the query with what is left', async () => {
    const first = await get('hrm/Costcenters?$select=ID&$top=100&$skip=2');
    expect(first.json.d.results).toHaveLength(60);
    const next = new URL(first.json.d.__next);
    expect(next.origin).toBe(sim.url);
    expect([...next.searchParams.keys()]).toEqual(['$select', '$top', '$skiptoken']);
    expect([next.searchParams.get('$top'), next.searchParams.get('$select')]).toEqual(['40', 'ID']);
    expect(first.json.d.__next).toMatch(/\$skiptoken=guid'[\da-f-]{36}'$/);
    const second = await http('GET', next.href);
    expect(second.json.d.results).toHaveLength(40);
    expect(second.json.d.__next).toBeUndefined();
    turn('nextParameter', '%24skiptoken');
    const encoded = (await get('hrm/Costcenters?$select=ID')).json.d.__next;
    expect(encoded).toContain('&%24skiptoken=guid');
    sim.faults([]);
    expect((await http('GET', encoded)).json.d.results).toHaveLength(60);
  });

  it('an order goes on behind the last row, through equal values, and is right under change', async () => {
    let url: string | undefined =
      '/api/v1/124132/hrm/Costcenters?$select=Code,Description&$orderby=Description desc';
    const seen: string[] = [];
    let previous = 'Z';
    while (url) {
      const { json } = await http('GET', url);
      for (const { Code, Description } of json.d.results) {
        expect(Description <= previous).toBe(true);
        previous = Description;
        seen.push(Code);
      }
      url = json.d.__next;
    }
    expect([seen.length, new Set(seen).size]).toEqual([132, 132]);
    const token = (await get('hrm/Costcenters?$select=ID&$orderby=Modified asc')).json.d.__next;
    expect(token).toMatch(
      /\$orderby=Modified(%20|\s)asc&\$skiptoken=datetime'2026-06-15T11%3A00%3A30',guid'/,
    );
  });

  it('a $top inside one page comes as a bare list, or not, by the switch; with a count never', async () => {
    expect((await get('hrm/Costcenters?$top=60')).json.d).toHaveLength(60);
    turn('shortPage', 'results');
    expect((await get('hrm/Costcenters?$top=60')).json.d.results).toHaveLength(60);
    sim.faults([]);
    const counted = await get('hrm/Costcenters?$top=0&$inlinecount=allpages');
    expect(counted.json.d).toEqual({ __count: '132', results: [] });
  });

  it('sync and bulk have pages of 1,000', async () => {
    await control('masters', {
      accounts: Array.from({ length: 1_100 }, (_, at) => ({ code: `5${at}`, name: `Number ${at}` })),
    });
    for (const path of [
      'sync/CRM/Accounts?$filter=Timestamp gt 1&$select=ID',
      `bulk/${accounts("Name ne 'x'").replace('crm', 'CRM')}`,
    ]) {
      const { json } = await get(path);
      expect(json.d.results).toHaveLength(1_000);
      expect((await http('GET', json.d.__next)).json.d.results).toHaveLength(105);
    }
  });
});

describe('values', () => {
  it('padding, local dates as if UTC, text for Int64, deferred and expanded lines', async () => {
    const [account] = await rows("crm/Accounts?$top=1&$filter=trim(Code) eq '20001'");
    expect(account).toMatchObject({
      ...{ Code: padded('20001'), Country: 'NL ', PurchaseCurrency: 'USD', IsPurchase: true, EndDate: null },
      Created: `/Date(${Date.parse('2026-06-15T11:00:30Z')})/`,
      __metadata: { uri: `${sim.url}/api/v1/${MAIN}/crm/Accounts(guid'${ids['20001']}')` },
      BankAccounts: { __deferred: { uri: expect.stringContaining('/BankAccounts') } },
    });
    const [vat] = await rows("vat/VATCodes?$filter=Code eq '1'");
    expect(vat).toMatchObject({ Code: '1  ', Percentage: 0.21, Type: 'E' });
    const [item] = await rows("logistics/Items?$select=Unit,GLCosts,GLCostsCode&$filter=Code eq 'PAPER'");
    expect(item).toMatchObject({ Unit: 'stuk    ', GLCosts: ids['4100'], GLCostsCode: '4100' });
    const [synced] = await rows('sync/CRM/Accounts?$filter=Timestamp gt 1&$select=Timestamp,Code');
    expect(synced.Timestamp).toMatch(/^\d+$/);
    const bank = { Account: ids['20000'], BankAccount: 'NL00 TEST 1', IBAN: 'NL00TEST1' };
    expect((await api('POST', 'crm/BankAccounts', bank)).status).toBe(201);
    const one = await get(
      `crm/Accounts(guid'${ids['20000']?.toUpperCase()}')?$expand=BankAccounts&$select=Name,BankAccounts/IBAN`,
    );
    expect(one.json.d).toEqual({
      ...{ __metadata: expect.anything(), Name: 'Harbour Street Office Supply' },
      BankAccounts: { results: [{ __metadata: expect.anything(), IBAN: 'NL00TEST1' }] },
    });
    const below = await get(`crm/Accounts(guid'${ids['20000']}')/BankAccounts`);
    expect(below.json.d.results).toHaveLength(1);
  });

  it('Atom, or 406 by the switch, where nobody asks for JSON', async () => {
    const atom = await get('hrm/Costcenters', { accept: '*/*' });
    expect(atom.headers.get('content-type')).toContain('application/atom+xml');
    expect(atom.text).toContain('<d:Code>ADM</d:Code>');
    turn('plainAccept', '406');
    expect((await get('hrm/Costcenters', { accept: '*/*' })).status).toBe(406);
  });

  it('GLAccounts say what a line needs; periods have no state', async () => {
    const [tools] = await rows("financial/GLAccounts?$top=1&$filter=Code eq '4200'");
    expect(tools).toMatchObject({ UseCostcenter: 1, UseCostunit: 2, IsBlocked: false, Type: 121 });
    const [period] = await rows('financial/FinancialPeriods?$filter=FinYear eq 2026 and FinPeriod eq 6');
    expect(period).toMatchObject({ StartDate: `/Date(${Date.parse('2026-06-01')})/` });
  });
});
