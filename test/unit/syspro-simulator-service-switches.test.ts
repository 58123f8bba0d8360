/** Logon, addresses and texts of SYSPRO, as far as public material leaves them open: the other positions of each switch. */
import type { SwitchName } from '../../sandbox/syspro/switches';
import {
  apInvoice,
  booked,
  call,
  distribution,
  elements,
  errorsOf,
  item,
  logon,
  parameters,
  post,
  postLD,
  rows,
  SERVICE_SWITCHES,
  SIGN_IN,
  signOn,
  sim,
  simulated,
  turn,
  userId,
} from './sysproClient';

simulated();

const tested = new Set<string>();
/** A switch in another position, for all calls from now on. */
function flip(name: SwitchName, value: unknown = true): void {
  tested.add(name);
  turn(name, value);
}
afterAll(() => expect([...tested].sort()).toEqual([...SERVICE_SWITCHES].sort()));

const FIND = '<Query><TableName>ApSupplier</TableName></Query>';
const works = async (id: string): Promise<boolean> =>
  (await call('/Query/Query', { UserId: id, BusinessObject: 'COMFND', XmlIn: FIND })).xml !== undefined;
const DOCUMENT = `<PostApInvoice>${item()}</PostApInvoice>`;
const HOW = parameters('PostApInvoice');

describe('sessions', () => {
  it('have longer ids in version 8, which some wrap', async () => {
    flip('sessionId', 'v8');
    const long = await logon();
    expect(long).toMatch(/^SYS[0-9A-F]{66}$/);
    expect(await works(long)).toBe(true);
    flip('idWrapping', 'json');
    expect(await works(JSON.parse(await logon()) as string)).toBe(true);
    flip('idWrapping', 'xml');
    expect(await works(/>([^<]+)</.exec(await logon())?.[1] ?? '')).toBe(true);
  });

  it('may do without the blanks at the end of their ids', async () => {
    expect(await works(userId.trim())).toBe(false);
    flip('trimmedId', 'accepted');
    expect(await works(userId.trim())).toBe(true);
    expect((await call('/Logoff', { UserId: userId.trim() })).text).toBe('0');
  });

  it('last as long as nobody is idle for so many minutes', async () => {
    sim.clock.freeze();
    sim.clock.advance(19 * 60_000);
    expect(await works(userId)).toBe(true);
    sim.clock.advance(21 * 60_000);
    expect(await works(userId)).toBe(false);
    flip('sessionMinutes', 60);
    await signOn();
    sim.clock.advance(59 * 60_000);
    expect(await works(userId)).toBe(true);
    sim.clock.freeze(false);
  });

  it('take a seat each', async () => {
    const clerk = { Operator: 'CLERK', OperatorPassword: 'sandbox-clerk' };
    flip('seats', 1);
    expect(await logon(clerk)).toMatch(/^ERROR: SIM no more users/);
    flip('seats', 2);
    expect(await logon(clerk)).not.toMatch(/^ERROR/);
    flip('seats', 1);
    await call('/Logoff', { UserId: userId });
    expect(await logon()).toMatch(/^ERROR/);
  });

  it('may refuse a second logon where that is asked for', async () => {
    const XmlIn = '<Logon><FailWhenAlreadyLoggedIn>Y</FailWhenAlreadyLoggedIn></Logon>';
    expect((await call('/Logon', { ...SIGN_IN, XmlIn })).text).toMatch(
      /^ERROR: SIM the operator is logged in/,
    );
    expect(await works(userId)).toBe(true);
    flip('failWhenLoggedIn', 'ignored');
    expect((await call('/Logon', { ...SIGN_IN, XmlIn })).text).not.toMatch(/^ERROR/);
    expect(await works(userId)).toBe(false);
  });
});

describe('the service', () => {
  it('takes addresses of other lengths, and refuses them in another way', async () => {
    flip('urlLimit', 600);
    expect((await apInvoice([item()])).status).toBe(414);
    flip('urlLimitStatus', '400');
    sim.faults([
      { kind: 'switch', name: 'urlLimit', value: 600 },
      { kind: 'switch', name: 'urlLimitStatus', value: '400' },
    ]);
    expect((await apInvoice([item()])).status).toBe(400);
    flip('urlLimit', 60_000);
    const many = Array.from({ length: 60 }, (_, at) => item({ Invoice: `L-${at}` }));
    expect(booked(await apInvoice(many)).status.ItemsProcessed).toBe('60');
  });

  it('may have no form for large documents, wrap its answer, or take its parts in any order', async () => {
    const odd = ['BusinessObject', 'UserId', 'XmlIn', 'XmlParameters'];
    expect((await postLD('APSTIN', HOW, DOCUMENT, odd)).text).toMatch(/^ERROR/);
    flip('ldOrder', 'free');
    expect(booked(await postLD('APSTIN', HOW, DOCUMENT, odd)).status.ItemsProcessed).toBe('1');
    flip('ldResponse', 'wrapped');
    const { xml } = await postLD('APSTIN', HOW, DOCUMENT);
    expect(xml.TransactionPostLDResponse.TransactionPostLDResult).toContain('<ItemsInvalid>1</ItemsInvalid>');
    flip('postLD', 'absent');
    expect((await postLD('APSTIN', HOW, DOCUMENT)).status).toBe(404);
  });

  it('wants XmlParameters with a posting, or does not', async () => {
    const without = () =>
      call('/Transaction/Post', { UserId: userId, BusinessObject: 'APSTIN', XmlIn: DOCUMENT });
    expect((await without()).text).toMatch(/^ERROR: SIM the parameter XmlParameters/);
    flip('missingParameters', 'accepted');
    expect(booked(await without()).status.ItemsProcessed).toBe('1');
  });

  it('refuses objects that are not licensed', async () => {
    flip('unlicensed', 'GENTJL, APSTRI');
    expect((await post('APSTRI', '<P/>', '<X/>')).text).toBe('ERROR: e.net exception raised: 100000');
    expect(booked(await apInvoice([item()])).status.ItemsProcessed).toBe('1');
  });
});

describe('texts', () => {
  it('outside Windows-1252 lose their signs, or are refused', async () => {
    const wide = item({ TransactionReference: 'Ω-1' });
    expect(booked(await apInvoice([wide])).status.ItemsProcessed).toBe('1');
    expect((await rows('ApInvoice'))[0]?.Reference).toBe('?-1');
    flip('wideText', 'refused');
    expect(
      errorsOf((await apInvoice([item({ TransactionReference: 'Ω-1', Invoice: 'W' })])).xml)[0],
    ).toContain('Windows-1252');
  });

  it('that are too long are refused, or cut', async () => {
    const long = item({ Invoice: '123456789012345678901' });
    expect(errorsOf((await apInvoice([long])).xml)).toEqual([
      'Invoice 123456789012345678901: SIM Invoice is longer than 20 characters',
    ]);
    flip('longText', 'cut');
    expect(booked(await apInvoice([long])).status.ItemsProcessed).toBe('1');
    expect((await rows('ApInvoice'))[0]?.Invoice).toBe('12345678901234567890');
  });

  it('in another order than the published one count, or do not', async () => {
    const late = (invoice: string) =>
      `<Item>${elements({ Supplier: '1', Invoice: invoice, TransactionValue: '100.00' })}${distribution()}${elements({ TransactionReference: 'LATE' })}</Item>`;
    await apInvoice([late('O-1')]);
    flip('elementOrder', 'strict');
    await apInvoice([late('O-2')]);
    expect((await rows('ApInvoice')).map(({ Reference }) => Reference)).toEqual(['LATE', '']);
  });
});
