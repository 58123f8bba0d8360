/** Doubtful points of purchase entries, both ways; documents and files. */
import {
  WHOLE,
  api,
  booked,
  consent,
  control,
  idOf,
  ids,
  messageOf,
  post,
  rows,
  sim,
  simulated,
  turn,
} from './exactClient';

simulated();

const on = (account: string, more: object = {}) => ({ GLAccount: ids[account], AmountFC: 100, ...more });
const ms = (date: string) => `/Date(${Date.parse(date)})/`;
const books = async () => (await control('state?bills')).bills;
const refusal = async (more: object = {}, lines?: object[]) => {
  const answer = await post(more, lines);
  return [answer.status, messageOf(answer)];
};

describe('switches', () => {
  it('unknownField, language', async () => {
    turn('unknownField', 'ignored');
    expect((await post({ Nonsense: 1 })).status).toBe(201);
    turn('language', 'nl');
    expect(await refusal({ Supplier: ids['20002'], DueDate: '2026-07-01' })).toEqual([
      500,
      'Ongeldig: Leverancier (Type)',
    ]);
  });

  it('postedLines: deferred, expanded', async () => {
    turn('postedLines', 'expanded');
    expect((await booked()).PurchaseEntryLines.results).toMatchObject([{ AmountFC: 100.12 }]);
  });

  it('headerAmount: inclVat, exclVat', async () => {
    turn('headerAmount', 'exclVat');
    expect((await booked({}, [on('4100')])).AmountFC).toBe(100);
  });

  it.each([
    ['entry', 201, 30],
    ['refused', 500, undefined],
  ])('negativeEntry: creditNote, %s', async (position, status, type) => {
    turn('negativeEntry', position);
    const answer = await post({}, [on('4000', { AmountFC: -1 })]);
    expect([answer.status, answer.json.d?.Type]).toEqual([status, type]);
  });

  it('duplicateYourRef, longYourRef, ownEntryNumber', async () => {
    sim.reset({
      settings: { duplicateYourRef: 'refused', longYourRef: 'refused', ownEntryNumber: 'ignored' },
    });
    await consent();
    expect((await booked({ EntryNumber: 5 })).EntryNumber).toBe(26600001);
    expect(await refusal()).toEqual([500, 'Already exists: Your ref.']);
    expect(await refusal({ YourRef: 'x'.repeat(51) })).toEqual([500, 'Invalid: Your ref. (length)']);
    expect((await post({ Supplier: ids['20001'] })).status).toBe(201);
  });

  it('foreignGuid: refused, dropped', async () => {
    const { rows: all } = await control('state?rows=financial/GLAccounts&division=124133');
    const foreign = all.find((row: { Code: string }) => row.Code === '4000').ID;
    expect(foreign).not.toBe(await idOf('financial/GLAccounts', '4000'));
    const line = { GLAccount: foreign, AmountFC: 5 };
    expect(await refusal({}, [line])).toEqual([500, 'Invalid reference: G/L account']);
    turn('foreignGuid', 'dropped');
    const made = await booked({}, [line]);
    const [stored] = await rows(
      `purchaseentry/PurchaseEntryLines?$select=GLAccount&$filter=EntryID eq guid'${made.EntryID}'`,
    );
    expect([made.AmountFC, stored.GLAccount]).toEqual([5, null]);
  });

  it('inactiveReference: refused, accepted', async () => {
    const old = () => refusal({ Supplier: ids['29999'] }, [on('4999', { CostCenter: 'OLD' })]);
    expect(await old()).toEqual([500, 'Blocked: Supplier\r\nBlocked: G/L account\r\nBlocked: Cost center']);
    turn('inactiveReference', 'accepted');
    expect((await old())[0]).toBe(201);
  });

  it('costNotUsed: refused, ignored', async () => {
    const line = on('4200', { CostCenter: 'ADM', CostUnit: 'MILL' });
    expect(await refusal({}, [line])).toEqual([500, 'Not allowed: Cost unit']);
    turn('costNotUsed', 'ignored');
    expect((await post({}, [line])).status).toBe(201);
    expect((await books())[0].lines[0].branch).toBe('');
  });

  it('currencyDefault: division, supplier', async () => {
    expect((await booked({ Supplier: ids['20001'] })).Currency).toBe('EUR');
    turn('currencyDefault', 'supplier');
    expect((await booked({ Supplier: ids['20001'] })).Currency).toBe('USD');
  });
});

it('documents and files: on the document of the entry, read by their address', async () => {
  const { Document } = await booked();
  const bytes = Buffer.from('%PDF-1.4 sample');
  const file = { Document, FileName: 'HS-1.pdf', Attachment: bytes.toString('base64') };
  const made = await api('POST', 'documents/DocumentAttachments', file, WHOLE);
  expect([made.status, made.json.d.Attachment, made.json.d.FileSize]).toEqual([201, null, bytes.length]);
  const [listed] = await rows(`documents/DocumentAttachments?$filter=Document eq guid'${Document}'`);
  expect(listed).toMatchObject({ FileName: 'HS-1.pdf', Attachment: null });
  const { access_token } = await consent();
  const headers = { authorization: `Bearer ${access_token}` };
  const download = await fetch(`${listed.Url}&Download=1`, { headers });
  expect(Buffer.from(await download.arrayBuffer())).toEqual(bytes);
  expect((await fetch(listed.Url, { headers })).status).toBe(404);
  expect((await fetch(`${listed.Url}&Download=1`)).status).toBe(401);
  expect((await control('state?files')).files).toMatchObject([
    { name: 'HS-1.pdf', entry: 26600001, bytes: bytes.length },
  ]);
  expect((await api('PUT', `documents/DocumentAttachments(guid'${listed.ID}')`, {})).status).toBe(405);
  expect((await api('DELETE', `documents/DocumentAttachments(guid'${listed.ID}')`)).status).toBe(204);
  const strange = { ...file, Document: ids['20000'] };
  expect(messageOf(await api('POST', 'documents/DocumentAttachments', strange))).toBe(
    'Invalid reference: Document',
  );
  turn('attachmentMegabytes', 0);
  expect(messageOf(await api('POST', 'documents/DocumentAttachments', file))).toBe(
    'Invalid: Attachment (size)',
  );
  const own = await api('POST', 'documents/Documents', { Subject: 'Note', Type: 55 }, WHOLE);
  expect(own.json.d.DocumentDate).toBe(ms('2026-06-15'));
  expect(messageOf(await api('POST', 'documents/Documents', {}))).toBe(
    'Mandatory: Subject\r\nMandatory: Type',
  );
});
