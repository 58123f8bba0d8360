/** What reaches JAGGAER, and comes from it, beside the polls: handshake, pushed notifications, pushed invoices. */
import { order } from '../../../sandbox/control';
import { waitFor } from '../../../sandbox/n8n/process';
import { AUDIT, booksOf, runMainJob } from '../../../sandbox/run';
import { SIGN_INS } from '../../../sandbox/signIns';
import { type Stage, setStage } from '../../../sandbox/stage';
import { approvedOf, expectedOf, freshBooks } from '../scene';

jest.setTimeout(300_000);

interface Shown {
  header: {
    invoiceId: number;
    paymentStatus: string;
    payment?: { paymentNumber?: string; amount?: { value: number } };
    erpResult?: { erpDocumentNumber?: string; erpStatus: string; erpMessage?: string };
  };
}

describe('what reaches JAGGAER beside the polls', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage({ invoices: 50, seed: 6 });
    expect((await runMainJob(stage)).faults).toEqual([]);
  });
  afterAll(async () => await stage?.close());

  const shown = async (invoiceId: string): Promise<Shown['header'] | undefined> => {
    const { list } = (await order(stage.jaggaer.url, 'state?invoices=1')) as { list: Shown[] };
    return list.find(({ header }) => String(header.invoiceId) === invoiceId)?.header;
  };

  it('tells JAGGAER the number of the bill, or why there is none, once that is switched on', async () => {
    await freshBooks(stage);
    const job = await stage.importJob(({ nodes }) => {
      for (const node of nodes)
        if (['Tell JAGGAER', 'Write Side Rows'].includes(node.name)) node.disabled = false;
    });
    await stage.client.publish(job);
    const told = async () =>
      (await stage.client.rows(AUDIT)).filter(({ operation }) => operation === 'handshake');
    await waitFor('handshakes', async () => (await told()).length >= approvedOf(stage).length);
    await stage.client.unpublish(job);
    expect(new Set((await told()).map(({ outcome }) => outcome))).toEqual(new Set(['updated']));
    const bills = await booksOf(stage);
    for (const { invoiceId, vendor, vendorRef } of expectedOf(stage, 'posted')) {
      const bill = bills.find((each) => each.vendor === vendor && each.vendorRef === vendorRef);
      const header = await shown(invoiceId);
      expect(header?.erpResult).toMatchObject({ erpDocumentNumber: bill?.referenceNbr });
    }
    const refused = (await told()).find(({ sourceNumber }) =>
      expectedOf(stage, 'held').some(({ invoiceNumber }) => invoiceNumber === sourceNumber),
    );
    expect((await shown(String(refused?.sourceId)))?.erpResult).toMatchObject({
      erpMessage: expect.stringMatching(/\w{3}/),
    });
  });

  it('a pushed notification reaches JAGGAER without a poll, and nobody else may push', async () => {
    await order(stage.erp.url, 'release', { all: true });
    await stage.client.changeWorkflow(stage.workflow('paymentsToJaggaer'), ({ nodes }) => {
      for (const node of nodes)
        if (['Bill Pushed', 'Read Payment Status'].includes(node.name)) node.disabled = false;
        else if (node.name === 'Payment Changed') node.disabled = true;
    });
    await stage.client.publish(stage.workflow('paymentsToJaggaer'));
    const url = `${stage.n8n.url}/webhook/acumatica-bill-pushed/acumatica`;
    const body = JSON.stringify({ Inserted: [{ Type: 'Bill', ReferenceNbr: '000001' }], Deleted: [] });
    const { headerName, secret } = SIGN_INS.acumaticaPush;
    for (const wrong of ['', `${secret}x`])
      expect((await fetch(url, { method: 'POST', headers: { [headerName]: wrong }, body })).status).toBe(401);
    expect((await fetch(url, { method: 'POST', headers: { [headerName]: secret }, body: 'x' })).status).toBe(
      400,
    );
    await order(stage.erp.url, 'push', {
      destinations: [
        {
          ...{ url, header: { name: headerName, value: secret }, query: 'AP-Bills', entity: 'Bill' },
          fields: ['Type', 'ReferenceNbr', 'Status', 'Balance'],
        },
      ],
    });
    const books = await booksOf(stage);
    const bill = books.find(({ type, vendorRef }) => type === 'Bill' && !vendorRef.startsWith('JGR '));
    const invoice = expectedOf(stage, 'posted').find(
      (each) => each.vendor === bill?.vendor && each.vendorRef === bill?.vendorRef,
    );
    await order(stage.erp.url, 'payments', { bill: bill?.referenceNbr, paymentRef: 'PUSHED-1' });
    await waitFor(
      'the payment in JAGGAER',
      async () => (await shown(invoice?.invoiceId ?? ''))?.payment?.paymentNumber === 'PUSHED-1',
    );
    expect(await shown(invoice?.invoiceId ?? '')).toMatchObject({
      ...{ paymentStatus: 'Paid', payment: { amount: { value: Number(invoice?.amount) } } },
    });
    const { deliveries } = (await order(stage.erp.url, 'push')) as {
      deliveries: Array<{ delivered: boolean; attempts: number }>;
    };
    expect(deliveries.every(({ delivered, attempts }) => delivered && attempts === 1)).toBe(true);
    await stage.client.unpublish(stage.workflow('paymentsToJaggaer'));
  });

  it('an invoice that JAGGAER pushes is booked, and each message is answered as JAGGAER demands', async () => {
    await freshBooks(stage);
    await stage.client.publish(stage.imported.bills);
    await stage.client.publish(stage.imported.invoicePush);
    const [invoice, other] = expectedOf(stage, 'posted').slice(-2);
    const { headerName, secret } = SIGN_INS.jaggaerPush;
    const push = async (id: string, value: string) =>
      (await order(stage.jaggaer.url, 'push', {
        url: `${stage.n8n.url}/webhook/jaggaer-invoice-pushed/jaggaer`,
        ...{ auth: { name: headerName, value }, ids: [Number(id)], bareAmpersand: true },
      })) as { answers: Array<{ http: number; valid: boolean; statusCode?: string }> };
    expect((await push(other?.invoiceId ?? '', 'guessed')).answers).toMatchObject([{ http: 401 }]);
    expect((await push(invoice?.invoiceId ?? '', secret)).answers).toMatchObject([
      { http: 200, valid: true, statusCode: '200' },
    ]);
    await waitFor('the bill', async () => (await booksOf(stage)).length > 0);
    expect(await booksOf(stage)).toMatchObject([{ vendor: invoice?.vendor, vendorRef: invoice?.vendorRef }]);
    await stage.client.unpublish(stage.imported.invoicePush);
    await stage.client.unpublish(stage.imported.bills);
  });
});
