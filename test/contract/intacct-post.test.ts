/** Bill ▸ Post, from the node in n8n's execution context to the simulator's books. */
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Invoice } from '../../nodes/shared/documents';
import type { PartialSeed } from '../../sandbox/sage-intacct';
import { placeBill } from '../../sandbox/sage-intacct/placing';
import { change, tableOf } from '../../sandbox/sage-intacct/world';
import { aLine, anInvoice } from '../fixtures/invoices';
import type { SageIntacctN8n } from '../fixtures/sage-intacct-n8n';
import type { Simulator, World } from './intacct-company';
import { books, nodeFor, startCompany } from './intacct-company';

let company: Simulator<World>;
let n8n: SageIntacctN8n;
const use = async (seed: PartialSeed = {}) => {
  company = await startCompany(seed);
  n8n = nodeFor(company);
};
beforeEach(() => use());
afterEach(() => company.close());
const another = async (seed: PartialSeed) => {
  await company.close();
  await use(seed);
};

const post = async (invoices: Invoice[], parameters: INodeParameters = {}) => {
  const whole = { resource: 'bill', operation: 'post', ...parameters };
  const [done = [], attention = []] = await n8n.execute(whole, invoices);
  const outcomes = (items: INodeExecutionData[]) => items.map(({ json }) => json.outcome);
  return { done: outcomes(done), attention: outcomes(attention), items: [...done, ...attention] };
};
const invoices = (count: number) => Array.from({ length: count }, () => anInvoice());
const line = (amount: string, dimensions: Record<string, string>, account = '61000') =>
  aLine(amount, { splits: [{ segments: [], amount, erpAccount: account, erpDimensions: dimensions }] });
const supplier = (erpVendor: string) => ({
  ...anInvoice().supplier,
  ...{ erpVendor, erpVendorsEver: [erpVendor] },
});

it('books each invoice once, says so, and does nothing the second time', async () => {
  const batch = invoices(3);
  const first = await post(batch);
  expect(first.done).toEqual(['posted', 'posted', 'posted']);
  const [bill] = books(company);
  expect(first.items[0]?.json).toMatchObject({
    outcome: 'posted',
    bill: {
      number: bill?.recordNo,
      type: 'Bill',
      status: 'Posted',
      vendor: 'HARBOUR',
      amount: '100',
      currency: 'USD',
    },
    audit: { targetSystem: 'Sage Intacct', operation: 'post', amount: 100 },
  });
  expect((await post(batch)).done).toEqual(['alreadyPosted', 'alreadyPosted', 'alreadyPosted']);
  expect(books(company)).toHaveLength(3);
  expect(bill).toMatchObject({
    ...{
      vendorRef: batch[0]?.supplierInvoiceNumber,
      status: 'Posted',
      amount: '100.00',
      dueDate: '2026-07-15',
    },
    description: `JGR:test:northwind-paper:${batch[0]?.id} ${batch[0]?.number} ${batch[0]?.name}`,
  });
});

it('books a credit memo as an adjustment that reduces what is owed, and finds it again', async () => {
  const credit = anInvoice({ type: 'creditMemo', total: '-80', lines: [aLine('-60'), aLine('-20')] });
  const bill = anInvoice({ supplierInvoiceNumber: credit.supplierInvoiceNumber });
  expect((await post([credit, bill])).done).toEqual(['posted', 'posted']);
  expect((await post([credit, bill])).done).toEqual(['alreadyPosted', 'alreadyPosted']);
  const [adjustment] = tableOf(company.world, 'APADJUSTMENT').all();
  expect(adjustment).toMatchObject({ TRX_TOTALENTERED: '-80', RECORDID: credit.supplierInvoiceNumber });
  expect(books(company)).toHaveLength(2);
});

