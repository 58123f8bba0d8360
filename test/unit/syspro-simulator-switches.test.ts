/** What else public material leaves open: the other positions of each switch; the first are those of the other tests. */
import { SWITCHES } from '../../sandbox/syspro/switches';
import {
  apInvoice,
  booked,
  control,
  distribution,
  elements,
  equals,
  errorsOf,
  item,
  parameters,
  post,
  query,
  rows,
  SERVICE_SWITCHES,
  setUp,
  signOn,
  sim,
  simulated,
  turn,
} from './sysproClient';

simulated();

const tested = new Set<string>();
/** A switch in another position, for all calls from now on. */
function flip(name: keyof typeof SWITCHES, value: unknown = true): void {
  tested.add(name);
  turn(name, value);
}
afterAll(() => {
  const others = Object.keys(SWITCHES).filter((name) => !SERVICE_SWITCHES.some((one) => one === name));
  expect([...tested].sort()).toEqual(others.sort());
});

describe('AP invoices', () => {
  it('that are rejected show it in the item or in its transaction', async () => {
    const bad = [item({ Supplier: '99' })];
    expect(booked(await apInvoice(bad)).items[0].Supplier.Value).toBe('99');
    flip('rejectedItem', 'transaction');
    expect(booked(await apInvoice(bad)).items[0].Transaction.Supplier.Value).toBe('99');
  });

  it('are the same in other letters, or are not', async () => {
    const numbers = ['inv-1', 'INV-1', 'Inv-1'];
    const one = async (at: number) =>
      booked(await apInvoice([item({ Invoice: numbers[at] ?? '' })])).status.ItemsProcessed;
    expect([await one(0), await one(1)]).toEqual(['1', '1']);
    flip('invoiceCase', 'insensitive');
    expect(await one(2)).toBe('');
  });

  it('may be negative, or not', async () => {
    const credit = (invoice: string) =>
      item({ Invoice: invoice, TransactionValue: '-100.00' }, distribution({ LedgerValue: '-100.00' }));
    expect(booked(await apInvoice([credit('N-1')])).status.ItemsProcessed).toBe('1');
    expect((await control('state?bills')).bills).toMatchObject([
      { type: 'Debit Adj.', amount: '100.00', lines: [{ amount: '100.00' }] },
    ]);
    flip('negativeInvoice', 'refused');
    expect(errorsOf((await apInvoice([credit('N-2')])).xml)).toEqual([
      'TransactionValue -100.00: SIM an invoice cannot be negative',
    ]);
  });

  it('need to balance, or do not', async () => {
    const odd = item({ TransactionValue: '100.01' });
    expect(booked(await apInvoice([odd])).status.ItemsInvalid).toBe('1');
    flip('balance', 'ignored');
    expect(booked(await apInvoice([odd])).status.ItemsProcessed).toBe('1');
  });

  it('have what is matched in their value, or beside it', async () => {
    const grn = `<GrnDetails>${elements({ GrnSupplier: '2', GrnGrn: '311', GrnFlag: 'I', GrnJournal: '1', GrnEntry: '1', GrnMatchType: 'O' })}</GrnDetails>`;
    const both = item({ Supplier: '2' }, grn + distribution());
    expect(booked(await apInvoice([both])).status.ItemsInvalid).toBe('1');
    flip('matchedValue', 'beside');
    expect(booked(await apInvoice([both])).status.ItemsProcessed).toBe('1');
    expect((await rows('GrnDetails'))[0]?.GrnMatchedFlag).toBe('Y');
    expect((await rows('GenJournalDetail')).map(({ GlCode }) => GlCode)).toEqual(['10-6220', '00-2000']);
  });

  it('keep their reference, or lose it', async () => {
    await apInvoice([item({ TransactionReference: 'R' })]);
    flip('referenceColumn', 'lost');
    await apInvoice([item({ TransactionReference: 'R', Invoice: 'INV-2' })]);
    expect((await rows('ApInvoice')).map(({ Reference }) => Reference)).toEqual(['R', '']);
  });

  it('are one journal a document, or one a branch', async () => {
    const two = (name: string) => [
      item({ Invoice: `${name}1`, Branch: 'HO' }),
      item({ Invoice: `${name}2`, Branch: 'YD' }),
    ];
    const journals = async (name: string) =>
      booked(await apInvoice(two(name))).items.map(({ Transaction }) => Transaction.Key.Journal);
    expect(await journals('A')).toEqual(['00001', '00001']);
    flip('journals', 'branch');
    expect(await journals('B')).toEqual(['00002', '00003']);
  });

  it('reach the ledger, wait for it, or are not integrated with it', async () => {
    flip('glJournal', 'fails');
    expect(booked(await apInvoice([item()])).gl).toMatchObject({
      GlJournal: '',
      GlJournalMessage: 'SIM the GL journal was not created',
    });
    flip('glIntegration', 'off');
    const loose = item({ Invoice: 'INV-2' }, distribution({ LedgerCode: 'any', LedgerValue: '1' }));
    expect(booked(await apInvoice([loose])).gl).toMatchObject({ GlJournal: '', GlJournalError: '' });
    sim.faults([]);
    expect(booked(await apInvoice([item({ Invoice: 'INV-3' })])).gl.GlJournal).toBe('00001');
  });

  it('show codes as their status, or nothing', async () => {
    await apInvoice([item()]);
    flip('invoiceStatus', 'codes');
    await apInvoice([item({ Invoice: 'INV-2' })]);
    expect((await rows('ApInvoice')).map(({ InvoiceStatus }) => InvoiceStatus)).toEqual(['', '0']);
  });
});

