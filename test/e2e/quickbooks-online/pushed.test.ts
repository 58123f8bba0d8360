/** QuickBooks Online's webhooks in a real n8n: signed over bytes that n8n does not parse, in the shipped template. */
import { order } from '../../../sandbox/control';
import { erpOf } from '../../../sandbox/erps';
import { waitFor } from '../../../sandbox/n8n/process';
import { booksOf, runMainJob } from '../../../sandbox/run';
import { type Stage, setStage } from '../../../sandbox/stage';
import { expectedOf } from '../scene';

jest.setTimeout(240_000);

const VERIFIER = 'sandbox-quickbooks-verifier';

interface Shown {
  header: { invoiceId: number; paymentStatus: string; payment?: { amount?: { value: number } } };
}
interface Sent {
  deliveries: Array<{ delivered: boolean; statuses: number[] }>;
}

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ erp: erpOf('quickbooks-online'), invoices: 20, seed: 2 });
  expect((await runMainJob(stage)).faults).toEqual([]);
});
afterAll(async () => await stage?.close());

it.each(['cloudEvents', 'legacy'])('a payment reaches JAGGAER without a poll, told by %s', async (shape) => {
  const { client, erp, jaggaer } = stage;
  const workflow = stage.workflow('paymentsToJaggaer');
  const data = { verifierToken: VERIFIER };
  const push = { id: await client.createCredential('Push', 'quickBooksOnlinePushApi', data), name: 'Push' };
  await client.changeWorkflow(workflow, ({ nodes }) => {
    for (const node of nodes) {
      if (node.name === 'Payment Changed') node.disabled = true;
      if (node.name !== 'Bill Pushed') continue;
      node.disabled = false;
      node.credentials = { ...node.credentials, quickBooksOnlinePushApi: push };
    }
  });
  await client.publish(workflow);
  const url = `${stage.n8n.url}/webhook/quickbooks-online-bill-pushed/quickbooks-online`;
  const to = async (verifier: string) => {
    await order(erp.url, 'webhooks', { destinations: [{ url, verifier, shape }] });
  };
  const sent = async () => ((await order(erp.url, 'state?webhooks')) as Sent).deliveries;
  const books = await booksOf(stage);
  const [invoice, other] = expectedOf(stage, 'posted')
    .filter(({ type, amount }) => type === 'Bill' && Number(amount) > 0)
    .slice(shape === 'legacy' ? 2 : 0);
  const billOf = (one = invoice) =>
    books.find(({ vendor, vendorRef }) => vendor === one?.vendor && vendorRef === one?.vendorRef);
  const shown = async (one = invoice) => {
    const { list } = (await order(jaggaer.url, 'state?invoices=1')) as { list: Shown[] };
    return list.find(({ header }) => String(header.invoiceId) === one?.invoiceId)?.header;
  };

  const before = (await sent()).length;
  await to('guessed');
  await order(erp.url, 'payments', { bill: billOf(other)?.referenceNbr });
  const refused = await waitFor('the refusal', async () =>
    (await sent()).slice(before).find(({ statuses }) => statuses.length > 0),
  );
  expect(refused).toMatchObject({ delivered: false });
  expect(refused.statuses[0]).toBe(401);

  await to(VERIFIER);
  await order(erp.url, 'payments', { bill: billOf()?.referenceNbr });
  await waitFor('the payment in JAGGAER', async () => (await shown())?.paymentStatus === 'Paid');
  expect((await shown())?.payment?.amount?.value).toBe(Number(invoice?.amount));
  expect((await shown(other))?.paymentStatus).toBe('Payable');
  await client.unpublish(workflow);
});