it('finds a credit that a person entered, and takes no adjustment that adds to the debt for it', async () => {
  await another({ settings: { duplicateBill: 'allow' } });
  const credit = anInvoice({ type: 'creditMemo', total: '-80', lines: [aLine('-80')] });
  const other = anInvoice({ type: 'creditMemo', total: '-70', lines: [aLine('-70')] });
  const enter = async (number: string, amount: string) =>
    await n8n.execute(
      {
        ...{ resource: 'customFunction', operation: 'execute' },
        xml: `<create_apadjustment><vendorid>HARBOUR</vendorid><datecreated><year>2026</year><month>06</month><day>15</day></datecreated><adjustmentno>${number}</adjustmentno><apadjustmentitems><lineitem><glaccountno>61000</glaccountno><amount>${amount}</amount></lineitem></apadjustmentitems></create_apadjustment>`,
      },
      [{}],
    );
  await enter(credit.supplierInvoiceNumber ?? '', '-80');
  await enter(other.supplierInvoiceNumber ?? '', '70');
  expect((await post([credit])).done).toEqual(['alreadyPosted']);
  expect((await post([other])).done).toEqual(['posted']);
});
it('replaces what a bill number cannot hold, and finds the bill under either number', async () => {
  const odd = anInvoice({ supplierInvoiceNumber: "O'Brien #7" });
  const { items } = await post([odd]);
  expect(items[0]?.json).toMatchObject({
    outcome: 'posted',
    notCarried: expect.arrayContaining([expect.stringContaining('O-Brien -7')]) as unknown,
  });
  expect(books(company)[0]).toMatchObject({ vendorRef: 'O-Brien -7' });
  expect(books(company)[0]?.description).toContain("(O'Brien #7)");
  expect((await post([odd])).done).toEqual(['alreadyPosted']);
  const held = await post([anInvoice({ supplierInvoiceNumber: 'A&B' })], { oddCharacters: 'hold' });
  expect(held.items[0]?.json).toMatchObject({ outcome: 'held', cause: 'field.characters' });
  await another({ settings: { numberSigns: 'accepted' } });
  placeBill(company.world, {
    vendor: 'HARBOUR',
    number: "O'Brien #7",
    date: '2026-06-15',
    lines: [{ account: '61000', amount: '100' }],
  });
  expect((await post([odd])).done).toEqual(['alreadyPosted']);
});

it('takes two spellings of one number for one, and never books it twice', async () => {
  await another({ settings: { duplicateBill: 'allow' } });
  const first = anInvoice({ supplierInvoiceNumber: 'H-77' });
  expect((await post([first])).done).toEqual(['posted']);
  const { items } = await post([anInvoice({ supplierInvoiceNumber: 'h-77' })]);
  expect(items[0]?.json).toMatchObject({ outcome: 'differs', cause: 'duplicate.supplierNumber' });
  expect(books(company)).toHaveLength(1);
});

it('holds what the masters do not have, each by itself and with advice', async () => {
  await another({
    accounts: [
      { number: '61000', title: 'Supplies', requires: ['DEPARTMENT'] },
      { number: '69000', title: 'Gone', active: false },
    ],
    vendors: [
      { id: 'HARBOUR', name: 'Harbour' },
      { id: 'GONE', name: 'Gone', active: false },
    ],
    projects: [],
  });
  const good = { department: 'D100', location: '110' };
  const batch = [
    anInvoice({ lines: [line('100', good)] }),
    anInvoice({ supplier: supplier('GONE'), lines: [line('100', good)] }),
    anInvoice({ lines: [line('100', good, '69000')] }),
    anInvoice({ lines: [line('100', { location: '110' })] }),
    anInvoice({ lines: [line('100', { ...good, department: 'D900' })] }),
    anInvoice({ lines: [line('100', { ...good, project: 'P-9' })] }),
    anInvoice({ lines: [line('100', { ...good, GLDIMPLANT: 'PL-9' })] }),
    anInvoice({ erpTerms: 'N99', lines: [line('100', good)] }),
    anInvoice({ lines: [line('100', { ...good, GLDIMPLANT: 'PL-2' })] }),
  ];
  const { done, items } = await post(batch);
  expect(done).toEqual(['posted', 'posted']);
  expect(items.slice(2).map(({ json }) => json.cause)).toEqual([
    ...['erp.vendorInactive', 'erp.accountInactive', 'unmapped.dimension', 'erp.dimension', 'erp.dimension'],
    ...['erp.dimension', 'erp.terms'],
  ]);
  const plant = tableOf(company.world, 'PLANT')
    .all()
    .find(({ NAME }) => NAME === 'PL-2');
  expect(books(company)[1]?.lines[0]?.dimensions).toEqual({ GLDIMPLANT: plant?.RECORDNO });
});

