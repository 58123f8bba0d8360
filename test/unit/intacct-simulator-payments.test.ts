/** Payments and attachments. */
import { createHash } from 'node:crypto';
import {
  bill,
  booked,
  control,
  envelope,
  errorsOf,
  post,
  rowsOf,
  run,
  select,
  sim,
  simulated,
} from './intacctClient';

simulated();

const FIGURES = ['STATE', 'TOTALPAID', 'TOTALDUE', 'TOTALSELECTED', 'WHENPAID'];
const figuresOf = async (number: string) =>
  (await select('APBILL', FIGURES, `<equalto><field>RECORDNO</field><value>${number}</value></equalto>`))[0];

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
