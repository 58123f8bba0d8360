/** What the JAGGAER simulator assumes where nothing is public: purchase orders, the ERP's result, payments; both positions. */
import { buildWorld } from '../../sandbox/world';
import { client, sim, simulated, turn } from './jaggaerClient';

const world = buildWorld({ seed: 4, invoices: 60 });
const idOf = (workflow: string, payment: string) =>
  world.jaggaer.invoices.find(
    ({ header }) => header.workflowStatus === workflow && header.paymentStatus === payment,
  )?.header.invoiceId;
const [approved, pending] = [idOf('Completed', 'Payable'), idOf('Pending', 'Payable')];

simulated(world.jaggaer, { exported: true });

const headerOf = async (id = approved) =>
  (await client.get(`ji/v1/invoices/${id}`)).json.header as Record<string, unknown>;
const writes = async () => (await client.control('state')).writes as Record<string, unknown>;

describe('purchase orders', () => {
  const line = { poLineNumber: '1', item: { description: 'Felt' }, quantity: 4, unitPrice: 2.5 };
  const order = (header: object = {}, lines: object[] = [line]) => ({
    header: { poNumber: '0000099001', supplier: { supplierNumber: '0010567' }, ...header },
    lineList: { purchaseOrderLine: lines },
  });
  const save = async (body: object) => (await client.send('POST', 'ji/v1/purchaseorders', body)).json;

  test('are created, updated and left alone by number', async () => {
    const made = await save(order());
    expect(made).toMatchObject({ returnCode: 0, poNumber: '0000099001', result: 'created' });
    const shown = (await client.get('ji/v1/purchaseorders/0000099001')).json as {
      header: Record<string, unknown>;
    };
    expect(shown.header).toMatchObject({
      purchaseOrderId: made.purchaseOrderId,
      supplier: { supplierNumber: '0010567', name: 'Tidewater Lab Glass', id: 80111 },
    });
    sim.clock.advance(5_000);
    expect(await save({ purchaseOrder: order() })).toMatchObject({ result: 'unchanged' });
    expect((await client.get('ji/v1/purchaseorders/0000099001')).json).toEqual(shown);
    const changed = await save(order({}, [{ ...line, quantity: 5 }]));
    expect(changed).toMatchObject({ result: 'updated', purchaseOrderId: made.purchaseOrderId });
    const again = (await client.get('ji/v1/purchaseorders/0000099001')).json as typeof shown;
    expect(String(again.header.lastUpdate) > String(shown.header.lastUpdate)).toBe(true);
    expect(again).toMatchObject({ lineList: { purchaseOrderLine: [{ quantity: 5 }] } });
    expect((await writes()).purchaseorders).toEqual({ created: 1, unchanged: 1, updated: 1 });
  });

  test('keep what is not sent', async () => {
    const known = world.jaggaer.purchaseOrders[0];
    const { poNumber, supplier } = known?.header ?? {};
    await save({ header: { poNumber, supplier }, lineList: { purchaseOrderLine: [line] } });
    const { json } = await client.get(`ji/v1/purchaseorders/${poNumber}`);
    expect(json.header).toMatchObject({ ...known?.header, lastUpdate: expect.any(String) });
  });

  test.each([
    ['poNumber', order({ poNumber: '' }), '124(poNumber)'],
    ['supplier', order({ supplier: {} }), '124(supplierNumber)'],
    ['known supplier', order({ supplier: { supplierNumber: 'X1' } }), '124(supplierNumber)'],
    ['lines', order({}, []), '124(purchaseOrderLine)'],
    ['line number', order({}, [{ ...line, poLineNumber: '' }]), '124(poLineNumber)'],
    ['line numbers once', order({}, [line, line]), '124(poLineNumber)'],
    ['amounts', order({}, [{ ...line, unitPrice: '2.5' }]), '124(quantity,unitPrice)'],
  ])('want a %s', async (_, body, message) => {
    expect(await save(body)).toMatchObject({ returnCode: 2, returnMessage: message });
    expect((await writes()).purchaseorders).toEqual({ refused: 1 });
  });

  test('are not there when switched off, and change in JAGGAER too', async () => {
    turn('purchaseOrders', 'off');
    expect((await client.send('POST', 'ji/v1/purchaseorders', order())).status).toBe(404);
    sim.faults([]);
    const [known] = world.jaggaer.purchaseOrders;
    await client.control('purchaseorders', { orders: [known] });
    const number = known?.header.poNumber ?? '';
    const read = async () => (await client.get(`ji/v1/purchaseorders/${number}`)).json;
    expect(
      ((await read()).header as { lastUpdate: string }).lastUpdate > (known?.header.lastUpdate ?? ''),
    ).toBe(true);
    await client.control('purchaseorders', { remove: [number] });
    expect((await client.get(`ji/v1/purchaseorders/${number}`)).status).toBe(404);
    await expect(client.control('purchaseorders', { orders: [{}] })).rejects.toThrow('poNumber');
  });
});

