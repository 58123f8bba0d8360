/** What is booked: bills and adjustments. */
import { compareBooks } from '../../sandbox/books';
import { LINE, bill, booked, control, errorsOf, run, select, sim, simulated } from './intacctClient';

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
