/** What is booked: bills, adjustments, vendors, orders, payments, attachments. */
import { createHash } from 'node:crypto';
import { compareBooks } from '../../sandbox/books';
import {
  LINE,
  bill,
  booked,
  control,
  envelope,
  errorsOf,
  post,
  run,
  select,
  sim,
  simulated,
  rowsOf,
} from './intacctClient';

simulated();

const FIGURES = ['STATE', 'TOTALPAID', 'TOTALDUE', 'TOTALSELECTED', 'WHENPAID'];
const figuresOf = async (number: string) =>
  (await select('APBILL', FIGURES, `<equalto><field>RECORDNO</field><value>${number}</value></equalto>`))[0];
const date = (day: string) => {
  const [year, month, rest] = day.split('-');
  return `<year>${year}</year><month>${month}</month><day>${rest}</day>`;
};

describe('bills', () => {
  it('books what is sent, rounded to cents, with its due date and its lines', async () => {
    const dimensions = {
      ...LINE,
      DEPARTMENTID: 'D300',
      PROJECTID: 'P-1',
      CLASSID: 'C1',
      GLDIMPLANT: '2',
      COST_NOTE: 'x',
    };
    const lines = [dimensions, { ...LINE, TRX_AMOUNT: '0.005', ENTRYDESCRIPTION: 'rest' }];
    const more = {
      JAGGAER_ID: 'JGR:1',
      DESCRIPTION: 'Paper &amp; &lt;ink&gt;',
      TERMNAME: 'N30',
      DOCNUMBER: 'PO-7',
    };
    const number = await booked(more, lines);
    const { records } = await control('state?object=APBILL');
    expect(records[0]).toMatchObject({
      ...{
        RECORDNO: number,
        TRX_TOTALENTERED: '100.13',
        TOTALDUE: '100.13',
        TOTALPAID: '0',
        STATE: 'Posted',
      },
      ...{ RAWSTATE: 'A', WHENCREATED: '2026-06-15', WHENPOSTED: '2026-06-15', MODULEKEY: '3.AP' },
      ...{ JAGGAER_ID: 'JGR:1', DESCRIPTION: 'Paper & <ink>', DOCNUMBER: 'PO-7' },
      VENDORNAME: 'Harbour Street Office Supply',
    });
    const items = await select('APBILLITEM', [
      'LINE_NO',
      'TRX_AMOUNT',
      'GLDIMPLANT',
      'COST_NOTE',
      'ACCOUNTTITLE',
    ]);
    expect(items).toEqual([
      {
        LINE_NO: '1',
        TRX_AMOUNT: '100.12',
        GLDIMPLANT: '2',
        COST_NOTE: 'x',
        ACCOUNTTITLE: 'Office Supplies',
      },
      { LINE_NO: '2', TRX_AMOUNT: '0.01', GLDIMPLANT: '', COST_NOTE: '', ACCOUNTTITLE: 'Office Supplies' },
    ]);
  });

  it('keeps the two clocks seven hours apart', async () => {
    sim.clock.change({ now: '2026-06-16T03:30:00Z', frozen: true });
    await booked();
    expect(await select('APBILL', ['AUWHENCREATED', 'WHENMODIFIED'])).toEqual([
      { AUWHENCREATED: '06/16/2026 03:30:00', WHENMODIFIED: '06/15/2026 20:30:00' },
    ]);
  });

  it('reckons foreign currency in the base currency too', async () => {
    await booked({ VENDORID: '20002', CURRENCY: 'EUR', EXCH_RATE_TYPE_ID: 'Intacct Daily Rate' });
    expect(await select('APBILL', ['TRX_TOTALENTERED', 'TOTALENTERED', 'CURRENCY', 'BASECURR'])).toEqual([
      { TRX_TOTALENTERED: '100.12', TOTALENTERED: '110.13', CURRENCY: 'EUR', BASECURR: 'USD' },
    ]);
  });

  it.each([
    ['an inactive vendor', { VENDORID: '29999' }, {}, 'Activate the vendor 29999, then try again.'],
    ['no date', { WHENCREATED: '' }, {}, 'Required field WHENCREATED is missing.'],
    [
      'a date as ISO',
      { WHENCREATED: '2026-06-15' },
      {},
      'The date 2026-06-15 of field WHENCREATED is not valid.',
    ],
    ['no due date', { WHENDUE: '' }, {}, 'Required field WHENDUE is missing.'],
    ['a closed month', { WHENPOSTED: '12/31/2025' }, {}, 'in a period that is not open'],
    ['an unknown currency', { CURRENCY: 'XXX' }, {}, "Currency 'XXX' is not valid."],
    ['an unknown term', { TERMNAME: 'N99' }, {}, "Term 'N99' is not valid."],
    ['a sign in the number', { RECORDID: 'A &amp; B' }, {}, 'contains a character that is not allowed'],
    ['an attachment that is not there', { SUPDOCID: 'S' }, {}, "Attachment 'S' is not valid."],
    ['an unknown field', { NO_SUCH: 'x' }, {}, 'Field NO_SUCH is not a valid field of APBILL.'],
    [
      'a wrong enum',
      { PAYMENTPRIORITY: 'soon' },
      {},
      "There's an error with the value for field PAYMENTPRIORITY. Value: [soon]. Expected values: [urgent, high, normal, low].",
    ],
    ['an inactive account', {}, { ACCOUNTNO: '6999' }, 'Account 6999 is not valid'],
    [
      'no location',
      {},
      { LOCATIONID: '' },
      'This transaction is missing the Location dimension for the Account 6220',
    ],
    [
      'no department',
      {},
      { ACCOUNTNO: '6300' },
      'This transaction is missing the Department dimension for the Account 6300',
    ],
    ['an inactive department', {}, { DEPARTMENTID: 'D900' }, 'Department D900 is not valid'],
    ['a dimension by its name', {}, { GLDIMPLANT: 'PL-1' }, "Invalid Plant 'PL-1' specified."],
    [
      'thousands separators',
      {},
      { TRX_AMOUNT: '1,000.00' },
      "The value '1,000.00' of field TRX_AMOUNT is not valid.",
    ],
  ])('refuses %s', async (_, header, line, text) => {
    const result = await run(bill(header, [{ ...LINE, ...(line as Record<string, string>) }]));
    const errors = errorsOf(result);
    expect([result.status, result.data?.apbill]).toEqual(['failure', undefined]);
    expect(errors[0]).toContain(text);
    expect(errors.at(-1)).toBe('BL01001973 Could not create Bill record!');
    expect((await control('state')).counts.APBILL).toBe(0);
  });

  it('takes a draft without dates, applies smart rules, and waits for approval where that is on', async () => {
    const draft = bill({ WHENDUE: '' }).replace('<WHENDUE>', '<ACTION>Draft</ACTION><WHENDUE>');
    expect((await run(draft)).status).toBe('success');
    await control('masters', {
      smartRules: [{ field: 'DESCRIPTION', pattern: '.', message: 'Say what it is.' }],
    });
    expect(errorsOf(await run(bill({ RECORDID: 'S' })))[0]).toBe(
      'BL03000018 Smart Rule Violated: Say what it is.',
    );
    sim.reset({ approvals: true });
    await booked();
    expect(await select('APBILL', ['STATE', 'RAWSTATE'])).toEqual([{ STATE: 'Submitted', RAWSTATE: 'S' }]);
  });

  it('updates a header alone, or with all lines, and no lines of what is paid', async () => {
    const number = await booked();
    const update = (inner: string) =>
      run(`<update><APBILL><RECORDNO>${number}</RECORDNO>${inner}</APBILL></update>`);
    const lines = (amount: string) =>
      `<APBILLITEMS><APBILLITEM><ACCOUNTNO>6400</ACCOUNTNO><TRX_AMOUNT>${amount}</TRX_AMOUNT><LOCATIONID>110</LOCATIONID></APBILLITEM></APBILLITEMS>`;
    expect((await update('<DESCRIPTION>new</DESCRIPTION>')).status).toBe('success');
    expect(await select('APBILL', ['DESCRIPTION', 'TOTALDUE'])).toEqual([
      { DESCRIPTION: 'new', TOTALDUE: '100.12' },
    ]);
    expect((await update(lines('7'))).status).toBe('success');
    expect(await select('APBILLITEM', ['ACCOUNTNO', 'TRX_AMOUNT'])).toEqual([
      { ACCOUNTNO: '6400', TRX_AMOUNT: '7' },
    ]);
    await control('payments', { bill: number, amount: '1' });
    expect(errorsOf(await update(lines('8')))[0]).toContain('paid cannot be changed');
    expect(
      errorsOf(await run(`<delete><object>APBILL</object><keys>${number}</keys></delete>`))[0],
    ).toContain('cannot be deleted');
  });

  it('reverses a bill into a twin that looks paid, and frees its number', async () => {
    const number = await booked();
    const reversed = await run(
      `<reverse_bill key="${number}"><datereversed>${date('2026-06-20')}</datereversed></reverse_bill>`,
    );
    expect(reversed.status).toBe('success');
    expect(
      await select('APBILL', ['RECORDID', 'STATE', 'TOTALENTERED', 'TOTALPAID', 'TOTALDUE', 'WHENPAID']),
    ).toEqual([
      {
        RECORDID: 'HS-1',
        STATE: 'Reversed',
        TOTALENTERED: '100.12',
        TOTALPAID: '100.12',
        TOTALDUE: '0',
        WHENPAID: '06/20/2026',
      },
      {
        RECORDID: 'Reversed - HS-1',
        STATE: 'Reversal',
        TOTALENTERED: '-100.12',
        TOTALPAID: '-100.12',
        TOTALDUE: '0',
        WHENPAID: '06/20/2026',
      },
    ]);
    expect(await booked()).not.toBe(number);
  });

  it('books a credit as an adjustment, with legacy names only, and not with mixed signs', async () => {
    const adjustment = (amounts: string[]) =>
      `<create_apadjustment><vendorid>20000</vendorid><datecreated>${date('2026-06-15')}</datecreated><adjustmentno>CM-1</adjustmentno><billno>HS-1</billno><description>JGR</description><apadjustmentitems>${amounts
        .map(
          (amount) =>
            `<lineitem><glaccountno>6220</glaccountno><amount>${amount}</amount><locationid>110</locationid></lineitem>`,
        )
        .join('')}</apadjustmentitems></create_apadjustment>`;
    expect(errorsOf(await run(adjustment(['-5', '5'])))[0]).toContain('all positive or all negative');
    const { key } = await run(adjustment(['-5', '-2.5']));
    const { bills } = await control('state?bills');
    expect(bills).toMatchObject([
      { type: 'Debit Adj.', vendorRef: 'CM-1', amount: '7.50', recordNo: key, reference: 'HS-1' },
    ]);
    // applied to a bill, it pays it in part
    const number = await booked();
    await control('payments', { bills: [{ bill: number, amount: '7.5', adjustment: key }] });
    expect(await figuresOf(number)).toMatchObject({ TOTALPAID: '7.5', TOTALDUE: '92.62' });
    expect(await select('APADJUSTMENT', ['STATE', 'TRX_TOTALDUE'])).toEqual([
      { STATE: 'Paid', TRX_TOTALDUE: '0' },
    ]);
  });

  it('gives the books in the shape that is compared', async () => {
    const expected = {
      ...{ outcome: 'posted', type: 'Bill', vendor: '20000', vendorRef: 'HS-1', invoiceNumber: '1' },
      ...{ amount: '100.12', currency: 'USD' },
      lines: [{ account: '6220', subaccount: 'D300', branch: '110', amount: '100.12' }],
    };
    await booked({}, [{ ...LINE, DEPARTMENTID: 'D300' }]);
    const { bills } = await control('state?bills');
    const compared = compareBooks([expected as never], bills);
    expect(compared).toEqual({
      posted: 1,
      credits: 0,
      missing: [],
      duplicates: [],
      amountMismatches: [],
      strangers: [],
    });
    expect(compareBooks([{ ...expected, amount: '100.13' } as never], bills).amountMismatches).toHaveLength(
      1,
    );
  });
});

