/** How bills get into Sage Intacct when something goes wrong on the way; judged by the simulator's books. */
import type { IntacctBill } from '../../nodes/SageIntacct/documents';
import type { Invoice } from '../../nodes/shared/documents';
import { postInvoices } from '../../nodes/shared/posting';
import { tableOf } from '../../sandbox/sage-intacct/world';
import { aLine, anInvoice } from '../fixtures/invoices';
import { books } from './intacct-company';
import {
  all,
  another,
  company,
  controlIds,
  invoices,
  ledgerOf,
  outcomes,
  posted,
  removeBill,
  requests,
  reverse,
  rules,
  run,
} from './intacct-delivered';

posted();

describe('an answer that is lost', () => {
  it('has the identical request sent again; what was booked answers as a repeat and is looked up', async () => {
    company.faults([{ kind: 'cut', route: 'create:APBILL', when: 'after', nth: 1 }]);
    expect(await outcomes(invoices(120))).toEqual(all(120, 'posted'));
    expect(books(company)).toHaveLength(120);
    expect(requests('create:APBILL')).toBe(4);
  });

  it('several times over, before and after it was booked', async () => {
    company.faults([
      { kind: 'status', status: 502, route: 'create:APBILL', when: 'after', nth: [1, 5] },
      { kind: 'cut', route: 'create:APBILL', nth: [2, 4] },
    ]);
    expect(await outcomes(invoices(90), { batchSize: 30 })).toEqual(all(90, 'posted'));
    expect(books(company)).toHaveLength(90);
  });

  it('for good: the bills are found, and what is not there is said to be unknown', async () => {
    company.faults([
      { kind: 'cut', route: 'create:APBILL', when: 'after', nth: 1 },
      { kind: 'cut', route: 'create:APBILL', nth: [2, 3, 4, 5] },
    ]);
    expect(await outcomes(invoices(4), { batchSize: 2 })).toEqual([
      ...all(2, 'posted'),
      ...all(2, 'unknown'),
    ]);
    expect(books(company)).toHaveLength(2);
  });

  it('to the reading back: the bill is looked up', async () => {
    company.faults([{ kind: 'cut', route: 'query:APBILL', nth: [2, 3, 4, 5] }]);
    expect(await outcomes(invoices(2))).toEqual(['posted', 'posted']);
  });

  it('of a credit memo', async () => {
    company.faults([{ kind: 'cut', route: 'create_apadjustment', when: 'after', nth: 1 }]);
    const credit = anInvoice({ type: 'creditMemo', total: '-80', lines: [aLine('-80')] });
    expect(await outcomes([credit, anInvoice()])).toEqual(['posted', 'posted']);
    expect(tableOf(company.world, 'APADJUSTMENT').all()).toHaveLength(1);
  });
});

describe('a bill that was deleted in Sage Intacct', () => {
  it.each(['free', 'used'] as const)('is booked anew when it is replayed, each time (%s)', async (failed) => {
    await another({ failedControlId: failed });
    const batch = invoices(3);
    const gone = batch[1] as Invoice;
    await run(batch);
    for (const revision of [2, 3]) {
      removeBill(gone.supplierInvoiceNumber);
      expect(await outcomes(batch)).toEqual(['alreadyPosted', 'posted', 'alreadyPosted']);
      expect(books(company)).toHaveLength(3);
      expect(controlIds()).toContain(`jaggaer-bill-test:northwind-paper:${gone.id}-v${revision}`);
    }
  });

  it('is not booked anew when it was reversed instead', async () => {
    const invoice = anInvoice();
    await run([invoice]);
    await reverse(invoice.supplierInvoiceNumber);
    const [result] = await run([invoice]);
    expect(result).toMatchObject({ outcome: 'differs', problem: { cause: 'erp.voided' } });
    expect(books(company)).toHaveLength(2);
  });

  it('is not booked anew where only another entity has it', async () => {
    const entities = ['100', '200'].map((id) => ({ id, name: id, currency: 'USD' }));
    const locations = [
      { id: '110', name: 'Main', parent: '100' },
      { id: '210', name: 'North', parent: '200' },
    ];
    await another({}, { entities, locations });
    const invoice = anInvoice();
    const inEntity = (entity: string) => ({ connectionOptions: { entity } });
    expect(await outcomes([invoice], {}, inEntity('100'))).toEqual(['posted']);
    const [elsewhere] = await run([invoice], { defaultLocation: '210' }, inEntity('200'));
    expect(elsewhere?.outcome).not.toBe('posted');
    expect(books(company)).toHaveLength(1);
    removeBill(invoice.supplierInvoiceNumber);
    expect(await outcomes([invoice], { defaultLocation: '210' }, inEntity('200'))).toEqual(['posted']);
    expect(books(company)[0]).toMatchObject({ entity: '200' });
  });
});

