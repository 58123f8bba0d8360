/** The JAGGAER simulator: companies and their failures inside HTTP 200, files, a large tenant. */
import { buildWorld } from '../../sandbox/world';
import { client, sim, simulated, turn } from './jaggaerClient';

const world = buildWorld({ seed: 4, invoices: 60 });
const [supplier] = world.jaggaer.companies;
// before any connection is open: building it takes longer than an idle one is kept
const large = buildWorld({ seed: 2, invoices: 10_000 });

simulated(world.jaggaer, { exported: true });

describe('companies', () => {
  const path = 'ja/v1/companyprofiles';
  const company = (operationCode: string, companyInfo: object, subUser: object[] = []) =>
    client.send('POST', path, {
      company: { operationCode, sendEMail: '0', companyInfo },
      subUsers: { operationCode, sendEMail: '0', subUser },
    });

  test('a bare array; the code as text or number', async () => {
    const { json } = await client.get(path);
    expect(json).toMatchObject({ returnCode: '0', returnMessage: 'OK', totRecords: 21, returnedRecords: 21 });
    expect(json).not.toHaveProperty('startAt');
    expect((json.returnCompanyData as unknown[])[0]).toEqual(supplier);
    turn('companiesCode', 'number');
    expect((await client.get(path)).json.returnCode).toBe(0);
    turn('companiesStart', 'present');
    expect((await client.get(`${path}?start=3`)).json).toMatchObject({ startAt: 3, returnedRecords: 19 });
  });

  test('filters and components', async () => {
    const found = async (query: string) =>
      (await client.get(`${path}?${query}`)).json.returnCompanyData as Array<Record<string, object>>;
    const id = supplier?.returnCompanyInfo.bravoId;
    expect(await found(`flt=TYPE==SELLER;BRAVOID==${id}`)).toEqual([supplier]);
    expect(await found('flt=LASTMODTIME>=2026-06-01')).toEqual([]);
    expect(await found('flt=LASTMODTIME>=20251231')).toHaveLength(21);
    expect(await found(`deFlt=${encodeURIComponent('Payment Terms==Net 30')}`)).toHaveLength(21);
    expect(Object.keys((await found(`flt=BRAVOID==${id}&comp=returnCompanyInfo;deBasic`))[0] ?? {})).toEqual([
      'returnCompanyInfo',
      'deBasic',
    ]);
  });

  test('create, update, and the failures inside HTTP 200', async () => {
    const info = {
      companyName: 'Plumtree Valves',
      extUniqueCode: '998877665',
      bizEmail: 'ap@plumtree.example',
    };
    const made = await company('CREATE', { ...info, userAlias: 'plumtree' }, [
      { login: 'plum', email: 'ap@plumtree.example' },
    ]);
    expect(made).toMatchObject({ status: 200, json: { returnCode: '0', bravoId: expect.any(String) } });
    const { bravoId } = made.json;
    expect((await company('CREATE', info)).json).toMatchObject({
      returnCode: '-996',
      returnMessage: '112(USER_ALIAS)',
    });
    const other = { companyName: 'Plumtree Valves West', bizEmail: 'west@plumtree.example' };
    expect((await company('CREATE', other, [{ login: 'plum' }])).json).toMatchObject({
      returnMessage: '112(loginSubUser)',
    });
    const changed = await company('UPDATE', { bravoId, extCode: 'PLUMTREE' });
    expect(changed.json).toMatchObject({ returnCode: '0', bravoId });
    const [row] = (await client.get(`${path}?flt=extCode==PLUMTREE`)).json.returnCompanyData as Array<
      typeof supplier
    >;
    expect(row?.returnCompanyInfo).toMatchObject({
      bravoId,
      companyName: 'Plumtree Valves',
      extCode: 'PLUMTREE',
    });
    expect((await company('UPDATE', { bravoId: '1' })).json).toMatchObject({
      returnCode: '2',
      returnMessage: '124(bravoId)',
    });
    expect((await company('CREATEUPDATE', { companyName: 'No Mail' })).json.returnCode).toBe('1');
    expect((await company('GUESS', info)).json.returnCode).toBe('2');
  });
});

test('attachments by token, or by id and name, are PDF files', async () => {
  const [file] = world.jaggaer.files;
  const holder = world.jaggaer.invoices.find(({ header }) =>
    header.additionalInfo.internalInfo.attachmentList.attachment.some((one) => one.fileId === file?.fileId),
  );
  const { json } = await client.get(`ji/v1/invoices/${holder?.header.invoiceId}`);
  expect(JSON.stringify(json)).toContain(file?.secureToken);
  for (const query of [
    `secureToken=${file?.secureToken}`,
    `fileId=${file?.fileId}&fileName=${file?.fileName}`,
  ]) {
    const answer = await client.get(`ja/v1/attachments?${query}`);
    expect(answer).toMatchObject({ status: 200, text: expect.stringMatching(/^%PDF-1\.4[\s\S]*%%EOF\n$/) });
    expect(answer.headers.get('content-disposition')).toContain(`filename*=UTF-8''${file?.fileName}`);
  }
  expect((await client.get('ja/v1/attachments?secureToken=guess')).status).toBe(404);
});

test('ten thousand invoices are listed once each in a hundred pages', async () => {
  sim.reset(large.jaggaer);
  await client.signIn();
  await client.control('export', { all: true });
  const rows = await client.rows('ji/v1/invoices');
  expect(new Set(rows.map(({ header }) => header.invoiceId)).size).toBe(10_000);
  expect(sim.calls().byRoute['GET /j1p/api/public/ji/v1/invoices']).toBe(100);
});
