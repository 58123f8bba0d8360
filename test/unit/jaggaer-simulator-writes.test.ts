/** The JAGGAER simulator behaves as the reference says: imports, assumed endpoints, transport. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SWITCHES } from '../../sandbox/jaggaer/switches';
import { buildWorld } from '../../sandbox/world';
import { client, sim, simulated, turn } from './jaggaerClient';

const world = buildWorld({ seed: 4, invoices: 60 });
const approved = world.jaggaer.invoices.find(
  ({ header }) => header.workflowStatus === 'Completed' && header.paymentStatus === 'Payable',
)?.header.invoiceId;
const pending = world.jaggaer.invoices.find(({ header }) => header.workflowStatus === 'Pending')?.header
  .invoiceId;

simulated(world.jaggaer, { exported: true });

describe('OCR import', () => {
  const body = (root: string, number: string) => ({
    batchId: '1',
    [root]: {
      [`${root}Header`]: {
        ...{ supplierInvoiceNumber: number, invoiceType: 'Invoice', invoiceDate: '2026-06-01' },
        ...{ businessUnit: { internalName: '0004' }, supplier: { supplierNumber: '0010443' } },
      },
      [`${root}LineList`]: {
        [`${root}Line`]: [
          {
            lineNumber: 1,
            ocrItem: { description: 'Toner' },
            quantity: 3,
            unitPrice: { currency: 'USD', money: 19.99 },
          },
        ],
      },
    },
  });

  test('gives a Pending invoice that turns Completed and is exported anew', async () => {
    const made = await client.send('POST', 'ji/v1/invoices/ocr/', body('invoiceOcr', 'TN-1'));
    expect(made).toMatchObject({ status: 200, json: { returnCode: 0 } });
    const read = async () => (await client.get(`ji/v1/invoices/${made.json.invoiceId}`)).json.header;
    const before = (await read()) as { lastUpdate: string };
    expect(before).toMatchObject({
      workflowStatus: 'Pending',
      total: { currency: 'USD', value: 59.97 },
      businessUnit: '0004',
    });
    sim.clock.advance(61_000);
    const after = (await read()) as { lastUpdate: string };
    expect(after).toMatchObject({ workflowStatus: 'Completed', paymentStatus: 'Payable' });
    expect(after.lastUpdate > before.lastUpdate).toBe(true);
  });

  test('refuses a second number of a supplier, lacking parts, and the other casing', async () => {
    const send = (content: unknown) => client.send('POST', 'ji/v1/invoices/ocr', content);
    await send(body('invoiceOcr', 'TN-2'));
    expect((await send(body('invoiceOcr', 'TN-2'))).json).toMatchObject({
      returnCode: 2,
      returnMessage: '112(supplierInvoiceNumber)',
    });
    expect((await send({ invoiceOcr: {} })).json.returnMessage).toBe(
      '124(supplierInvoiceNumber,supplier,invoiceOcrLine)',
    );
    expect((await send(body('invoiceOCR', 'TN-3'))).status).toBe(400);
    expect((await send('{"invoiceOcr":')).status).toBe(400);
    turn('ocrRoot', 'invoiceOCR');
    expect((await send(body('invoiceOCR', 'TN-3'))).json.returnCode).toBe(0);
  });
});

describe('assumed endpoints', () => {
  test('purchase orders, until they are switched off', async () => {
    const [order] = world.jaggaer.purchaseOrders;
    const { json } = await client.get('ji/v1/purchaseorders');
    expect(json).toMatchObject({
      totRecords: world.jaggaer.purchaseOrders.length,
      jipurchaseOrderList: expect.anything(),
    });
    expect((await client.get(`ji/v1/purchaseorders/${order?.header.purchaseOrderId}`)).json).toEqual(order);
    turn('purchaseOrders', 'off');
    expect((await client.get('ji/v1/purchaseorders')).status).toBe(404);
  });

  test('GL values are created, updated, left alone', async () => {
    sim.reset({ ...world.jaggaer, glValues: [] });
    await client.signIn();
    const save = (description: string, active: unknown = 'true') =>
      client.send('POST', 'ji/v1/customfieldvalues', {
        customFieldValue: [{ internalName: 'Account', value: '61000', description, active }],
      });
    expect((await save('Office')).json).toMatchObject({ returnCode: 0, created: 1 });
    expect((await save('Office', true)).json).toMatchObject({ unchanged: 1 });
    expect((await save('Office supplies')).json).toMatchObject({ updated: 1, created: 0 });
    expect((await client.get('ji/v1/customfieldvalues')).json).toMatchObject({
      customFieldValueList: {
        customFieldValue: [
          { internalName: 'Account', value: '61000', description: 'Office supplies', active: true },
        ],
      },
    });
    turn('glValues', 'off');
    expect((await save('Office')).status).toBe(404);
  });

  test('a payment shows, and the same again changes nothing', async () => {
    const body = {
      paymentStatus: 'Paid',
      paymentDate: '2026-06-20',
      paymentMethod: 'Check',
      paymentNumber: '4711',
    };
    const pay = (id = approved) => client.send('PUT', `ji/v1/invoices/${id}/paymentstatus`, body);
    const read = async () =>
      (await client.get(`ji/v1/invoices/${approved}`)).json.header as Record<string, unknown>;
    const before = await read();
    expect((await pay()).json.returnCode).toBe(0);
    const paid = await read();
    expect(paid).toMatchObject({
      paymentStatus: 'Paid',
      payment: { method: 'Check', paymentNumber: '4711' },
    });
    expect(paid.lastUpdate).toBe(before.lastUpdate);
    sim.clock.advance(5_000);
    turn('paymentExports', 'yes');
    await pay();
    expect(await read()).toEqual(paid);
    expect(
      (await client.rows('ji/v1/invoices')).find(({ header }) => header.invoiceId === approved)?.header,
    ).toMatchObject({
      paymentStatus: 'Paid',
    });
    expect((await pay(99)).json).toMatchObject({ returnCode: 2 });
    expect((await pay(pending)).json).toMatchObject({ returnCode: 2, returnMessage: '124(workflowStatus)' });
  });

  test('a payment that is exported has a new lastUpdate', async () => {
    turn('paymentExports', 'yes');
    sim.clock.advance(5_000);
    const read = async () =>
      (await client.get(`ji/v1/invoices/${approved}`)).json.header as { lastUpdate: string };
    const before = await read();
    await client.send('PUT', `ji/v1/invoices/${approved}/paymentstatus`, { paymentStatus: 'Paid' });
    expect((await read()).lastUpdate > before.lastUpdate).toBe(true);
  });
});

describe('transport', () => {
  test.each([
    ['seconds', /^\d+$/],
    ['date', / GMT$/],
  ])('too many calls: Retry-After as %s', async (form, shape) => {
    sim.reset({ settings: { callsPerMinute: 2, retryAfter: form } });
    await client.signIn();
    const answers = [
      await client.get('ji/v1/invoices'),
      await client.get('ji/v1/invoices'),
      await client.get('ji/v1/invoices'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers[2]?.headers.get('retry-after')).toMatch(shape);
    sim.clock.advance(61_000);
    expect((await client.get('ji/v1/invoices')).status).toBe(200);
  });

  test('HTML from a gateway, half an answer, a cut connection, an answer lost after the commit', async () => {
    sim.faults([{ kind: 'html', status: 200, times: 1 }]);
    expect(await client.get('ji/v1/invoices')).toMatchObject({
      status: 200,
      text: expect.stringContaining('<html>'),
    });
    sim.faults([{ kind: 'truncate', times: 1 }]);
    await expect(client.get('ji/v1/invoices')).rejects.toThrow(SyntaxError);
    sim.faults([{ kind: 'cut', times: 1 }]);
    await expect(client.get('ji/v1/invoices')).rejects.toThrow('fetch failed');
    sim.faults([{ kind: 'status', status: 503, when: 'after', method: 'PUT', times: 1 }]);
    const lost = await client.send('PUT', `ji/v1/invoices/${approved}/paymentstatus`, {
      paymentStatus: 'Paid',
    });
    expect(lost.status).toBe(503);
    expect((await client.get(`ji/v1/invoices/${approved}`)).json.header).toMatchObject({
      paymentStatus: 'Paid',
    });
  });

  test('a seed or a switch that does not exist is refused', async () => {
    await expect(client.control('reset', { seed: { bills: [] } })).rejects.toThrow('no part called bills');
    await expect(client.control('reset', { seed: { settings: { colour: 1 } } })).rejects.toThrow(
      'no switch colour',
    );
  });
});

test('the README lists every switch with its positions', () => {
  const readme = readFileSync(path.join(__dirname, '../../sandbox/jaggaer/README.md'), 'utf8');
  for (const [name, known] of Object.entries(SWITCHES)) {
    const row = readme.split('\n').find((line) => line.startsWith(`| \`${name}\``));
    const positions =
      'positions' in known ? known.positions.map((one) => `\`${one}\``).join(', ') : known.amount;
    expect(row).toContain(String(positions));
  }
});
