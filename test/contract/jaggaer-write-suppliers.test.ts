/** Suppliers that the JAGGAER node writes, against the simulated tenant. */
import { callsTo, connect, documentsOf, jaggaer, run, writable, writesOf } from '../fixtures/jaggaer-writes';
import { causesOf, outcomesOf } from '../fixtures/results';

writable();

const { vendor } = documentsOf({ environment: 'test', tenant: 'NORTHWIND' });
const profile = (extCode: string) =>
  jaggaer.world.companies.find(({ returnCompanyInfo }) => returnCompanyInfo.extCode === extCode)
    ?.returnCompanyInfo;

describe('JAGGAER ▸ Supplier ▸ Create or Update', () => {
  const UPSERT = { resource: 'supplier', operation: 'upsert', sourceSystem: 'Ledger One' };
  const writes = () => writesOf(jaggaer, 'companyprofiles');

  it('creates what is missing, updates what a mapping row names, and changes nothing when it runs again', async () => {
    const items = [
      vendor('BRAMLEY', 'Bramley Pumps', { duns: '15-048-3782', email: 'ap@bramley.example' }),
      vendor('HARROWFIN', 'Harrow & Finch Group'),
    ];
    const [done, attention] = await run(UPSERT, items);
    expect(attention).toEqual([]);
    expect(outcomesOf(done)).toEqual(['created', 'updated']);
    expect(done?.[0]).toMatchObject({
      key: 'test:NORTHWIND:BRAMLEY',
      mapping: { kind: 'supplier', from: 'BRAMLEY', to: 'BRAMLEY', matchedBy: 'created' },
      audit: {
        flow: 'suppliers',
        operation: 'createOrUpdate',
        sourceSystem: 'Ledger One',
        targetSystem: 'JAGGAER',
        outcome: 'created',
        company: 'NORTHWIND',
        supplier: 'Bramley Pumps',
      },
    });
    expect(done?.[1]).toMatchObject({
      matchedBy: 'mapping',
      differences: [{ field: 'name', expected: 'Harrow & Finch Group', found: 'Harrow & Finch Stationers' }],
    });
    expect(done?.[1]).not.toHaveProperty('mapping');
    expect(profile('BRAMLEY')).toMatchObject({
      ...{ companyName: 'Bramley Pumps', type: 'SELLER', dAndBCode: '15-048-3782' },
      bizEmail: 'ap@bramley.example',
    });
    // the number that invoices name stays, and so does what the ERP does not say
    expect(profile('0010443')).toMatchObject({ companyName: 'Harrow & Finch Group', city: 'Seattle' });
    expect(await writes()).toEqual({ created: 1, updated: 1 });
    expect(outcomesOf((await run(UPSERT, items))[0])).toEqual(['unchanged', 'unchanged']);
    expect(await writes()).toEqual({ created: 1, updated: 1 });
  });

  it('holds everything without mapping rows, unless the numbers are the same', async () => {
    const items = [vendor('BRAMLEY', 'Bramley Pumps')];
    expect(causesOf((await run(UPSERT, items, []))[1])).toEqual(['mapping.empty']);
    expect(causesOf((await run(UPSERT, items, [{ from: 'a', to: 'b' }]))[1])).toEqual(['mapping.unreadable']);
    expect(await writes()).toEqual({});
    const [done] = await run({ ...UPSERT, supplierNumbers: 'same' }, items, []);
    expect(outcomesOf(done)).toEqual(['created']);
  });

  it('holds a vendor that several suppliers are mapped to', async () => {
    const [, attention] = await run(UPSERT, [vendor('CALDER', 'Calder Freight')]);
    expect(causesOf(attention)).toEqual(['match.several']);
    expect(attention?.[0]?.reason).toMatch(/mapping/);
  });

  it('takes a supplier over by DUNS or VAT only where it has no other number', async () => {
    const control = (info: object) => ({ edits: [{ extCode: '0010567', info }] });
    await post('companies', control({ dAndBCode: '150483782', euVat: 'GB 123.456' }));
    const twin = vendor('TWIN', 'Twin Glass', { duns: '15-048-3782' });
    const [, attention] = await run(UPSERT, [twin]);
    expect(causesOf(attention)).toEqual(['match.taken']);
    expect(attention?.[0]?.reason).toMatch(/0010567.*TIDEWATER/);
    // an unnumbered one gets the vendor's id
    await post('companies', control({ extCode: '' }));
    const [done] = await run(UPSERT, [twin]);
    expect(done?.[0]).toMatchObject({ outcome: 'updated', matchedBy: 'duns' });
    expect(profile('TWIN')).toMatchObject({ companyName: 'Twin Glass' });
    // the order of the keys is the user's
    const keys = { match: [{ key: 'vatNumber' }] };
    const byVat = vendor('TWIN2', 'Twin', { duns: '150483782', vatNumber: 'GB123456' });
    const [, held] = await run({ ...UPSERT, matchBy: keys }, [byVat]);
    expect(held?.[0]?.reason).toMatch(/by vatNumber/);
  });

  it('creates neither of two new vendors with one DUNS number, nor what is inactive', async () => {
    const items = [
      vendor('A1', 'Alpha', { duns: '150483782' }),
      vendor('A2', 'Alpha Two', { duns: '15-048-3782' }),
      vendor('GONE', 'Gone', { active: false }),
    ];
    const [done, attention] = await run(UPSERT, items);
    expect(causesOf(attention)).toEqual(['match.double', 'match.double']);
    expect(done?.[0]).toMatchObject({
      outcome: 'unchanged',
      reason: expect.stringMatching(/inactive/) as string,
    });
    expect(await writes()).toEqual({});
  });

  it('carries bank data only by name, and shows it masked', async () => {
    const bankFields = { IBAN: 'XX00 CANARY 0001', BIC: 'CANARYXX' };
    const items = [vendor('BRAMLEY', 'Bramley', { bankFields })];
    await run(UPSERT, items);
    expect(JSON.stringify(jaggaer.world.companies)).not.toContain('CANARY');
    const options = { bankFields: { field: [{ name: 'IBAN', wire: 'iban' }] } };
    const [done] = await run({ ...UPSERT, options }, [
      { ...items[0], id: 'B2', erpVendor: 'B2', number: 'B2' },
    ]);
    expect(profile('B2')).toMatchObject({ iban: 'XX00 CANARY 0001' });
    expect(JSON.stringify(done?.[0]?.differences)).not.toContain('CANARY');
    expect(JSON.stringify(done?.[0]?.audit)).not.toContain('CANARY');
    expect(done?.[0]?.notCarried).toContain('Bank field BIC is not switched on');
  });

  it('writes a status only in the words that it was given', async () => {
    const items = [vendor('HARROWFIN', 'Harrow & Finch Stationers', { active: false })];
    const [first] = await run(UPSERT, items);
    expect(first?.[0]).toMatchObject({
      outcome: 'unchanged',
      notCarried: [expect.stringMatching(/inactive/)],
    });
    const [second] = await run({ ...UPSERT, options: { inactiveStatus: 'DISABLED' } }, items);
    expect(outcomesOf(second)).toEqual(['updated']);
    expect(profile('0010443')?.status).toBe('DISABLED');
  });

  it('leaves alone what JAGGAER keeps itself', async () => {
    const [done] = await run({ ...UPSERT, options: { leaveAlone: ['name'] } }, [
      vendor('HARROWFIN', 'Other'),
    ]);
    expect(outcomesOf(done)).toEqual(['unchanged']);
  });

  it('does not write a number into both of its fields: an ERP with one field for both may call it the other', async () => {
    const first = vendor('HARROWFIN', 'Harrow & Finch Group', { vatNumber: 'TAX 44' });
    expect(outcomesOf((await run(UPSERT, [first]))[0])).toEqual(['updated']);
    const back = vendor('HARROWFIN', 'Harrow & Finch Group', { taxNumber: 'TAX44' });
    expect(outcomesOf((await run(UPSERT, [back]))[0])).toEqual(['unchanged']);
    const other = vendor('HARROWFIN', 'Harrow & Finch Group', { taxNumber: 'TAX45' });
    expect(outcomesOf((await run(UPSERT, [other]))[0])).toEqual(['updated']);
  });

  it('only fills what is empty where JAGGAER wins, and an address only as a whole', async () => {
    const info = profile('0010443');
    Object.assign(info ?? {}, { webSite: '', bizPhone: '555 0100', address: '', city: 'Leeds', zip: '' });
    const address = { lines: ['9 Other Road'], city: 'York', region: null, postalCode: 'Y1', country: null };
    const items = [
      vendor('HARROWFIN', 'Other', { website: 'harrow.example', phone: '555 0199', address }),
      vendor('BRAMLEY', 'Bramley Pumps', { phone: '555 0111' }),
    ];
    const jaggaerWins = { ...UPSERT, winner: 'jaggaer' };
    const [done] = await run(jaggaerWins, items);
    expect(outcomesOf(done)).toEqual(['updated', 'created']);
    expect(done?.[0]?.differences).toEqual([{ field: 'website', expected: 'harrow.example', found: '' }]);
    expect(profile('0010443')).toMatchObject({
      ...{ companyName: info?.companyName, webSite: 'harrow.example', bizPhone: '555 0100' },
      ...{ city: 'Leeds', address: '', zip: '' },
    });
    expect(profile('BRAMLEY')).toMatchObject({ companyName: 'Bramley Pumps', bizPhone: '555 0111' });
    expect(outcomesOf((await run(jaggaerWins, items))[0])).toEqual(['unchanged', 'unchanged']);
    expect(outcomesOf((await run(UPSERT, items))[0])).toEqual(['updated', 'unchanged']);
  });

  it('sends nothing while it is not confirmed, and shows the body in a dry run', async () => {
    connect({ confirmedWrites: [] });
    const items = [vendor('BRAMLEY', 'Bramley Pumps')];
    const before = jaggaer.calls().total;
    const [, attention] = await run(UPSERT, items);
    expect(attention?.[0]).toMatchObject({
      outcome: 'held',
      cause: 'write.unconfirmed',
      owner: 'connection',
    });
    expect(jaggaer.calls().total).toBe(before);
    const [done] = await run({ ...UPSERT, dryRun: true }, items);
    expect(done?.[0]).toMatchObject({
      outcome: 'dryRun',
      payload: {
        company: {
          operationCode: 'CREATE',
          companyInfo: { type: 'SELLER', extCode: 'BRAMLEY', companyName: 'Bramley Pumps' },
        },
      },
      audit: { operation: 'dry run' },
    });
    expect(await writes()).toEqual({});
  });

  it('looks up by filter where that was confirmed: a call for each key instead of all pages', async () => {
    const options = { lookUpByFilter: true };
    const before = jaggaer.calls().total;
    const [done] = await run({ ...UPSERT, options }, [vendor('HARROWFIN', 'Harrow & Finch Stationers')]);
    expect(outcomesOf(done)).toEqual(['unchanged']);
    expect(jaggaer.calls().total - before).toBeLessThanOrEqual(3);
  });

  it.each([
    [{ kind: 'cut', when: 'after' as const }, ['created', 'created'], 2],
    [{ kind: 'cut', when: 'before' as const }, ['created', 'unknown'], 2],
    [{ kind: 'status', status: 500, when: 'after' as const }, ['created', 'created'], 2],
    [{ kind: 'status', status: 500, when: 'before' as const }, ['created', 'created'], 3],
    [{ kind: 'status', status: 502, when: 'before' as const }, ['created', 'unknown'], 2],
    [{ kind: 'truncate', when: 'after' as const }, ['created', 'created'], 2],
    [{ kind: 'expireToken' }, ['created', 'created'], 3],
  ])('settles %j by looking, and never creates twice', async (fault, expected, sent) => {
    const calls = () => callsTo('POST', 'companyprofiles');
    jaggaer.faults([{ ...fault, method: 'POST', route: 'companyprofiles', nth: [1], times: 1 }]);
    const items = [vendor('BRAMLEY', 'Bramley'), vendor('NEXT', 'Next')];
    const output = await run(UPSERT, items);
    expect(outcomesOf(output.flat()).sort()).toEqual(expected);
    expect(calls()).toBe(sent);
    await run(UPSERT, items);
    const codes = jaggaer.world.companies.map(({ returnCompanyInfo }) => returnCompanyInfo.extCode);
    expect(codes.filter((code) => code === 'BRAMLEY' || code === 'NEXT')).toHaveLength(2);
    expect(await writes()).toEqual({ created: 2 });
  });

  it('says that JAGGAER has the company already', async () => {
    await post('companies', {
      edits: [{ extCode: '0010567', info: { extUniqueCode: '150483782', dAndBCode: '' } }],
    });
    const [, attention] = await run({ ...UPSERT, matchBy: { match: [] } }, [
      vendor('TWIN', 'Twin Glass', { duns: '150483782' }),
    ]);
    expect(attention?.[0]).toMatchObject({
      cause: 'jaggaer.exists',
      reason: expect.stringMatching(/-996.*112\(USER_ALIAS\)/) as string,
    });
  });

  it('holds all as data when the sign-in is refused, and the other environment’s documents alone', async () => {
    const items = [
      vendor('BRAMLEY', 'Bramley'),
      { ...vendor('LIVE', 'Live'), environment: 'production' },
      { document: 'invoice', id: 'x' },
    ];
    const [done, attention] = await run(UPSERT, items);
    expect(outcomesOf(done)).toEqual(['created']);
    expect(causesOf(attention).sort()).toEqual(['connection.environment', 'document.unreadable']);
    connect({ clientSecret: 'wrong-canary' });
    const refused = await run(UPSERT, [vendor('A', 'A'), vendor('B', 'B')]);
    expect(causesOf(refused[1])).toEqual(['connection.signIn', 'connection.signIn']);
    expect(JSON.stringify(refused)).not.toContain('wrong-canary');
    expect(refused.flat().every((item) => !('error' in item))).toBe(true);
  });

  async function post(what: string, body: object): Promise<void> {
    const reply = await fetch(`${jaggaer.url}/_sandbox/${what}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(await reply.text());
  }
});