describe('payments', () => {
  it('moves a bill from posted over partly paid to paid, and back when it is voided', async () => {
    sim.clock.change({ now: '2026-06-16T10:00:00Z', frozen: true });
    const number = await booked();
    await control('payments', { bill: number, amount: '40', docNumber: 'CHK-7', date: '2026-06-20' });
    expect(await figuresOf(number)).toEqual({
      STATE: 'Partially Paid',
      TOTALPAID: '40',
      TOTALDUE: '60.12',
      TOTALSELECTED: '0',
      WHENPAID: '',
    });
    await control('payments', {
      bill: number,
      amount: '59',
      discount: '1.12',
      docNumber: 'CHK-8',
      date: '2026-06-21',
      state: 'Draft',
    });
    expect(await figuresOf(number)).toMatchObject({ STATE: 'Partially Paid', TOTALSELECTED: '59' });
    sim.clock.advance(60_000);
    await control('payments', { post: 'CHK-8' });
    expect(await figuresOf(number)).toEqual({
      STATE: 'Paid',
      TOTALPAID: '99',
      TOTALDUE: '0',
      TOTALSELECTED: '0',
      WHENPAID: '06/21/2026',
    });
    expect(await select('APBILL', ['WHENMODIFIED'])).toEqual([{ WHENMODIFIED: '06/16/2026 03:01:00' }]);
    const where = `<in><field>RECORDKEY</field><value>${number}</value></in>`;
    const details = await select(
      'APPYMTDETAIL',
      ['PAYMENTKEY', 'PAYMENTAMOUNT', 'DISCOUNTAMOUNT', 'STATE'],
      where,
    );
    expect(details.map(({ PAYMENTAMOUNT, DISCOUNTAMOUNT }) => [PAYMENTAMOUNT, DISCOUNTAMOUNT])).toEqual([
      ['40', '0'],
      ['59', '1.12'],
    ]);
    expect(await select('APPYMT', ['DOCNUMBER', 'WHENCREATED', 'STATE', 'PAYMENTMETHOD'])).toEqual([
      { DOCNUMBER: 'CHK-7', WHENCREATED: '06/20/2026', STATE: 'Posted', PAYMENTMETHOD: 'Printed Check' },
      { DOCNUMBER: 'CHK-8', WHENCREATED: '06/21/2026', STATE: 'Posted', PAYMENTMETHOD: 'Printed Check' },
    ]);
    await control('payments', { void: 'CHK-8' });
    expect(await figuresOf(number)).toEqual({
      STATE: 'Partially Paid',
      TOTALPAID: '40',
      TOTALDUE: '60.12',
      TOTALSELECTED: '0',
      WHENPAID: '',
    });
    await control('payments', { void: 'CHK-7' });
    expect(await figuresOf(number)).toMatchObject({ STATE: 'Posted', TOTALPAID: '0' });
  });

  it('takes a payment over the gateway, and not more than is due', async () => {
    const number = await booked();
    const pay = (amount: string) =>
      run(
        `<create><APPYMT><FINANCIALENTITY>CHK</FINANCIALENTITY><PAYMENTMETHOD>EFT</PAYMENTMETHOD><VENDORID>20000</VENDORID><PAYMENTDATE>06/20/2026</PAYMENTDATE><APPYMTDETAILS><APPYMTDETAIL><RECORDKEY>${number}</RECORDKEY><TRX_PAYMENTAMOUNT>${amount}</TRX_PAYMENTAMOUNT></APPYMTDETAIL></APPYMTDETAILS></APPYMT></create>`,
      );
    expect(errorsOf(await pay('100.13'))[0]).toContain('exceeds what is due');
    expect((await pay('100.12')).data.appymt.RECORDNO).toBeDefined();
    expect(await figuresOf(number)).toMatchObject({ STATE: 'Paid' });
    const readByCode =
      "<readByQuery><object>APPYMTDETAIL</object><fields>RECORDKEY</fields><query>STATE = 'C'</query></readByQuery>";
    expect(rowsOf(await run(readByCode), 'appymtdetail')).toEqual([{ RECORDKEY: number }]);
  });
});