describe('suppliers', () => {
  const root = (fields: Record<string, string>, code = '1') =>
    `<SetupApSupplier><Item><Key><Supplier>${code}</Supplier></Key>${elements(fields)}</Item></SetupApSupplier>`;
  const write = async (action: string, fields: Record<string, string>, code?: string) =>
    (await setUp(action, 'APSSSP', parameters('SetupApSupplier'), root(fields, code))).xml.setupapsupplier
      .StatusOfItems.RecordsInvalid;
  const email = async () => (await rows('ApSupplier'))[0]?.Email;

  it('lose what an empty element names, or keep it', async () => {
    sim.faults([]);
    flip('emptyElement', 'ignored');
    await write('Update', { Email: '' });
    expect(await email()).toBe('ar@harbour.example');
    sim.faults([]);
    await write('Update', { Email: '' });
    expect(await email()).toBe('');
  });

  it('that are there cannot be added and others not changed, or can', async () => {
    expect(await write('Add', { SupplierName: 'Again' })).toBe('1');
    flip('addExisting', 'updates');
    expect(await write('Add', { SupplierName: 'Again' })).toBe('0');
    expect(await write('Update', { SupplierName: 'New' }, '77')).toBe('1');
    flip('updateMissing', 'adds');
    expect(await write('Update', { SupplierName: 'New' }, '77')).toBe('0');
    expect(await rows('ApSupplier')).toHaveLength(6);
  });
});

describe('the ledger', () => {
  const entry = (code: string, amount: string) =>
    `<JournalDetails>${elements({ LedgerCode: code, EntryAmount: amount })}</JournalDetails>`;
  const journal = (authorize: string) =>
    post(
      'GENTJL',
      parameters('PostGlJournal'),
      `<PostGlJournal><Item>${elements({ AuthorizeJournal: authorize, PostJournal: 'Y', PostingPeriod: '6', PostingYear: '2026' })}${entry('10-6220', '40.00')}${entry('20-6220', '-40.00')}</Item></PostGlJournal>`,
    );
  const balance = async () =>
    (await rows('GenMaster', equals('GlCode', '10-6220')))[0]?.CurrentBalance?.trim();

  it('says that a code is not there in an element, or in a text', async () => {
    const ask = () => query('GENQGL', '<Query><key><LedgerCode>x</LedgerCode></key></Query>');
    expect((await ask()).xml).toBeDefined();
    flip('ledgerCodeMissing', 'text');
    expect((await ask()).text).toBe("ERROR: SIM ledger code 'x' not found");
    const one = await query('GENQRY', '<Query><Key><LedgerCode>x</LedgerCode></Key></Query>');
    expect(one.text).toMatch(/^ERROR: SIM/);
  });

  it('takes debits as positive amounts, or as negative ones', async () => {
    await journal('A');
    expect(await balance()).toBe('140.00');
    flip('amountSign', 'creditPositive');
    await journal('A');
    expect(await balance()).toBe('100.00');
  });

  it('authorises journals by one letter, or by another', async () => {
    const authorised = async (letter: string) =>
      (await journal(letter)).xml.postgljournal.Item[0].Transaction.Authorised;
    expect([await authorised('A'), await authorised('D')]).toEqual(['Y', 'N']);
    flip('authorizing', 'D');
    expect([await authorised('A'), await authorised('D')]).toEqual(['N', 'Y']);
  });
});

describe('tables', () => {
  it('pad numbers with blanks, or do not', async () => {
    await apInvoice([item()]);
    const raw = () => query('COMFND', '<Query><TableName>ApInvoice</TableName></Query>');
    expect((await raw()).text).toContain('<OrigInvValue>         100.00</OrigInvValue>');
    flip('numbers', 'plain');
    expect((await raw()).text).toContain('<OrigInvValue>100.00</OrigInvValue>');
  });

  it('have payments with one sign, or the other', async () => {
    const paidWith = async (paymentSign: 'positive' | 'negative') => {
      sim.reset({ settings: { paymentSign } });
      await signOn();
      await apInvoice([item()]);
      await control('payments', { bill: '2026/06/00001/001', amount: '40.00', reference: 'P-1' });
      const [row] = await rows('ApInvoicePay');
      expect((await rows('ApInvoice'))[0]?.MthInvBal1?.trim()).toBe('60.00');
      await control('payments', { void: 'P-1' });
      expect((await rows('ApInvoice'))[0]?.MthInvBal1?.trim()).toBe('100.00');
      return row?.TrnValue?.trim();
    };
    tested.add('paymentSign');
    expect([await paidWith('positive'), await paidWith('negative')]).toEqual(['40.00', '-40.00']);
    sim.reset({});
  });

  it('have no name for registered invoices that is known, or one that is given', async () => {
    await control('invoices', {
      supplier: '1',
      invoice: 'R-1',
      date: '2026-06-01',
      value: '5',
      registered: true,
      lines: [],
    });
    await expect(rows('ApRegistered')).rejects.toThrow('there is no table');
    flip('registeredTable', 'ApRegistered');
    expect(await rows('ApRegistered')).toMatchObject([{ Invoice: 'R-1' }]);
  });
});

test('a switch that does not exist, or a position that it does not have, is refused', () => {
  expect(() => sim.reset({ settings: { nothing: 'x' } })).toThrow('There is no switch nothing');
  expect(() => sim.reset({ settings: { journals: 'x' } })).toThrow('takes one of document, branch');
  expect(() => sim.reset({ settings: { seats: 'x' } })).toThrow('takes a number');
  expect(() => sim.reset({ nothing: [] })).toThrow('no part called nothing');
});
