/** The posting workflow in a real n8n while the systems fail: nothing is lost, nothing comes twice. */
import { order } from '../../sandbox/control';
import { booksOf } from '../../sandbox/run';
import { type Stage, fillMapping, setStage } from '../../sandbox/stage';
import { SIGN_INS } from '../../sandbox/signIns';
import {
  approvedOf,
  countBy,
  expectedOf,
  exportAll,
  faults,
  freshBooks,
  postEverything,
  settle,
  wrongInBooks,
} from './scene';

jest.setTimeout(240_000);

describe('the posting workflow in trouble', () => {
  let stage: Stage;
  let expected: Record<string, number>;

  beforeAll(async () => {
    stage = await setStage({ invoices: 50, seed: 3 });
    await exportAll(stage);
    expected = Object.fromEntries(
      ['posted', 'held', 'rejected'].map((outcome) => [outcome, expectedOf(stage, outcome).length]),
    );
  });
  beforeEach(async () => await freshBooks(stage));
  afterAll(async () => await stage?.close());

  const putBills = () =>
    Object.entries(stage.erp.calls().byRoute)
      .filter(([route]) => /^PUT .*Bill$/.test(route))
      .reduce((sum, [, count]) => sum + count, 0);

  /** One run, after which everything is where the seed says, and no outcome was left open. */
  const settlesInOneRun = async () => {
    const posting = await postEverything(stage);
    expect(posting).toMatchObject({ status: 'success', counts: expected });
    expect(posting.counts.unknown).toBeUndefined();
    expect(await wrongInBooks(stage)).toEqual([]);
    return posting;
  };

  /** What was left over is booked by the next run, and nothing twice. */
  const settlesAfterwards = async () => {
    const { status, counts } = await postEverything(stage);
    expect(status).toBe('success');
    expect((counts.posted ?? 0) + (counts.alreadyPosted ?? 0)).toBe(Number(expected.posted));
    expect(await wrongInBooks(stage)).toEqual([]);
  };

  it('gets through a storm of 429 without Retry-After', async () => {
    const storm = { kind: 'status', status: 429, share: 0.2 };
    await faults(stage.erp, { ...storm, route: '/entity/' });
    await faults(stage.jaggaer, { ...storm, route: '/invoices' });
    await settlesInOneRun();
    expect(putBills()).toBeGreaterThan(Number(expected.posted));
  });

  it('gets through a storm of 429 with Retry-After', async () => {
    const storm = { kind: 'status', status: 429, share: 0.15, headers: { 'Retry-After': '1' } };
    await faults(stage.erp, { ...storm, route: '/entity/' });
    await faults(stage.jaggaer, { ...storm, route: '/invoices' });
    await settlesInOneRun();
    expect(putBills()).toBeGreaterThan(Number(expected.posted));
  });

  it('finds the bills whose answer was lost after the commit', async () => {
    const put = { method: 'PUT', route: '/Bill', when: 'after' as const };
    await faults(
      stage.erp,
      { kind: 'cut', ...put, nth: [1, 5, 9] },
      { kind: 'status', status: 502, ...put, nth: [3, 12] },
      { kind: 'truncate', ...put, nth: [7] },
    );
    await settlesInOneRun();
  });

  it('sends a bill again that was declined before the commit', async () => {
    const put = { method: 'PUT', route: '/Bill' };
    await faults(
      stage.erp,
      { kind: 'status', status: 503, ...put, nth: [2, 6] },
      { kind: 'html', status: 503, ...put, nth: [9] },
    );
    await settlesInOneRun();
    expect(putBills()).toBeGreaterThan(Number(expected.posted));
  });

  it('renews tokens that expire in mid-batch on both sides', async () => {
    await faults(stage.erp, { kind: 'expireToken', method: 'PUT', route: '/Bill', nth: [4, 15] });
    await faults(stage.jaggaer, { kind: 'expireToken', route: '/invoices/', nth: [6, 20] });
    const before = { jaggaer: stage.jaggaer.calls().tokens, acumatica: stage.erp.calls().tokens };
    await settlesInOneRun();
    // one caller renews for all: not one token a call
    const used = {
      jaggaer: stage.jaggaer.calls().tokens - before.jaggaer,
      acumatica: stage.erp.calls().tokens - before.acumatica,
    };
    expect(used.jaggaer).toBeGreaterThanOrEqual(2);
    expect(used.jaggaer).toBeLessThanOrEqual(4);
    // fresh books know no token: that is a renewal in vain and a sign-in more
    expect(used.acumatica).toBeGreaterThanOrEqual(2);
    expect(used.acumatica).toBeLessThanOrEqual(6);
  });

  it('posts the rest when it is run again after a partial failure', async () => {
    await faults(
      stage.erp,
      { kind: 'expireToken', method: 'PUT', route: '/Bill', nth: 6 },
      {
        ...{ kind: 'status', status: 400, body: { error: 'invalid_client' }, route: '/connect/token' },
        // fresh books know no token: the first two calls renew in vain and sign in
        nth: Array.from({ length: 50 }, (_, at) => at + 3),
      },
    );
    const first = await postEverything(stage);
    expect(first.counts).toMatchObject({ posted: 5 });
    expect(first.counts.unknown).toBeUndefined();
    expect(await booksOf(stage)).toHaveLength(5);
    await faults(stage.erp);
    const second = await postEverything(stage);
    expect(second.counts).toEqual({ ...expected, posted: Number(expected.posted) - 5, alreadyPosted: 5 });
    expect(await wrongInBooks(stage)).toEqual([]);
  });

  it('does nothing twice when n8n retries the node after a partial failure', async () => {
    const retry = (on: boolean) =>
      stage.client.changeWorkflow(stage.imported.again, (workflow) => {
        const post = workflow.nodes.find((node) => node.name === 'Post Bills');
        Object.assign(post ?? {}, { retryOnFail: on, maxTries: 3, waitBetweenTries: 100 });
      });
    await retry(true);
    try {
      const put = { method: 'PUT', route: '/Bill' };
      await faults(
        stage.erp,
        // the very first item fails: that is the one by which n8n decides whether to run the node again
        { kind: 'status', status: 422, body: { message: 'Refused by order' }, ...put, nth: [1] },
        { kind: 'cut', ...put, nth: [4, 8], when: 'after' },
      );
      const first = await postEverything(stage);
      expect(first.counts).toEqual({
        ...expected,
        posted: Number(expected.posted) - 1,
        rejected: Number(expected.rejected) + 1,
      });
      await faults(stage.erp);
      const second = await postEverything(stage);
      expect(second.counts).toMatchObject({ posted: 1, alreadyPosted: Number(expected.posted) - 1 });
      expect(await wrongInBooks(stage)).toEqual([]);
    } finally {
      await retry(false);
    }
  });

  it('shows a bill that is there with another amount, and leaves it alone', async () => {
    const [invoice] = expectedOf(stage, 'posted').filter(
      (each) => each.type === 'Bill' && !each.lines.some((line) => line.po) && Number(each.amount) > 5,
    );
    if (!invoice) throw new Error('The world has no such invoice');
    const [line] = invoice.lines;
    await order(stage.erp.url, 'bills', {
      vendor: invoice.vendor,
      vendorRef: invoice.vendorRef,
      date: invoice.date,
      lines: [{ account: line?.account, subaccount: line?.subaccount, amount: '1.23' }],
    });
    const { items, counts } = await postEverything(stage);
    expect(counts).toEqual({ ...expected, posted: Number(expected.posted) - 1, differs: 1 });
    const told = JSON.stringify(items.find((item) => item.outcome === 'differs'));
    expect(told).toContain('1.23');
    expect(told).toContain(invoice.amount);
    const books = (await booksOf(stage)).filter((bill) => bill.vendorRef === invoice.vendorRef);
    expect(books.map((bill) => Number(bill.amount))).toEqual([1.23]);
  });

  it('recognises its bills after a supplier was mapped to another vendor', async () => {
    await settlesInOneRun();
    const vendors = expectedOf(stage, 'posted').map((each) => each.vendor);
    const [from, to] = [vendors[0], vendors.find((vendor) => vendor !== vendors[0])];
    const moved = vendors.filter((vendor) => vendor === from).length;
    expect(moved).toBeGreaterThan(0);
    await fillMapping(
      stage.client,
      stage.world.mapping.map((row) =>
        row.kind === 'supplier' && row.to === from ? { ...row, to: String(to) } : row,
      ),
    );
    try {
      const before = (await booksOf(stage)).length;
      const { counts } = await postEverything(stage);
      expect(counts.alreadyPosted).toBe(expected.posted);
      expect(counts.posted).toBeUndefined();
      expect(await booksOf(stage)).toHaveLength(before);
    } finally {
      await fillMapping(stage.client, stage.world.mapping);
    }
  });

  it('posts nothing when Acumatica refuses the sign-in, and says so in the audit table', async () => {
    const { id, name } = stage.credentials.acumaticaPasswordApi as { id: string; name: string };
    const change = (clientSecret: string) =>
      stage.client.changeCredential(id, name, 'acumaticaPasswordApi', {
        instanceUrl: stage.erp.url,
        ...SIGN_INS.acumatica,
        clientSecret,
      });
    await change('no-such-secret');
    try {
      const rows = await settle(stage, await stage.importJob());
      expect(await booksOf(stage)).toEqual([]);
      const causes = countBy(rows, 'cause');
      expect(rows).toHaveLength(approvedOf(stage).length);
      expect(countBy(rows, 'outcome').posted).toBeUndefined();
      expect(causes['connection.signIn']).toBeGreaterThanOrEqual(Number(expected.posted));
      const signIn = rows.find((row) => row.cause === 'connection.signIn');
      expect(signIn).toMatchObject({ outcome: 'held', owner: 'connection' });
      expect(signIn?.reason).toMatch(/Acumatica refused the sign-in: .*client secret is wrong/);
      expect(signIn?.advice).toMatch(/credential/);
      expect(JSON.stringify(rows)).not.toContain('no-such-secret');
    } finally {
      await change(SIGN_INS.acumatica.clientSecret);
    }
    await settlesInOneRun();
  });

  it('posts nothing more once Acumatica refuses the sign-in in the middle of a batch', async () => {
    const from = 6;
    await faults(stage.erp, {
      ...{ kind: 'status', status: 401, method: 'PUT', route: '/Bill' },
      nth: Array.from({ length: 500 }, (_, at) => from + at),
    });
    const rows = await settle(stage, await stage.importJob());
    expect(await booksOf(stage)).toHaveLength(from - 1);
    expect(rows).toHaveLength(approvedOf(stage).length);
    const refused = rows.filter(({ cause }) => cause === 'connection.signIn');
    expect(refused).toHaveLength(Number(expected.posted) - (from - 1));
    expect(new Set(refused.map(({ outcome }) => outcome))).toEqual(new Set(['held']));
    // the one that was refused, and its renewals; none of the others was tried
    expect(putBills()).toBeLessThanOrEqual(from + 2);
    await faults(stage.erp);
    const again = await postEverything(stage);
    expect(again.counts).toMatchObject({
      alreadyPosted: from - 1,
      posted: Number(expected.posted) - (from - 1),
    });
    expect(await wrongInBooks(stage)).toEqual([]);
  });

  it('loses no invoice when JAGGAER refuses the sign-in while invoices are read', async () => {
    await faults(stage.jaggaer, {
      ...{ kind: 'status', status: 401, route: '/invoices/' },
      nth: Array.from({ length: 500 }, (_, at) => 5 + at),
    });
    const rows = await settle(stage, await stage.importJob());
    expect(new Set(rows.map(({ sourceId }) => sourceId)).size).toBe(approvedOf(stage).length);
    const words = rows.filter(({ outcome }) => outcome === 'held').map(({ reason }) => String(reason));
    expect(words.some((reason) => /JAGGAER|sign-in|lines/i.test(reason))).toBe(true);
    expect(countBy(rows, 'outcome').posted ?? 0).toBe((await booksOf(stage)).length);
    await faults(stage.jaggaer);
    await settlesAfterwards();
  });
});
