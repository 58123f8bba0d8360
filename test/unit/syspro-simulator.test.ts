/** The service of the SYSPRO simulator: logon, verbs, text and limits. */
import {
  SIGN_IN,
  apInvoice,
  booked,
  call,
  control,
  item,
  logon,
  parameters,
  post,
  postLD,
  query,
  rows,
  sim,
  simulated,
  userId,
} from './sysproClient';

simulated();
const INVALID =
  'ERROR: The supplied UserID is invalid. Either you were not logged in; or your session has expired. You will need to logon again.';
const FIND = '<Query><TableName>ApSupplier</TableName></Query>';
const find = (id: string) => call('/Query/Query', { UserId: id, BusinessObject: 'COMFND', XmlIn: FIND });

describe('sessions', () => {
  it('are given as 36 characters with two blanks at the end, in plain bytes', async () => {
    const answer = await call('/logon', SIGN_IN);
    expect(answer.text).toMatch(/^[0-9A-F]{32}00 {2}$/);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
    expect(answer.headers.get('server')).toBe('Microsoft-HTTPAPI/2.0');
    expect((await find(answer.text)).xml.ApSupplier.Row).toHaveLength(5);
  });

  it('are refused as a text with status 200', async () => {
    const wrong = await call('/Logon', { ...SIGN_IN, OperatorPassword: 'x' });
    expect([wrong.status, wrong.text]).toEqual([200, 'ERROR: Invalid operator password']);
    expect(await logon({ Operator: 'NOBODY' })).toMatch(/^ERROR/);
    expect(await logon({ CompanyId: 'X' })).toMatch(/^ERROR/);
    expect(await logon({ CompanyPassword: 'x' })).toMatch(/^ERROR/);
    const { CompanyPassword: _left, ...missing } = SIGN_IN;
    void _left;
    expect((await call('/Logon', missing)).text).toMatch(/^ERROR.*CompanyPassword/);
  });

  it('end when the operator logs on again, and another operator has one of its own', async () => {
    const clerk = await logon({ Operator: 'CLERK', OperatorPassword: 'sandbox-clerk' });
    const second = await logon();
    expect((await find(userId)).text).toBe(INVALID);
    expect((await find(second)).xml).toBeDefined();
    expect((await find(clerk)).xml).toBeDefined();
    expect(await control('state')).toMatchObject({ openSessions: 2, logons: 3, evicted: 1 });
  });

  it('end with a Logoff, by a person, or when they are idle', async () => {
    expect((await call('/Logoff', { UserId: userId })).text).toBe('0');
    expect((await find(userId)).text).toBe(INVALID);
    expect((await call('/Logoff', { UserId: userId })).text).toBe(INVALID);
    expect((await call('/Logoff', { UserId: 'bogus' })).text).toBe(
      'ERROR: Unable to read the SYSPRO base directory registry string BaseDir8',
    );
    const second = await logon();
    await control('evict', {});
    expect((await find(second)).text).toBe(INVALID);
    const third = await logon();
    sim.faults([{ kind: 'expireToken', times: 1 }]);
    expect((await find(third)).text).toBe(INVALID);
    expect(await control('state')).toMatchObject({ openSessions: 0, logoffs: 1 });
  });

  it('need none for the version, and tell of company and day', async () => {
    expect((await call('/GetVersion')).text).toBe('7.0.0.6');
    const { xml } = await call('/GetLogonProfile', { UserId: userId });
    expect(xml.Query).toMatchObject({
      Operator: 'INTEGR',
      CompanyName: 'Granite Supplies',
      CompanyDate: '2026-06-15',
    });
    expect((await call('/GetLogonProfile', { UserId: 'x' })).text).toBe(INVALID);
  });
});