describe('a request that is refused as a whole', () => {
  /** As if a document slipped through that the schema does not take. */
  const withFault = async (faulty: number[], batchSize: number) => {
    const ledger = await ledgerOf({ batchSize });
    const create = ledger.create.bind(ledger);
    return Object.assign(ledger, {
      create: async (drafts: IntacctBill[]) =>
        await create(
          drafts.map((draft, at) =>
            faulty.includes(at)
              ? {
                  ...draft,
                  body: { notexpected: 'x' },
                  expected: { ...draft.expected, object: 'APADJUSTMENT' as const },
                }
              : draft,
          ),
        ),
    });
  };

  it('is sent in halves until what is refused stands alone', async () => {
    const ledger = await withFault([7], 32);
    const results = await postInvoices(invoices(32), ledger, rules);
    expect(results.filter(({ outcome }) => outcome === 'posted')).toHaveLength(31);
    expect(results[7]).toMatchObject({ outcome: 'rejected', problem: { cause: 'erp.schema' } });
    expect(books(company)).toHaveLength(31);
    // 1 + 2 × log2(32)
    expect(requests('create')).toBe(11);
  });

  it('with several of them', async () => {
    const ledger = await withFault([0, 1, 9], 10);
    const results = await postInvoices(invoices(20), ledger, rules);
    expect(results.flatMap(({ outcome }, at) => (outcome === 'posted' ? [] : [at]))).toEqual([0, 1, 9]);
    expect(books(company)).toHaveLength(17);
  });

  it('for a number of functions that nobody published', async () => {
    await another({ maxFunctions: 20 });
    expect(await outcomes(invoices(50))).toEqual(all(50, 'posted'));
    expect(books(company)).toHaveLength(50);
  });
});

it('renews a session that dies in the middle, and signs in no more often than that', async () => {
  company.faults([{ kind: 'expireToken', route: 'create:APBILL', nth: 2 }]);
  expect(await outcomes(invoices(100), { batchSize: 25 })).toEqual(all(100, 'posted'));
  expect(company.world.logins).toBe(2);
  expect(books(company)).toHaveLength(100);
});

it('keeps what was booked when sign-in is refused in the middle of a batch', async () => {
  company.faults([
    { kind: 'expireToken', route: 'create:APBILL', nth: 3 },
    { kind: 'frontSignIn', route: 'getAPISession', nth: [2, 3, 4, 5] },
  ]);
  const results = await outcomes(invoices(50), { batchSize: 10 });
  expect(results).toEqual([...all(20, 'posted'), ...all(30, 'held')]);
  expect(books(company)).toHaveLength(20);
});

it('waits while the company is full, and rides out a storm of limits', async () => {
  company.faults([
    { kind: 'companyFull', route: 'create:APBILL', nth: [1, 4] },
    { kind: 'tooMany', nth: [2, 6, 9] },
    { kind: 'limitText', nth: [4, 12] },
    { kind: 'offline', route: 'query', times: 1 },
  ]);
  expect(await outcomes(invoices(60), { batchSize: 10 })).toEqual(all(60, 'posted'));
  expect(books(company)).toHaveLength(60);
});