describe("the ERP's result", () => {
  const tell = (body: object, id = approved) => client.send('PUT', `ji/v1/invoices/${id}/erpstatus`, body);

  test('stands on the invoice, once', async () => {
    const before = await headerOf();
    const body = { erpDocumentNumber: '000123', erpStatus: 'Posted' };
    expect((await tell(body)).json.returnCode).toBe(0);
    expect(await headerOf()).toEqual({ ...before, erpResult: body });
    await tell(body);
    await tell({ erpStatus: 'Held', erpMessage: 'No such account' });
    expect((await headerOf()).erpResult).toEqual({ erpStatus: 'Held', erpMessage: 'No such account' });
    expect((await tell(body, 99)).json).toMatchObject({ returnCode: 2, returnMessage: '124(invoiceId)' });
    expect((await tell({})).json).toMatchObject({ returnCode: 2, returnMessage: '124(erpStatus)' });
    expect((await writes()).erpstatus).toEqual({ changed: 2, unchanged: 1, refused: 2 });
    // it survives the next export
    await client.control('export', { ids: [approved] });
    expect((await headerOf()).erpResult).toMatchObject({ erpStatus: 'Held' });
  });

  test('gives a new lastUpdate where it exports, and is not there when switched off', async () => {
    const before = await headerOf();
    sim.clock.advance(5_000);
    turn('erpStatusExports', 'yes');
    await tell({ erpStatus: 'Posted' });
    expect(String((await headerOf()).lastUpdate) > String(before.lastUpdate)).toBe(true);
    turn('erpStatus', 'off');
    expect((await tell({ erpStatus: 'Posted' })).status).toBe(404);
  });
});

describe('payment status', () => {
  const tell = async (body: object, id = approved) =>
    (await client.send('PUT', `ji/v1/invoices/${id}/paymentstatus`, body)).json;
  const paid = {
    ...{ paymentStatus: 'Paid', paymentDate: '2026-06-20', paymentMethod: 'Check', paymentNumber: '4711' },
    amount: { currency: 'USD', value: 12.5 },
  };

  test('is counted by what became of it, and taken back as if nothing had been paid', async () => {
    const before = await headerOf();
    await tell(paid);
    await tell(paid);
    expect(await headerOf()).toMatchObject({
      paymentStatus: 'Paid',
      payment: { method: 'Check', paymentDate: '2026-06-20', paymentNumber: '4711', amount: paid.amount },
    });
    await tell({ paymentStatus: 'Payable' });
    expect(await headerOf()).toEqual(before);
    await tell({ paymentStatus: 'Payable' });
    await tell(paid, pending);
    await tell({ paymentDate: '2026-06-20' });
    expect((await writes()).paymentstatus).toEqual({ changed: 2, unchanged: 2, refused: 2 });
  });

  test.each([
    ['accepted', 0],
    ['refused', 2],
  ])('part paid may be %s', async (position, code) => {
    turn('partPaid', position);
    expect((await tell({ ...paid, paymentStatus: 'Partially Paid' })).returnCode).toBe(code);
    expect((await tell({ paymentStatus: 'In Process' })).returnCode).toBe(0);
  });
});

test('GL values are there from the start', async () => {
  const glValues = [{ internalName: 'Account', value: '61000', description: 'Office', active: true }];
  sim.reset({ glValues });
  await client.signIn();
  expect((await client.get('ji/v1/customfieldvalues')).json.customFieldValueList).toEqual({
    customFieldValue: glValues,
  });
  const same = { customFieldValue: glValues };
  expect((await client.send('POST', 'ji/v1/customfieldvalues', same)).json).toMatchObject({ unchanged: 1 });
  expect((await writes()).customfieldvalues).toEqual({ unchanged: 1 });
  expect((await client.control('state?glValues')).values).toEqual(glValues);
});

describe('company profiles change in JAGGAER', () => {
  const read = async (code: string) =>
    (
      (await client.get(`ja/v1/companyprofiles?flt=extCode==${code}`)).json as {
        returnCompanyData: Array<{ returnCompanyInfo: Record<string, unknown> }>;
      }
    ).returnCompanyData[0]?.returnCompanyInfo;

  test('by an edit, with a new time of change', async () => {
    const before = await read('0010567');
    await client.control('companies', {
      edits: [{ extCode: '0010567', info: { city: 'Utica', bizPhone: null } }],
    });
    const after = await read('0010567');
    const { bizPhone, ...rest } = before ?? {};
    expect(bizPhone).toBeDefined();
    expect(after).toEqual({ ...rest, city: 'Utica', lastModTime: expect.stringMatching(/^\d{14}$/) });
    expect(String(after?.lastModTime) > String(before?.lastModTime)).toBe(true);
    const changed = `ja/v1/companyprofiles?flt=${encodeURIComponent(`LASTMODTIME>=${String(after?.lastModTime)}`)}`;
    expect((await client.get(changed)).json.totRecords).toBe(1);
    await client.control('companies', {
      edits: [{ extCode: '0010567', info: { lastModTime: '20200101000000' } }],
    });
    expect((await read('0010567'))?.lastModTime).toBe('20200101000000');
  });

  test('by adding and removing', async () => {
    const made = await client.control('companies', {
      companies: [{ returnCompanyInfo: { companyName: 'Otter Glass', extCode: 'OTTER' } }],
    });
    expect(await read('OTTER')).toMatchObject({
      companyName: 'Otter Glass',
      bravoId: (made.ids as string[])[0],
    });
    expect(made.companies).toBe(world.jaggaer.companies.length + 1);
    await client.control('companies', { remove: made.ids });
    expect(await read('OTTER')).toBeUndefined();
    await expect(client.control('companies', { edits: [{ bravoId: '1' }] })).rejects.toThrow(
      'no such company',
    );
  });

  test('writes over the API are counted', async () => {
    const info = {
      companyName: 'Otter Glass',
      extCode: 'OTTER',
      extUniqueCode: 'OTTER',
      bizEmail: 'a@otter.example',
    };
    const save = async (operationCode: string, companyInfo: object) =>
      (await client.send('POST', 'ja/v1/companyprofiles', { company: { operationCode, companyInfo } })).json;
    const { bravoId } = await save('CREATE', info);
    await save('UPDATE', { ...info, bravoId });
    await save('UPDATE', { bravoId, city: 'Utica' });
    await save('UPDATE', { bravoId: '1', city: 'Utica' });
    expect((await writes()).companyprofiles).toEqual({ created: 1, unchanged: 1, updated: 1, refused: 1 });
  });
});