describe('vendors and other masters', () => {
  const vendor = (id: string, name: string, more = '') =>
    `<create><VENDOR><VENDORID>${id}</VENDORID><NAME>${name}</NAME><DISPLAYCONTACT><PRINTAS>${name}</PRINTAS><EMAIL1>ap@mill.example</EMAIL1><MAILADDRESS><CITY>Utica</CITY></MAILADDRESS></DISPLAYCONTACT>${more}</VENDOR></create>`;

  it('creates and updates a vendor, and shows its contact in parts', async () => {
    const made = await run(vendor('V1', 'Mill Lane', '<TERMNAME>N30</TERMNAME><CURRENCY>USD</CURRENCY>'));
    expect(made.data.vendor.VENDORID).toBe('V1');
    expect(
      (await run('<update><VENDOR><VENDORID>V1</VENDORID><STATUS>inactive</STATUS></VENDOR></update>'))
        .status,
    ).toBe('success');
    const where = '<equalto><field>VENDORID</field><value>V1</value></equalto>';
    expect(await select('VENDOR', ['STATUS', 'DISPLAYCONTACT.EMAIL1', 'TERM.DUEDATE'], where)).toEqual([
      { STATUS: 'inactive', 'DISPLAYCONTACT.EMAIL1': 'ap@mill.example', 'TERM.DUEDATE': '30' },
    ]);
    const read = await run('<read><object>VENDOR</object><keys>V1</keys><fields>*</fields></read>');
    expect(read.data.VENDOR.DISPLAYCONTACT).toMatchObject({
      PRINTAS: 'Mill Lane',
      MAILADDRESS: { CITY: 'Utica' },
    });
  });

  it('refuses a vendor that is there, and one whose contact is left over', async () => {
    expect(errorsOf(await run(vendor('20000', 'Again')))).toEqual([
      'BL34000061 Another Vendor with the given value(s) 20000  already exists',
      'BL01001973 Could not create Vendor record!',
    ]);
    const codes = errorsOf(await run(vendor('30000', 'Leftover Printing'))).map((text) => text.slice(0, 10));
    expect(codes).toEqual(['BL34000061', 'BL01001973', 'BL01001973', 'BL01001973']);
    const mail = vendor('V2', 'X').replace('ap@mill.example', 'nobody');
    expect(errorsOf(await run(mail))[0]).toContain('BL03000018 The e-mail address nobody');
  });

  it.each([
    ['GLACCOUNT', '<ACCOUNTNO>7000</ACCOUNTNO><TITLE>New</TITLE>', 'ACCOUNTNO', '7000'],
    ['DEPARTMENT', '<DEPARTMENTID>D1</DEPARTMENTID><TITLE>New</TITLE>', 'DEPARTMENTID', 'D1'],
    ['LOCATION', '<LOCATIONID>120</LOCATIONID><NAME>New</NAME>', 'LOCATIONID', '120'],
    ['CLASS', '<CLASSID>C9</CLASSID><NAME>New</NAME>', 'CLASSID', 'C9'],
    ['PROJECT', '<PROJECTID>P-9</PROJECTID><NAME>New</NAME>', 'PROJECTID', 'P-9'],
    ['PLANT', '<NAME>PL-9</NAME><DESCRIPTION>New</DESCRIPTION>', 'NAME', 'PL-9'],
  ])('keeps %s', async (object, inner, key, value) => {
    const create = () => run(`<create><${object}>${inner}</${object}></create>`);
    expect((await create()).data[object.toLowerCase()][key]).toBe(value);
    expect(errorsOf(await create())[0]).toContain('BL34000061');
    const change = `<update><${object}><${key}>${value}</${key}><STATUS>inactive</STATUS></${object}></update>`;
    expect((await run(change)).status).toBe('success');
    const read = await run(`<readByName><object>${object}</object><keys>${value}</keys></readByName>`);
    expect(read.data[object].STATUS).toBe('inactive');
    expect((await run(`<delete><object>${object}</object><keys>${value}</keys></delete>`)).status).toBe(
      'success',
    );
    const gone = await run(`<read><object>${object}</object><keys>${value}</keys></read>`);
    expect([gone.status, gone.data['@count']]).toEqual(['success', '0']);
  });
});

