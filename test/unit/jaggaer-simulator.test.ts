/** The JAGGAER simulator behaves as the reference says: lists, details, exports; over real HTTP. */
import { buildWorld } from '../../sandbox/world';
import { client, sim, simulated } from './jaggaerClient';

const world = buildWorld({ seed: 4, invoices: 250 });
const [first] = world.jaggaer.invoices;
const ids = world.jaggaer.invoices.map(({ header }) => header.invoiceId);

simulated(world.jaggaer);

describe('invoices', () => {
  test('are invisible until they are exported', async () => {
    expect(await client.rows('ji/v1/invoices')).toEqual([]);
    const empty = (await client.get(`ji/v1/invoices/${ids[0]}`)) as { status: number };
    expect(empty.status).toBe(404);
    await client.control('export', { ids: [ids[2], ids[0]] });
    expect((await client.rows('ji/v1/invoices')).map(({ header }) => header.invoiceId)).toEqual([
      ids[0],
      ids[2],
    ]);
    expect(await client.control('state')).toMatchObject({ invoices: 250, exported: 2 });
  });

  test('come in pages of a hundred, by id, with the envelope of the sample', async () => {
    await client.control('export', { all: true });
    const { json } = await client.get('ji/v1/invoices?start=101');
    const { jiinvoiceList, ...envelope } = json as { jiinvoiceList: { jiinvoice: unknown[] } };
    expect(envelope).toEqual({
      returnCode: 0,
      returnMessage: '',
      totRecords: 250,
      returnedRecords: 100,
      startAt: 101,
    });
    expect(jiinvoiceList.jiinvoice).toHaveLength(100);
    expect((await client.rows('ji/v1/invoices')).map(({ header }) => header.invoiceId)).toEqual(ids);
  });

  test('rows have a header only, and the detail has all of it and more', async () => {
    await client.control('export', { all: true, at: '2026-06-15T10:00:00.000Z' });
    const [row] = await client.rows('ji/v1/invoices');
    const { json: detail } = await client.get(`ji/v1/invoices/${ids[0]}`);
    const { header, lineList } = detail as unknown as NonNullable<typeof first>;
    expect(Object.keys(row ?? {})).toEqual(['header']);
    expect(header).toMatchObject({
      ...row?.header,
      supplier: expect.objectContaining(row?.header.supplier ?? {}),
    });
    for (const only of [
      'billTo',
      'remitTo',
      'terms',
      'payment',
      'miscFeeList',
      'additionalInfo',
      'customFieldValueSetList',
    ]) {
      expect(header).toHaveProperty(only);
      expect(row?.header).not.toHaveProperty(only);
    }
    expect(row?.header.supplier).not.toHaveProperty('contactInfoList');
    expect(lineList).toEqual(first?.lineList);
    expect(detail).not.toHaveProperty('returnCode');
  });

  test('an export stamps the time, and the message id holds one a little earlier', async () => {
    await client.control('export', { all: true, at: '2026-06-15T10:00:00.000Z' });
    const headers = (await client.rows('ji/v1/invoices')).map((row) => row.header);
    expect(new Set(headers.map((header) => header.lastUpdate))).toEqual(
      new Set(['2026-06-15T10:00:00.000Z']),
    );
    expect(new Set(headers.map((header) => header.originalRequestMessageId)).size).toBe(250);
    for (const { originalRequestMessageId: id, lastUpdate } of headers) {
      const before = Date.parse(lastUpdate) - parseInt(id.slice(-12), 16);
      expect(before).toBeGreaterThanOrEqual(300);
      expect(before).toBeLessThanOrEqual(3_500);
    }
    await client.control('export', { ids: ids.slice(0, 3), at: '2026-06-15T11:00:00.000Z', spreadMs: 5 });
    const again = (await client.rows('ji/v1/invoices')).map((row) => row.header.lastUpdate.slice(11, 23));
    expect(again.slice(0, 4)).toEqual(['11:00:00.000', '11:00:00.005', '11:00:00.010', '10:00:00.000']);
  });

  test('keep their snapshot until they are exported again', async () => {
    await client.control('export', { ids: [ids[0]] });
    const edit = { invoiceId: ids[0], header: { paymentStatus: 'Paid', supplierInvoiceNumber: null } };
    await client.control('invoices', { edits: [edit] });
    const read = async () => (await client.rows('ji/v1/invoices'))[0]?.header;
    expect(await read()).toMatchObject({ paymentStatus: first?.header.paymentStatus });
    await client.control('export', { ids: [ids[0]] });
    expect(await read()).toMatchObject({ paymentStatus: 'Paid' });
    expect(await read()).not.toHaveProperty('supplierInvoiceNumber');
  });

  test('can be added and taken away', async () => {
    const { ids: added } = (await client.control('invoices', {
      invoices: [{ header: { ...first?.header, invoiceId: undefined }, lineList: first?.lineList }],
    })) as { ids: number[] };
    expect(added).toEqual([Math.max(...ids) + 1]);
    await client.control('export', { ids: added });
    expect(await client.rows('ji/v1/invoices')).toHaveLength(1);
    await client.control('invoices', { remove: added });
    expect(await client.rows('ji/v1/invoices')).toEqual([]);
  });

  test('something can be exported between two pages', async () => {
    await client.control('export', { count: 150 });
    sim.faults([{ kind: 'exportAfterPage', nth: 1, value: { count: 10 } }]);
    expect(await client.rows('ji/v1/invoices')).toHaveLength(160);
  });

  test('the ends of a list: beyond it, before it, and a server that pays no heed', async () => {
    await client.control('export', { count: 3 });
    const beyond = await client.get('ji/v1/invoices?start=4');
    expect(beyond.json).toMatchObject({
      totRecords: 3,
      returnedRecords: 0,
      jiinvoiceList: { jiinvoice: [] },
    });
    for (const start of ['0', 'x', '1.5']) {
      expect(await client.get(`ji/v1/invoices?start=${start}`)).toMatchObject({
        status: 200,
        json: { returnCode: 2 },
      });
    }
    sim.faults([{ kind: 'switch', name: 'beyondEnd', value: 'absent' }]);
    expect((await client.get('ji/v1/invoices?start=4')).json).not.toHaveProperty('jiinvoiceList');
    sim.faults([
      { kind: 'switch', name: 'paging', value: 'ignored' },
      { kind: 'switch', name: 'pageSize', value: 2 },
    ]);
    expect((await client.get('ji/v1/invoices?start=3')).json).toMatchObject({
      startAt: 1,
      returnedRecords: 2,
    });
    sim.faults([{ kind: 'switch', name: 'loneRow', value: 'object' }]);
    expect((await client.get('ji/v1/invoices?start=3')).json).toMatchObject({
      jiinvoiceList: { jiinvoice: { header: {} } },
    });
  });

  test('an unknown id: nothing, JSON, or a failure inside HTTP 200', async () => {
    const ask = () => client.get('ji/v1/invoices/99');
    expect(await ask()).toMatchObject({ status: 404, text: '' });
    sim.faults([{ kind: 'switch', name: 'unknownId', value: 'json404' }]);
    expect(await ask()).toMatchObject({ status: 404, json: { message: 'Resource not found' } });
    sim.faults([{ kind: 'switch', name: 'unknownId', value: 'returnCode' }]);
    expect(await ask()).toMatchObject({
      status: 200,
      json: { returnCode: 2, returnMessage: '124(invoiceId)' },
    });
  });

  test('filters are ignored; or heeded, and then an unknown field is ignored or refused', async () => {
    await client.control('export', { all: true, at: '2026-06-15T10:00:00.000Z' });
    await client.control('export', { ids: ids.slice(0, 4), at: '2026-06-15T12:00:00.000Z' });
    const total = async (flt: string) =>
      (await client.get(`ji/v1/invoices?flt=${encodeURIComponent(flt)}`)).json.totRecords;
    expect(await total('workflowStatus==Pending')).toBe(250);
    const honoured = { kind: 'switch', name: 'invoiceFilter', value: 'honoured' };
    sim.faults([honoured]);
    const pending = world.scenarios.filter((scenario) => scenario === 'pending').length;
    expect(await total('workflowStatus==Pending')).toBe(pending);
    expect(await total('workflowStatus=in=(Pending,Completed)')).toBe(250);
    expect(await total('lastUpdate>=2026-06-15T11:00:00.000Z')).toBe(4);
    expect(await total('lastUpdate=ge=2026-06-15T13:00:00+01:00;workflowStatus=in=(Pending,Completed)')).toBe(
      4,
    );
    expect(await total('WORKFLOWSTATUS==Pending')).toBe(250);
    sim.faults([honoured, { kind: 'switch', name: 'unknownFilter', value: 'refused' }]);
    expect((await client.get('ji/v1/invoices?flt=WORKFLOWSTATUS==x')).json).toEqual({
      returnCode: 2,
      returnMessage: '124(WORKFLOWSTATUS)',
    });
  });
});
