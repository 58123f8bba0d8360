/** The query language, and change data capture. */
import {
  accountLine,
  bill,
  call,
  codeOf,
  control,
  faultOf,
  ids,
  linkedTo,
  made,
  order,
  post,
  rows,
  sim,
  simulated,
  turn,
} from './quickbooksClient';
import type { Tree } from '../fixtures/simulatorClient';

simulated();

const query = (text: string) => call('query', { query: { query: text } });
const numbers = async (text: string): Promise<string[]> =>
  (await rows(text)).map(({ DocNumber }) => DocNumber);

describe('queries', () => {
  beforeEach(async () => {
    for (const [at, more] of [
      { TxnDate: '2026-06-01' },
      { TxnDate: '2026-06-02', VendorRef: { value: ids.other } },
      { TxnDate: '2026-06-03', Line: [accountLine(9)] },
    ].entries()) {
      sim.clock.advance(60_000);
      await made('bill', bill({ DocNumber: `Q-${at + 1}`, ...more }));
    }
  });

  test('give whole records, newest first, with where the page stands', async () => {
    const { body } = await query('select * from Bill');
    expect(body.QueryResponse).toMatchObject({ startPosition: 1, maxResults: 3 });
    expect(body.QueryResponse.Bill.map((one: Tree) => one.DocNumber)).toEqual(['Q-3', 'Q-2', 'Q-1']);
    expect(body.QueryResponse.Bill[0].Line[0].AccountBasedExpenseLineDetail.AccountRef.name).toBe(
      'Office Supplies',
    );
    expect((await query('SELECT COUNT(*) FROM Bill')).body.QueryResponse).toEqual({ totalCount: 3 });
    expect((await query("select * from Bill where DocNumber = 'none'")).body.QueryResponse).toEqual({});
  });

  test.each([
    [`DocNumber = 'q-2'`, ['Q-2']],
    [`DocNumber IN ('Q-1', 'Q-3') ORDERBY DocNumber`, ['Q-1', 'Q-3']],
    [`DocNumber LIKE 'Q-%' ORDERBY TxnDate DESC`, ['Q-3', 'Q-2', 'Q-1']],
    [`DocNumber LIKE '%3'`, ['Q-3']],
    [`TxnDate >= '2026-06-02' AND TxnDate < '2026-06-03'`, ['Q-2']],
    [`Balance > '9'`, ['Q-2', 'Q-1']],
    [`TotalAmt <= '9.00'`, ['Q-3']],
    [`MetaData.CreateTime = '2026-06-15T09:02:00-07:00'`, ['Q-2']],
    [`MetaData.CreateTime > '2026-06-15T16:02:00Z'`, ['Q-3']],
    [`MetaData.LastUpdatedTime <= '2026-06-15T09:01:00'`, ['Q-1']],
    [`MetaData.LastUpdatedTime >= '2026-06-15' ORDER BY Id ASC MAXRESULTS 1 STARTPOSITION 2`, ['Q-2']],
  ])('where %s', async (where, found) => {
    expect(await numbers(`select * from Bill where ${where}`)).toEqual(found);
  });

  test('by reference, and by text with escaped signs', async () => {
    expect(await numbers(`select * from Bill where VendorRef = '${ids.other}'`)).toEqual(['Q-2']);
    await made('vendor', { DisplayName: "D'Arcy \\ Co" });
    const found = await rows("select * from Vendor where DisplayName = 'D\\'Arcy \\\\ Co'");
    expect(found.map(({ DisplayName }) => DisplayName)).toEqual(["D'Arcy \\ Co"]);
  });

  test.each([
    ['4000', "select * from Bill where DocNumber = 'a' OR DocNumber = 'b'"],
    ['4000', "select * from Bill where NOT DocNumber = 'a'"],
    ['4000', "select * from Bill where DocNumber != 'a'"],
    ['4000', 'select Id, DocNumber from Bill'],
    ['4000', 'select * from Bill where DocNumber = "a"'],
    ['4000', "select * from Bill where DocNumber = 'D'Arcy'"],
    ['4000', 'select * from Bill GROUP BY VendorRef'],
    ['4000', 'select * from'],
    ['4001', 'select * from Custmoer'],
    ['4001', 'select * from bill'],
    ['4001', "select * from Bill where PrivateNote = 'x'"],
    ['4001', "select * from Bill where DepartmentRef = '1'"],
    ['4001', "select * from Bill where Line.Amount > '1'"],
    ['4001', 'select * from Bill ORDERBY PrivateNote'],
    ['4001', "select * from Bill where MetaData.CreateTime > 'yesterday'"],
    ['4001', "select * from Bill where Balance > 'much'"],
    ['4001', 'select * from Bill MAXRESULTS 1001'],
  ])('%s: %s', async (code, text) => {
    const answer = await query(text);
    expect([answer.status, codeOf(answer), answer.body.Fault.type]).toEqual([400, code, 'ValidationFault']);
  });

  test('unknown entities are named as recorded', async () => {
    expect(faultOf(await query('select * from Custmoer'))).toBe(
      '4001 QueryValidationError: invalid context declaration: Custmoer',
    );
  });

  test('long ones go by POST as application/text', async () => {
    const text = "select * from Bill where DocNumber IN ('Q-1')";
    const answer = await call('query', { raw: text, type: 'application/text' });
    expect(answer.body.QueryResponse.Bill.length).toBe(1);
    expect(codeOf(await call('query', { raw: text, type: 'application/json' }))).toBe('500');
  });

  test('a page has 100 rows, and at most 1000; more is refused, or capped', async () => {
    for (let at = 0; at < 11; at++) {
      const bills = Array.from({ length: 100 }, (_, number) => ({
        ...{ vendor: 'V-100', number: `P-${at}-${number}`, date: '2026-06-01' },
        lines: [{ account: '6220', amount: '1' }],
      }));
      await control('bills', bills);
    }
    expect((await rows("select * from Bill where DocNumber LIKE 'P-%'")).length).toBe(100);
    expect((await rows('select * from Bill MAXRESULTS 1000')).length).toBe(1000);
    turn(['maxResultsOver', 'capped']);
    expect((await rows('select * from Bill MAXRESULTS 5000')).length).toBe(1000);
    const last = await rows('select * from Bill STARTPOSITION 1101 MAXRESULTS 1000');
    expect(last.length).toBe(3);
  });

  test('lists come by name; what is inactive is hidden unless it is asked for', async () => {
    const names = (await rows('select * from Vendor')).map(({ DisplayName }) => DisplayName);
    expect(names).toEqual(['Harbour Street Office Supply', 'Quarry Lane Building Materials']);
    expect((await rows('select * from Vendor where Active IN (true,false)')).length).toBe(3);
    const gone = await rows('select * from Account where Active = false');
    expect(gone.map(({ FullyQualifiedName }) => FullyQualifiedName)).toEqual(['Old Suspense (deleted)']);
  });

  test('names of entities may be written small by switch: n8n’s own node does', async () => {
    turn(['entityCase', 'ignored']);
    const { body } = await query('SELECT * FROM bill MAXRESULTS 2 STARTPOSITION 2');
    expect(body.QueryResponse.Bill.length).toBe(2);
    expect((await control('state')).usage.operations['query:Bill']).toBe(1);
    expect((await rows('select * from TaxCode')).map(({ Id }) => Id)).toEqual(['NON', 'TAX']);
  });

  test('other fields are filterable by switch: whether they are is open', async () => {
    await made('purchaseorder', order({ DocNumber: 'JAG-1' }));
    for (const [field, text] of [
      ['Vendor.AcctNum', "select * from Vendor where AcctNum = 'V-101'"],
      ['PurchaseOrder.POStatus', "select * from PurchaseOrder where POStatus = 'Open'"],
    ] as const) {
      sim.faults([]);
      expect(codeOf(await query(text))).toBe('4001');
      turn(['alsoFilterable', `Account.AcctNum, ${field}`]);
      expect((await rows(text)).length).toBe(1);
    }
  });

  test('company and preferences can be queried too', async () => {
    expect((await rows('select * from CompanyInfo'))[0].CompanyName).toBe('Granite Fields');
    expect((await rows('select * from Preferences'))[0].TaxPrefs.UsingSalesTax).toBe(true);
  });
});

