/** Reads of the SYSPRO simulator: tables, keys, set-up, suppliers. */
import {
  apInvoice,
  call,
  control,
  elements,
  errorsOf,
  item,
  query,
  rows,
  simulated,
  userId,
} from './sysproClient';

simulated();
const key = (code: string) => code.padStart(15, '0');

describe('COMFND', () => {
  const where = async (expressions: string) =>
    (await rows('ApSupplier', expressions)).map(({ Supplier }) => Number(Supplier));
  const expression = (fields: Record<string, string>) => `<Expression>${elements(fields)}</Expression>`;
  const is = (column: string, condition: string, value: string, more: Record<string, string> = {}) =>
    expression({ ...more, Column: column, Condition: condition, Value: value });

  it('compares texts and numbers, and knows two wildcards', async () => {
    expect(await where(is('Supplier', 'GT', key('3')))).toEqual([4, 5]);
    expect(await where(is('Supplier', 'LE', key('2')))).toEqual([1, 2]);
    expect(await where(is('Currency', 'NE', 'USD'))).toEqual([3, 5]);
    expect(await where(is('SupplierName', 'LIKE', '*Harbour*'))).toEqual([1, 4]);
    expect(await where(is('SupplierName', 'LIKE', 'Trent ?aper'))).toEqual([5]);
    expect(await where(is('SupplierName', 'LIKE', 'Trent Pape'))).toEqual([]);
    expect(await rows('GenMaster', is('CurrentBalance', 'GE', '99.5'))).toHaveLength(4);
    expect(
      (
        await query(
          'COMFND',
          `<Query><TableName>ApSupplier</TableName><Where>${is('Supplier', 'ABOUT', '1')}</Where></Query>`,
        )
      ).text,
    ).toMatch(/^ERROR/);
  });

  it('lets And go before Or, unless there are brackets, on either side of AndOr', async () => {
    const [eur, held, first] = [
      is('Currency', 'EQ', 'EUR'),
      { Column: 'OnHold', Condition: 'EQ', Value: 'Y' },
      ['Supplier', 'EQ', key('1')] as const,
    ];
    expect(await where(eur + expression({ AndOr: 'Or', ...held }) + is(...first, { AndOr: 'And' }))).toEqual([
      3,
    ]);
    const open = is('Currency', 'EQ', 'EUR', { OpenBracket: '(' });
    const closed = expression({ AndOr: 'Or', ...held, CloseBracket: ')' });
    expect(await where(open + closed + is('Supplier', 'LT', key('4'), { AndOr: 'And' }))).toEqual([3]);
    const double =
      is('Supplier', 'EQ', key('5')) +
      expression({ OpenBracket: '((', AndOr: 'Or', ...held, CloseBracket: ')' }) +
      expression({ Column: 'Currency', Condition: 'EQ', Value: 'USD', CloseBracket: ')' });
    expect(await where(double)).toEqual([4, 5]);
    await expect(where(open)).rejects.toThrow('brackets');
    await expect(where(is('Supplier', 'EQ', '1', { CloseBracket: ')' }))).rejects.toThrow('brackets');
  });

  it('gives columns, order and number of rows as asked, and pages by the last key', async () => {
    const find = (inner: string) =>
      query('COMFND', `<Query><TableName>ApSupplier</TableName>${inner}</Query>`);
    const named = '<Columns><Column>Supplier</Column><Column>DateSuppAdded</Column></Columns>';
    const { xml, text } = await find(
      `<ReturnRows>2</ReturnRows>${named}<Sequence><Column Name="Supplier" Orderby="D"/></Sequence>`,
    );
    expect(xml.ApSupplier.Row.map((row: object) => Object.keys(row))).toEqual([
      ['Supplier', 'DateSuppAdded'],
      ['Supplier', 'DateSuppAdded'],
    ]);
    expect(xml.ApSupplier.Row.map(({ Supplier }: { Supplier: string }) => Supplier)).toEqual([
      key('5'),
      key('4'),
    ]);
    expect(text).toContain('<RowsReturned>       2</RowsReturned>');
    const byName = await find('<OrderBy><Column>SupplierName</Column></OrderBy>');
    expect(byName.xml.ApSupplier.Row[0].SupplierName).toBe('Alpengläs Werkstatt');
    const seen: string[] = [];
    for (let last = ''; ; last = seen.at(-1) ?? '') {
      const page = await find(
        `<ReturnRows>2</ReturnRows><Where>${is('Supplier', 'GT', last)}</Where><OrderBy><Column>Supplier</Column></OrderBy>`,
      );
      if (page.xml.ApSupplier.Row === undefined) break;
      seen.push(...page.xml.ApSupplier.Row.map(({ Supplier }: { Supplier: string }) => Supplier));
    }
    expect(seen.map(Number)).toEqual([1, 2, 3, 4, 5]);
  });

  it('knows names of tables and columns by their case, and shows no date as zeros', async () => {
    expect((await query('COMFND', '<Query><TableName>apsupplier</TableName></Query>')).text).toMatch(
      /^ERROR: SIM there is no table/,
    );
    const column =
      '<Query><TableName>ApSupplier</TableName><Columns><Column>supplier</Column></Columns></Query>';
    expect((await query('COMFND', column)).text).toMatch(/^ERROR: SIM the table ApSupplier has no column/);
    await control('edit', { table: 'ApSupplier', key: [key('1')], fields: { DateSuppAdded: '' } });
    expect((await rows('ApSupplier'))[0]?.DateSuppAdded).toBe('0000-00-00');
  });
});