describe('purchasing', () => {
  const line = (quantity: string, more = '') =>
    `<potransitem><itemid>ITEM-1</itemid><quantity>${quantity}</quantity><unit>Each</unit><price>9.99</price>${more}<locationid>110</locationid></potransitem>`;
  const order = (definition: string, number: string, lines: string, more = '', ref = '') =>
    `<create_potransaction><transactiontype>${definition}</transactiontype><datecreated>${date('2026-06-15')}</datecreated>${more}<vendorid>20000</vendorid><documentno>${number}</documentno>${ref}<datedue>${date('2026-07-15')}</datedue><returnto><contactname/></returnto><payto><contactname/></payto><potransitems>${lines}</potransitems></create_potransaction>`;
  const stateOf = async (id: string) =>
    (
      await select(
        'PODOCUMENT',
        ['STATE', 'TOTAL', 'PRRECORDKEY'],
        `<equalto><field>DOCID</field><value>${id}</value></equalto>`,
      )
    )[0];

  it('creates, changes by lines counted from one, and closes', async () => {
    const id = 'Purchase Order-PO-7-B';
    expect((await run(order('Purchase Order', 'PO-7-B', line('12') + line('1')))).key).toBe(id);
    expect(await stateOf(id)).toMatchObject({ STATE: 'Pending', TOTAL: '129.87' });
    expect(errorsOf(await run(order('Purchase Order', 'PO-7-B', line('1'))))[0]).toContain('BL34000061');
    const update = (inner: string) =>
      run(`<update_potransaction key="${id}">${inner}</update_potransaction>`);
    const change = (at: number) =>
      update(
        `<updatepotransitems><updatepotransitem line_num="${at}"><quantity>2</quantity></updatepotransitem></updatepotransitems>`,
      );
    expect(errorsOf(await change(0))[0]).toContain('There is no line 0.');
    expect((await change(2)).status).toBe('success');
    const read = await run(`<read><object>PODOCUMENT</object><keys>1</keys><fields>*</fields></read>`);
    const entries = read.data.PODOCUMENT.PODOCUMENTENTRIES.podocumententry;
    expect(entries.map((one: Record<string, string>) => [one.LINE_NO, one.QUANTITY])).toEqual([
      ['0', '12'],
      ['1', '2'],
    ]);
    await update('<state>Closed</state>');
    expect(await stateOf(id)).toMatchObject({ STATE: 'Closed', TOTAL: '139.86' });
  });

  it('converts an order into a vendor invoice, whose bill is made anew when it changes', async () => {
    await run(order('Purchase Order', 'PO8', line('12')));
    const [entry] = await select('PODOCUMENTENTRY', ['RECORDNO']);
    const from = '<createdfrom>Purchase Order-PO8</createdfrom>';
    const part = (quantity: string) => line(quantity, `<sourcelinekey>${entry?.RECORDNO}</sourcelinekey>`);
    expect(errorsOf(await run(order('Vendor Invoice', 'VI1', part('13'), from)))[0]).toContain(
      'exceeds what is left',
    );
    expect((await run(order('Vendor Invoice', 'VI1', part('5'), from))).key).toBe('Vendor Invoice-VI1');
    expect(await stateOf('Purchase Order-PO8')).toMatchObject({ STATE: 'Partially Converted' });
    expect(
      errorsOf(
        await run(
          '<update_potransaction key="Purchase Order-PO8"><state>Closed</state></update_potransaction>',
        ),
      )[0],
    ).toContain('cannot be changed');
    const before = await stateOf('Vendor Invoice-VI1');
    expect(await select('APBILL', ['RECORDNO', 'MODULEKEY', 'TOTALDUE'])).toEqual([
      { RECORDNO: before?.PRRECORDKEY, MODULEKEY: '9.PO', TOTALDUE: '49.95' },
    ]);
    await run('<update_potransaction key="Vendor Invoice-VI1"><message>x</message></update_potransaction>');
    const after = await stateOf('Vendor Invoice-VI1');
    expect(after?.PRRECORDKEY).not.toBe(before?.PRRECORDKEY);
    expect(await select('APBILL', ['RECORDNO'])).toEqual([{ RECORDNO: after?.PRRECORDKEY }]);
    await run(order('Vendor Invoice', 'VI2', part('7'), from));
    expect(await stateOf('Purchase Order-PO8')).toMatchObject({ STATE: 'Converted' });
  });

  it('has custom fields of a document type', async () => {
    const custom =
      '<customfields><customfield><customfieldname>JAGGAER_PO</customfieldname><customfieldvalue>77</customfieldvalue></customfield></customfields>';
    const body = order('Purchase Order', 'PO9', line('1')).replace(
      '<potransitems>',
      `${custom}<potransitems>`,
    );
    expect((await run(body)).status).toBe('success');
    const read = (more: string) =>
      run(`<read><object>PODOCUMENT</object><keys>1</keys><fields>*</fields>${more}</read>`);
    expect((await read('')).data.PODOCUMENT.JAGGAER_PO).toBeUndefined();
    expect((await read('<docparid>Purchase Order</docparid>')).data.PODOCUMENT.JAGGAER_PO).toBe('77');
  });
});