it('passes on what only Sage Intacct can check', async () => {
  await another({
    smartRules: [{ field: 'DOCNUMBER', pattern: '^PO-', message: 'An order number is needed' }],
  });
  const order = { number: 'PO-7', line: '1' };
  const { done, items } = await post([
    anInvoice(),
    anInvoice({ lines: [aLine('100', { purchaseOrder: order })] }),
    anInvoice({ currency: 'CHF' }),
  ]);
  expect(done).toEqual(['posted']);
  expect(items[1]?.json).toMatchObject({ outcome: 'rejected', cause: 'erp.smartRule' });
  expect(String(items[1]?.json.reason)).toContain('An order number is needed');
  expect(items[2]?.json).toMatchObject({ outcome: 'rejected' });
});

it('leaves checks to Sage Intacct where the user may not read the masters', async () => {
  company.faults([
    { kind: 'forbidden', value: ['VENDOR', 'GLACCOUNT', 'LOCATION', 'APTERM'], route: 'query' },
  ]);
  const nobody = anInvoice({ supplier: supplier('NOBODY') });
  const { done, items } = await post([anInvoice({ erpTerms: 'N30' }), nobody]);
  expect(done).toEqual(['posted']);
  expect(items[1]?.json).toMatchObject({ outcome: 'held', cause: 'erp.vendor' });
});

it('holds everything where bills may not be read, and writes nothing', async () => {
  company.faults([{ kind: 'forbidden', value: 'APBILL', route: 'query:APBILL' }]);
  const { items } = await post(invoices(2));
  expect(items.map(({ json }) => [json.outcome, json.cause])).toEqual([
    ['held', 'connection.rights'],
    ['held', 'connection.rights'],
  ]);
  expect(books(company)).toHaveLength(0);
});

it('keeps a bill from payment that is not what was sent', async () => {
  company.watch(({ path, when }) => {
    if (when !== 'after' || !path.includes('create:APBILL')) return;
    const [row] = tableOf(company.world, 'APBILL').all();
    if (row) change(company.world, 'APBILL', row, { TRX_TOTALENTERED: '99.99' });
  });
  const { attention, items } = await post([anInvoice({ dueDate: null })]);
  expect(attention).toEqual(['differs']);
  expect(items[0]?.json).toMatchObject({
    cause: 'erp.recomputed',
    differences: [{ field: 'TRX_TOTALENTERED', expected: '100', found: '99.99' }],
  });
  expect(tableOf(company.world, 'APBILL').all()[0]).toMatchObject({ ONHOLD: 'true' });
});

it('shows the exact function in a dry run, and makes drafts where told to', async () => {
  const { items } = await post(invoices(1), { dryRun: true });
  expect(items[0]?.json).toMatchObject({
    outcome: 'dryRun',
    payload: { body: { create: { APBILL: { WHENPOSTED: '06/15/2026', VENDORID: 'HARBOUR' } } } },
  });
  expect(books(company)).toHaveLength(0);
  const drafts = await post(invoices(1), { postAs: 'draft' });
  expect(drafts.items[0]?.json).toMatchObject({ outcome: 'posted', bill: { status: 'Draft' } });
});

it('fills mapped fields of header and lines, and refuses columns that are not there', async () => {
  await another({
    customFields: [
      { object: 'APBILL', id: 'PLANNER', label: 'Planner' },
      { object: 'APBILLITEM', id: 'COST_NOTE', label: 'Cost' },
    ],
  });
  const mapped = (value: Record<string, string>) => ({ mappingMode: 'defineBelow', value, schema: [] });
  const batch = ['Ada', 'Bo'].map((planner) =>
    anInvoice({
      customFields: { planner },
      lines: [aLine('100', { customFields: { note: `of ${planner}` } })],
    }),
  );
  const parameters = {
    headerFields: mapped({ 'PLANNER::custom': '={{ $json.customFields.planner }}', PAYMENTPRIORITY: 'high' }),
    lineFields: mapped({ 'COST_NOTE::custom': 'customFields.note' }),
  };
  expect((await post(batch, parameters)).done).toEqual(['posted', 'posted']);
  const bills = tableOf(company.world, 'APBILL').all();
  expect(bills.map(({ PLANNER, PAYMENTPRIORITY }) => [PLANNER, PAYMENTPRIORITY])).toEqual([
    ['Ada', 'high'],
    ['Bo', 'high'],
  ]);
  expect(
    tableOf(company.world, 'APBILLITEM')
      .all()
      .map(({ COST_NOTE }) => COST_NOTE),
  ).toEqual(['of Ada', 'of Bo']);
  const wrong = post(invoices(1), { headerFields: mapped({ 'NOT_THERE::custom': 'x' }) });
  await expect(wrong).rejects.toThrow('no field NOT_THERE');
});