describe('other reads', () => {
  it('fetch rows by full or presented keys', async () => {
    const many = await query(
      'COMFCM',
      '<Query><Fetch><TableName>ApSupplier</TableName><Key>3</Key></Fetch><Fetch><TableName>GenMaster</TableName><Key></Key><OptionalKey1>10-6220</OptionalKey1></Fetch><Fetch><TableName>ApSupplier</TableName><Key>99</Key></Fetch></Query>',
    );
    const [found, missing] = many.xml.Query.ApSupplier;
    expect([found.Supplier, missing.ErrorNumber, many.xml.Query.GenMaster.GlCode]).toEqual([
      key('3'),
      '990003',
      '10-6220',
    ]);
    const fetch = (Key: string, full: string) =>
      call('/Query/Fetch', {
        UserId: userId,
        XmlIn: `<Fetch><TableName>ApSupplier</TableName><Key>${Key}</Key><FullKeyProvided>${full}</FullKeyProvided></Fetch>`,
      });
    expect((await fetch('3', 'N')).xml.ApSupplier.SupplierName).toBe('Alpengläs Werkstatt');
    expect((await fetch('3', 'Y')).text).toMatch(/^ERROR/);
    expect((await fetch(key('3'), 'Y')).xml).toBeDefined();
  });

  it('tell how keys look, and how AP is set up', async () => {
    const keys = await query(
      'COMQKY',
      `<Query><Key><KeyType>Supplier</KeyType><FullValue>${key('12')}</FullValue></Key></Query>`,
    );
    expect(keys.xml.Query.Key.EditedValue).toBe('0000012');
    const { Suppliers } = (await query('IMPQIK', '<Query/>')).xml.SetKeyInformation;
    expect(Suppliers).toMatchObject({ SupKeyType: 'N', SupMethod: 'M' });
    expect((await query('APSQSO', '<Query/>')).xml.AccountsPayableOptions.Tax.ApTaxDistrMethod).toBe('N');
    const { Companies } = (await query('COMQCO', '<Query/>')).xml;
    expect(Companies).toMatchObject({ Company: { CompanyId: 'G' }, SystemInfo: { CurrentUsers: '1' } });
    const errors = await query(
      'COMQER',
      '<Query><MessageDetails><ErrorCode>240004</ErrorCode><Parameter1>1004</Parameter1></MessageDetails></Query>',
    );
    expect(errors.xml.TranslatedErrorMessages.MessageDetails.TranslatedMessage).toBe(
      "Stock code '1004' not found",
    );
    expect((await query('COMPRF', '<Query/>')).xml.Query.Operator).toBe('INTEGR');
  });

  it('show a supplier with what is asked for', async () => {
    await apInvoice([item()]);
    await control('payments', {
      bill: '1'.padStart(15, '0') + ' INV-1',
      amount: '25',
      reference: 'CHQ-9',
      date: '2026-06-14',
    });
    const ask = async (code: string, options: Record<string, string>) =>
      (
        await query(
          'APSQRY',
          `<Query><Key><Supplier>${code}</Supplier></Key><Option>${elements(options)}</Option></Query>`,
        )
      ).xml.ApQuery;
    const whole = await ask('1', { IncludeInvoicePayments: 'Y' });
    expect(whole.Supplier).toMatchObject({ Supplier: '0000001', SupAddr3: 'Tacoma' });
    expect(whole.Invoices.InvoiceDetail[0]).toMatchObject({
      ...{ Invoice: 'INV-1', OrigInvValue: '100.00', MthInvBal: '75.00' },
      Payments: { PaymentDetail: { PaymentReference: 'CHQ-9', TrnValue: '25.00' } },
    });
    expect((await ask('1', { IncludeInvoices: 'N' })).Invoices).toBeUndefined();
    const { GoodsReceivedNotes } = await ask('2', { IncludeGoodsReceivedNotes: 'Y' });
    expect(GoodsReceivedNotes.GRNDetail).toMatchObject([
      { PurchaseOrder: '000101', CurGrnValue: '100.00', GrnMatchedFlag: 'N' },
    ]);
    expect(errorsOf(await ask('99', {}))).toEqual(["Supplier 99: SIM supplier '99' not found"]);
  });

  it('lose paid invoices to the purge, but not their payments', async () => {
    await apInvoice([item(), item({ Invoice: 'INV-2' })]);
    await control('payments', { bills: [{ bill: '2026/06/00001/001' }], reference: 'CHQ-1', waits: true });
    expect((await rows('ApPayRunDet'))[0]).toMatchObject({ Cheque: 'CHQ-1', ChequeDate: '0000-00-00' });
    expect(await rows('ApInvoicePay')).toHaveLength(0);
    await control('payments', { finish: 'CHQ-1' });
    expect((await rows('ApInvoicePay'))[0]).toMatchObject({
      PaymentReference: 'CHQ-1',
      JournalDate: '2026-06-15',
    });
    expect(await control('purge', {})).toEqual({ purged: 1 });
    expect((await rows('ApInvoice')).map(({ Invoice }) => Invoice)).toEqual(['INV-2']);
    expect(await rows('ApInvoicePay')).toHaveLength(1);
    await expect(control('payments', { bill: '2026/06/00001/002', amount: '100.01' })).rejects.toThrow(
      'exceeds',
    );
  });
});