it('keeps attachments in folders, and only those can be named by a bill', async () => {
  const file = (id: string, name: string, data: string) =>
    `<create_supdoc><supdocid>${id}</supdocid><supdocname>Invoice</supdocname><supdocfoldername>JAGGAER</supdocfoldername><attachments><attachment><attachmentname>${name}</attachmentname><attachmenttype>pdf</attachmenttype><attachmentdata>${data}</attachmentdata></attachment></attachments></create_supdoc>`;
  const data = Buffer.from('a pdf').toString('base64');
  expect(errorsOf(await run(file('S1', 'scan', data)))[0]).toContain("folder 'JAGGAER' does not exist");
  const folder = '<create_supdocfolder><supdocfoldername>JAGGAER</supdocfoldername></create_supdocfolder>';
  expect((await run(folder)).key).toBe('JAGGAER');
  expect(errorsOf(await run(folder))[0]).toContain('BL34000061');
  expect(errorsOf(await run(file('S1', 'scan.pdf', data)))[0]).toContain('no period');
  expect(errorsOf(await run(file('S1', 'scan', 'no-base64!')))[0]).toContain('not base64');
  expect((await run(file('S1', 'scan', data))).key).toBe('S1');
  await booked({ SUPDOCID: 'S1' });
  expect((await control('state?files')).files[0].parts[0]).toEqual({
    ...{ name: 'scan', type: 'pdf', bytes: 5 },
    sha256: createHash('sha256').update('a pdf').digest('hex'),
  });
  const read = await run('<get object="supdoc" key="S1"></get>');
  expect(read.data.supdoc.attachments.attachment.attachmentdata).toBe(data);
  expect((await run('<delete_supdoc key="S1"></delete_supdoc>')).status).toBe('success');
});

it('undoes attachments and bills together in one transaction', async () => {
  const functions = [
    '<create_supdocfolder><supdocfoldername>F</supdocfoldername></create_supdocfolder>',
    bill({ SUPDOCID: 'missing' }),
  ];
  await post(envelope({ functions, transaction: true }));
  expect((await control('state?files')).folders).toEqual([]);
});