describe('calls', () => {
  it('are told by one text whether an object is unknown, in the wrong verb or not licensed', async () => {
    const none = 'ERROR: e.net exception raised: 100000';
    expect((await post('APSTPY', '<P/>', '<X/>')).text).toBe(none);
    expect((await query('APSTIN', '<X/>')).text).toBe(none);
    expect((await query('comfnd', FIND)).xml).toBeDefined();
  });

  it('with XML that cannot be read are a text, and a wrong path is a page', async () => {
    expect((await query('COMFND', '<Query><Table')).text).toMatch(/^ERROR: /);
    const lost = await call('/Query/Nothing');
    expect([lost.status, lost.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
  });

  it('answer in Windows-1252, with attributes in single quotes and a blank at the end', async () => {
    const { text, bytes } = await query('COMFND', FIND);
    expect(text.startsWith('<?xml version="1.0" encoding="Windows-1252"?>')).toBe(true);
    expect(text).toContain("<ApSupplier Language='05' Language2='EN'");
    expect(text.endsWith('</ApSupplier>\n ')).toBe(true);
    expect(text).toContain('Alpengläs');
    expect(bytes.includes(0xe4)).toBe(true);
  });

  it('take blanks as plus signs as well, and parameters in any order and case', async () => {
    const xml = FIND.replace(/<Query>/, '<Query>+')
      .replace(/</g, '%3C')
      .replace(/>/g, '%3E');
    const reply = await fetch(
      `${sim.url}/sysprowcfservice/rest/query/query?XmlIn=${xml}&businessobject=COMFND&userid=${userId.replace(/ /g, '+')}`,
    );
    expect(await reply.text()).toContain('<RowsReturned>       5</RowsReturned>');
  });

  it('are refused by the host where their address is too long', async () => {
    const items = Array.from({ length: 60 }, (_, at) => item({ Invoice: `L-${at}` }));
    const long = await apInvoice(items);
    expect([long.status, long.headers.get('content-type')]).toEqual([414, 'text/html; charset=UTF-8']);
    expect(await rows('ApInvoice')).toHaveLength(0);
    const large = await postLD(
      'APSTIN',
      parameters('PostApInvoice'),
      `<PostApInvoice>${items.join('')}</PostApInvoice>`,
    );
    expect(booked(large).status).toMatchObject({ ItemsProcessed: '60', ItemsInvalid: '' });
  });

  it('by PostLD need its namespace, a session and XML', async () => {
    const how = { method: 'POST', headers: { 'content-type': 'application/xml' } };
    const other = await call('/Transaction/PostLD', {}, { ...how, body: '<TransactionPostLD/>' });
    const broken = await call('/Transaction/PostLD', {}, { ...how, body: '<TransactionPostLD' });
    expect([other.status, broken.status]).toEqual([400, 400]);
    const plain = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '' };
    expect((await call('/Transaction/PostLD', {}, plain)).status).toBe(415);
    await call('/Logoff', { UserId: userId });
    expect((await postLD('APSTIN', '<P/>', '<X/>')).text).toBe(INVALID);
    expect((await postLD('APSTIN', '<a>]]></a>', '<X/>')).status).toBe(400);
  });

  it('are counted by verb, object and table', async () => {
    await rows('ApInvoice');
    await apInvoice([item(), item({ Invoice: 'INV-2' })]);
    expect((await control('calls')).byRoute).toEqual({
      '/Logon': 1,
      '/Query/Query COMFND ApInvoice': 1,
      '/Transaction/Post APSTIN': 1,
    });
    expect((await control('state')).meter).toEqual({ APSTIN: { documents: 1, items: 2 } });
  });
});

describe('faults', () => {
  const cut = (when: 'before' | 'after') =>
    sim.faults([{ kind: 'cut', route: 'Transaction/Post APSTIN', when, times: 1 }]);

  it('lose an answer before or after the posting', async () => {
    cut('before');
    await expect(apInvoice([item()])).rejects.toThrow();
    expect(await rows('ApInvoice')).toHaveLength(0);
    cut('after');
    await expect(apInvoice([item()])).rejects.toThrow();
    expect(await rows('ApInvoice')).toHaveLength(1);
  });

  it('answer as a proxy does, cut short, or late', async () => {
    sim.faults([{ kind: 'html', status: 401, times: 1 }]);
    expect((await find(userId)).status).toBe(401);
    sim.faults([{ kind: 'status', status: 503, when: 'after', route: 'APSTIN', times: 1 }]);
    expect((await apInvoice([item()])).status).toBe(503);
    expect(await rows('ApInvoice')).toHaveLength(1);
    sim.faults([{ kind: 'truncate', times: 1 }]);
    expect((await find(userId)).text).not.toContain('</ApSupplier>');
    sim.faults([{ kind: 'slow', delayMs: 1, times: 1 }]);
    expect((await find(userId)).text).toContain('</ApSupplier>');
  });
});