describe('changes', () => {
  const changes = (entities: string, changedSince: string) =>
    call('cdc', { query: { entities, changedSince } });

  test('one block for each entity as asked, with what was deleted', async () => {
    sim.clock.advance(60_000);
    const since = sim.clock.now().toISOString();
    const kept = await made('bill', bill({ DocNumber: 'C-1' }));
    const gone = await made('bill', bill());
    await made('bill', { Id: gone.Id, SyncToken: '0' }, { operation: 'delete' });
    const { body } = await changes('Vendor,Bill,BillPayment', since);
    const blocks = body.CDCResponse[0].QueryResponse;
    // the vendor's balance moves without a trace
    expect([blocks[0], blocks[2]]).toEqual([{}, {}]);
    expect(blocks[1]).toMatchObject({ startPosition: 1, maxResults: 2 });
    expect(blocks[1].Bill).toContainEqual({
      ...{ domain: 'QBO', status: 'Deleted', Id: gone.Id },
      MetaData: { LastUpdatedTime: '2026-06-15T09:01:00-07:00' },
    });
    expect(blocks[1].Bill).toContainEqual((await call(`bill/${kept.Id}`)).body.Bill);
    sim.clock.advance(60_000);
    const later = await changes('Bill', sim.clock.now().toISOString());
    expect(later.body.CDCResponse[0].QueryResponse).toEqual([{}]);
  });

  test('a link shows on the order, by switch it does not', async () => {
    const po = await made('purchaseorder', order({ Line: [accountLine(30), accountLine(9)] }));
    const link = async (line: string) => {
      sim.clock.advance(60_000);
      await made('bill', bill({ Line: [accountLine(1, linkedTo(po.Id, line))] }));
      const { body } = await changes('PurchaseOrder', sim.clock.now().toISOString());
      return body.CDCResponse[0].QueryResponse[0].PurchaseOrder?.length ?? 0;
    };
    expect(await link('1')).toBe(1);
    turn(['linkTouchesOrder', 'no']);
    expect(await link('2')).toBe(0);
  });

  test('look back 30 days, and not at all codes', async () => {
    const ago = (days: number) => new Date(sim.clock.now().getTime() - days * 86_400_000).toISOString();
    expect((await changes('Bill', ago(30))).status).toBe(200);
    expect(codeOf(await changes('Bill', ago(31)))).toBe('4001');
    expect(codeOf(await changes('TaxCode', ago(1)))).toBe('4001');
    expect(codeOf(await changes('Bill,Nothing', ago(1)))).toBe('4001');
    expect(codeOf(await changes('Bill', 'lately'))).toBe('4001');
  });

  test('are a thousand in all: the newest, or the oldest', async () => {
    const since = new Date(sim.clock.now().getTime()).toISOString();
    const place = async (count: number, mark: string) => {
      sim.clock.advance(60_000);
      await control(
        'bills',
        Array.from({ length: count }, (_, at) => ({
          ...{ vendor: 'V-100', number: `${mark}-${at}`, date: '2026-06-01' },
          lines: [{ account: '6220', amount: '1' }],
        })),
      );
    };
    await place(600, 'A');
    await place(500, 'B');
    const marks = async () => {
      const { body } = await changes('Vendor,Bill', since);
      const found: Tree[] = body.CDCResponse[0].QueryResponse[1].Bill;
      return ['A', 'B'].map((mark) => found.filter(({ DocNumber }) => DocNumber.startsWith(mark)).length);
    };
    const newest = await marks();
    expect(newest[1]).toBe(500);
    expect((newest[0] ?? 0) + (newest[1] ?? 0)).toBeLessThanOrEqual(1000);
    turn(['cdcFull', 'oldest']);
    expect((await marks())[0]).toBe(600);
  });
});

describe('the counter', () => {
  test('tells requests that read from those that write, and what is metered', async () => {
    await control('usage', {});
    const { Id } = await made('bill', bill());
    await call(`bill/${Id}`);
    await query('select * from Bill');
    await query('nonsense');
    await post('batch', {
      BatchItemRequest: [
        { bId: '1', operation: 'create', Bill: bill() },
        { bId: '2', operation: 'create', Bill: {} },
        { bId: '3', Query: 'select * from Vendor' },
      ],
    });
    await post('batch', { BatchItemRequest: [{ bId: '1', Query: 'select * from Term' }] });
    await call('cdc', { query: { entities: 'Bill', changedSince: sim.clock.now().toISOString() } });
    const { usage } = await control('state');
    expect(usage).toMatchObject({ writes: 2, reads: 5, core: 2, corePlus: 5 });
    expect(usage.operations).toMatchObject({
      'create:Bill': 3,
      'query:Vendor': 1,
      'read:Bill': 1,
      'cdc:Bill': 1,
    });
    const { byRoute } = await control('calls');
    const path = '/v3/company/9130350000000001';
    expect(byRoute[`${path}/batch create:Bill query:Vendor`]).toBe(1);
  });
});
