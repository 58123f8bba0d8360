/** Batches, and the same request again. */
import {
  accountLine,
  bill,
  call,
  codeOf,
  control,
  linkedTo,
  made,
  order,
  post,
  sim,
  simulated,
  turn,
  until,
} from './quickbooksClient';
import type { Tree } from '../fixtures/simulatorClient';

simulated();

const batch = async (items: object[], query: Record<string, string> = {}) =>
  await post('batch', { BatchItemRequest: items }, query);
const create = (bId: string, more: object = {}) => ({ bId, operation: 'create', Bill: bill(more) });
const codes = ({ body }: { body: Tree }): string[] =>
  body.BatchItemResponse.map((one: Tree) => one.Fault?.Error[0].code ?? 'ok');
const bills = async (): Promise<number> => (await control('state')).counts.Bill;

describe('a batch', () => {
  test('carries items out one by one, faults inside HTTP 200', async () => {
    const { Id } = await made('bill', bill({ DocNumber: 'B-0' }));
    const answer = await batch([
      create('a', { DocNumber: 'B-1' }),
      create('b', { DocNumber: 'B-0' }),
      { bId: 'c', operation: 'update', Bill: { Id, SyncToken: '7', sparse: true } },
      { bId: 'd', operation: 'delete', Bill: { Id: '999', SyncToken: '0' } },
      { bId: 'e', Query: 'select count(*) from Vendor' },
      { bId: 'f', CDCQuery: { Entities: 'Bill', ChangedSince: '2026-06-15T00:00:00Z' } },
      { bId: 'g', operation: 'explode', Bill: {} },
      { bId: 'h', operation: 'create', Vendor: { DisplayName: 'By batch' } },
    ]);
    expect(answer.status).toBe(200);
    expect(answer.body.BatchItemResponse.map(({ bId }: Tree) => bId).join('')).toBe('abcdefgh');
    expect(codes(answer)).toEqual(['ok', '6140', '5010', '610', 'ok', 'ok', '2170', 'ok']);
    const [first, , , , queried, changed, , vendor] = answer.body.BatchItemResponse;
    expect(first.Bill).toMatchObject({ DocNumber: 'B-1', SyncToken: '0' });
    expect(queried.QueryResponse).toEqual({ totalCount: 2 });
    // no item sees what another one of its batch does
    expect(changed.CDCResponse[0].QueryResponse[0].Bill.length).toBe(1);
    expect(vendor.Vendor.DisplayName).toBe('By batch');
    expect(typeof answer.body.time).toBe('string');
  });

  test('has 30 items at most', async () => {
    const items = Array.from({ length: 31 }, (_, at) => create(String(at)));
    const answer = await batch(items);
    expect([answer.status, codeOf(answer)]).toEqual([400, '1040']);
    expect(await bills()).toBe(0);
    expect(codes(await batch(items.slice(1)))).toEqual(Array.from({ length: 30 }, () => 'ok'));
    turn(['batchLimit', 10]);
    expect(codeOf(await batch(items.slice(0, 11)))).toBe('1040');
    expect(codeOf(await post('batch', {}))).toBe('2020');
  });

  test('sees nothing of itself, by switch what came before', async () => {
    const twice = () => [create('1', { DocNumber: 'T' }), create('2', { DocNumber: 'T' })];
    expect(codes(await batch(twice()))).toEqual(['ok', 'ok']);
    await control('bills', { remove: ['T', 'T'] });
    turn(['batchSight', 'earlier']);
    expect(codes(await batch(twice()))).toEqual(['ok', '6140']);
    // names are guarded by the store itself
    sim.faults([]);
    const vendor = (bId: string) => ({ bId, operation: 'create', Vendor: { DisplayName: 'Twins' } });
    expect(codes(await batch([vendor('1'), vendor('2')]))).toEqual(['ok', '6240']);
    const { Id } = await made('bill', bill());
    const change = (bId: string) => ({
      ...{ bId, operation: 'update', Bill: { Id, SyncToken: '0', sparse: true, PrivateNote: bId } },
    });
    expect(codes(await batch([change('1'), change('2')]))).toEqual(['ok', '5010']);
  });

  test('answers in order, by switch in another one', async () => {
    const items = Array.from({ length: 12 }, (_, at) => create(String(at)));
    turn(['batchOrder', 'shuffled']);
    const answer = await batch(items);
    const found: string[] = answer.body.BatchItemResponse.map(({ bId }: Tree) => bId);
    expect(found).not.toEqual(items.map(({ bId }) => bId));
    expect([...found].sort()).toEqual(items.map(({ bId }) => bId).sort());
  });

  test('takes options by item, whose text is open', async () => {
    await made('bill', bill({ DocNumber: 'O' }));
    const twice = (optionsData: string) => [{ ...create('1', { DocNumber: 'O' }), optionsData }];
    expect(codes(await batch(twice('include=allowduplicatedocnum')))).toEqual(['6140']);
    expect(codes(await batch(twice('other,allowduplicatedocnum')))).toEqual(['ok']);
    turn(['optionsText', 'named']);
    expect(codes(await batch(twice('allowduplicatedocnum')))).toEqual(['6140']);
    expect(codes(await batch(twice('include=allowduplicatedocnum')))).toEqual(['ok']);
  });

  test('two items may bill one order line together; the order closes', async () => {
    const po = await made('purchaseorder', order({ Line: [accountLine(30)] }));
    const half = (bId: string) => create(bId, { Line: [accountLine(15, linkedTo(po.Id, '1'))] });
    expect(codes(await batch([half('1'), half('2')]))).toEqual(['ok', 'ok']);
    const seen = (await call(`purchaseorder/${po.Id}`)).body.PurchaseOrder;
    expect([seen.POStatus, seen.LinkedTxn.length]).toEqual(['Closed', 2]);
  });

  test('can be throttled, or fail, by item', async () => {
    sim.faults([{ kind: 'itemFault', nth: [2, 3] }]);
    const throttled = await batch([create('1'), create('2'), create('3'), create('4')]);
    expect(codes(throttled)).toEqual(['ok', '3001', '3001', 'ok']);
    expect(await bills()).toBe(2);
    sim.faults([{ kind: 'itemFault', nth: 1, value: '10000' }]);
    expect(codes(await batch([create('1')], { requestid: 'r1' }))).toEqual(['10000']);
    expect(await bills()).toBe(2);
    sim.faults([{ kind: 'itemFault', nth: 1, value: '10000 after' }]);
    expect(codes(await batch([create('1')], { requestid: 'r1' }))).toEqual(['10000']);
    expect(await bills()).toBe(3);
    // the same id finds what was booked
    expect(codes(await batch([create('1')], { requestid: 'r1' }))).toEqual(['ok']);
    expect(await bills()).toBe(3);
  });
});