it('sends two requests at a time where told to', async () => {
  let inside = 0;
  let most = 0;
  company.watch(({ path, when }) => {
    if (!path.includes('create:')) return;
    inside += when === 'before' ? 1 : -1;
    most = Math.max(most, inside);
  });
  const parameters = { connectionOptions: { concurrency: 2 } };
  expect(await outcomes(invoices(40), { batchSize: 5 }, parameters)).toEqual(all(40, 'posted'));
  expect(books(company)).toHaveLength(40);
  expect(most).toBeLessThanOrEqual(2);
});

it.each([1, 2])(
  'survives trouble of every kind, %i request(s) at a time: one bill each, and no word too many',
  async (concurrency) => {
    await another({});
    const batch = Array.from({ length: 200 }, (_, at) =>
      at % 20 === 7
        ? anInvoice({ type: 'creditMemo', total: '-80', lines: [aLine('-80')] })
        : anInvoice({ supplierInvoiceNumber: at % 30 === 3 ? `R&D #${at}` : `R-${at}` }),
    );
    const trouble = [
      { kind: 'cut', route: 'create', when: 'after' as const, share: 0.15 },
      { kind: 'cut', route: 'create', share: 0.1 },
      { kind: 'status', status: 502, route: 'create', when: 'after' as const, share: 0.1 },
      { kind: 'tooMany', share: 0.1 },
      { kind: 'companyFull', share: 0.1 },
      { kind: 'cut', route: 'query', share: 0.1 },
      { kind: 'offline', share: 0.02 },
      { kind: 'expireToken', share: 0.05 },
    ];
    company.faults(trouble);
    const parameters = { connectionOptions: { concurrency } };
    const results = await run(batch, { batchSize: 7 }, parameters);
    const keys = books(company).map(({ description }) => description.split(' ')[0]);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { outcome, invoice } of results)
      if (outcome === 'posted') expect(keys).toContain(`JGR:test:northwind-paper:${invoice.id}`);
    expect(results.filter(({ outcome }) => outcome === 'posted').length).toBeGreaterThan(100);
    company.faults([]);
    const again = await outcomes(batch, {}, parameters);
    expect(again.filter((outcome) => outcome !== 'posted' && outcome !== 'alreadyPosted')).toEqual([]);
    expect(books(company)).toHaveLength(200);
  },
);

it('does not wait again and again for a gateway that cannot be reached', async () => {
  const ledger = await ledgerOf({ batchSize: 5 });
  const create = ledger.create.bind(ledger);
  let calls = 0;
  Object.assign(ledger, {
    create: async (drafts: IntacctBill[]) => {
      calls = company.calls().total;
      company.faults([{ kind: 'cut', route: 'create:APBILL' }]);
      return await create(drafts);
    },
  });
  const results = await postInvoices(invoices(50), ledger, rules);
  expect(results.map(({ outcome }) => outcome)).toEqual(all(50, 'unknown'));
  // four attempts for the first batch, one for each other, one look-up
  expect(company.calls().total - calls).toBe(4 + 9 + 1);
});

it('books once when two runs start at the same moment, whoever is first', async () => {
  const batch = invoices(20);
  const other = await ledgerOf({ batchSize: 3 });
  Object.assign(other, { company: 'another process' });
  const both = await Promise.all([run(batch, { batchSize: 7 }), postInvoices(batch, other, rules)]);
  expect(books(company)).toHaveLength(20);
  for (const at of batch.keys()) {
    const pair = both.map((results) => results[at]?.outcome).sort();
    expect(['alreadyPosted,posted', 'held,posted']).toContain(pair.join());
  }
  expect(await outcomes(batch)).toEqual(all(20, 'alreadyPosted'));
});

it('says of what another request is carrying out that it is not done yet', async () => {
  const [invoice = anInvoice()] = invoices(1);
  const { senderId } = company.world.seed.signIn;
  const id = `${senderId}\njaggaer-bill-test:northwind-paper:${invoice.id}-v1`;
  company.world.inProcess.add(id);
  const [result] = await run([invoice]);
  expect(result).toMatchObject({ outcome: 'held', problem: { cause: 'erp.inProcess' } });
  company.world.inProcess.delete(id);
  expect(await outcomes([invoice])).toEqual(['posted']);
});