describe('the same requestid', () => {
  test('gets the very answer of the first time, also where that one was lost', async () => {
    const body = bill({ DocNumber: 'R-1' });
    const first = await post('bill', body, { requestid: 'abc' });
    sim.clock.advance(5_000);
    const again = await post('bill', body, { requestid: 'abc' });
    expect(again.text).toBe(first.text);
    expect(await bills()).toBe(1);
    sim.faults([{ kind: 'cut', route: 'create:Bill', when: 'after', times: 1 }]);
    const lost = bill({ DocNumber: 'R-2' });
    await expect(post('bill', lost, { requestid: 'def' })).rejects.toThrow();
    const found = await post('bill', lost, { requestid: 'def' });
    expect(found.body.Bill.DocNumber).toBe('R-2');
    expect(await bills()).toBe(2);
    // without an id it is another bill
    expect(codeOf(await post('bill', lost))).toBe('6140');
  });

  test('counts in a batch together with the bId', async () => {
    const items = [create('1', { DocNumber: 'R-1' }), create('2', { DocNumber: 'R-2' })];
    sim.faults([{ kind: 'cut', route: '/batch', when: 'after', times: 1 }]);
    await expect(batch(items, { requestid: 'b' })).rejects.toThrow();
    expect(await bills()).toBe(2);
    const again = await batch([...items, create('3', { DocNumber: 'R-3' })], { requestid: 'b' });
    expect(codes(again)).toEqual(['ok', 'ok', 'ok']);
    expect(await bills()).toBe(3);
  });

  test('may be refused instead; of another body it is replayed, carried out or refused', async () => {
    await made('bill', bill(), { requestid: 'x' });
    turn(['repeat', 'refused']);
    expect(codeOf(await post('bill', bill(), { requestid: 'x' }))).toBe('600');
    const other = bill({ PrivateNote: 'other' });
    sim.faults([]);
    expect((await made('bill', other, { requestid: 'x' })).PrivateNote).toBeUndefined();
    turn(['repeatOtherBody', 'refused']);
    expect(codeOf(await post('bill', other, { requestid: 'x' }))).toBe('600');
    turn(['repeatOtherBody', 'executed']);
    expect((await made('bill', other, { requestid: 'x' })).PrivateNote).toBe('other');
    expect(await bills()).toBe(2);
  });

  test('of a refusal is free again, by switch it is refused for ever', async () => {
    const wrong = bill({ VendorRef: { value: '999' } });
    expect(codeOf(await post('bill', wrong, { requestid: 'f' }))).toBe('2500');
    await made('bill', bill(), { requestid: 'f' });
    turn(['repeatFaults', 'replayed']);
    expect(codeOf(await post('bill', wrong, { requestid: 'g' }))).toBe('2500');
    expect(codeOf(await post('bill', bill(), { requestid: 'g' }))).toBe('2500');
    const item = { bId: '1', operation: 'create', Bill: wrong };
    expect(codes(await batch([item], { requestid: 'h' }))).toEqual(['2500']);
    expect(codes(await batch([create('1')], { requestid: 'h' }))).toEqual(['2500']);
  });

  test('is kept for ever, by switch for some minutes; names may be guarded by themselves alone', async () => {
    const vendor = { DisplayName: 'Once' };
    const first = await made('vendor', vendor, { requestid: 'v' });
    expect((await made('vendor', vendor, { requestid: 'v' })).Id).toBe(first.Id);
    turn(['repeatNames', 'executed']);
    expect(codeOf(await post('vendor', vendor, { requestid: 'v' }))).toBe('6240');
    turn(['repeatMinutes', 10]);
    await made('bill', bill(), { requestid: 't' });
    sim.clock.advance(10 * 60_000);
    await made('bill', bill(), { requestid: 't' });
    expect(await bills()).toBe(1);
    sim.clock.advance(1);
    await made('bill', bill(), { requestid: 't' });
    expect(await bills()).toBe(2);
  });

  test('while the first is still running is refused, or waits for it', async () => {
    for (const [position, count] of [
      ['refused', 1],
      ['waits', 2],
    ] as const) {
      turn(['repeatRunning', position]);
      await control('hold', { held: true });
      const running = post('bill', bill(), { requestid: position });
      await until(async () => (await control('state')).inside === 1);
      const second = post('bill', bill(), { requestid: position });
      if (position === 'refused') expect(codeOf(await second)).toBe('600');
      await control('hold', { held: false });
      expect((await running).status).toBe(200);
      if (position === 'waits') expect((await second).text).toBe((await running).text);
      expect(await bills()).toBe(count);
    }
  });

  test('has 50 characters at most, with the bId', async () => {
    expect(codeOf(await post('bill', bill(), { requestid: 'x'.repeat(51) }))).toBe('2130');
    const long = 'x'.repeat(45);
    expect(codes(await batch([create('12345'), create('123456')], { requestid: long }))).toEqual([
      ...['ok', '2130'],
    ]);
  });
});
