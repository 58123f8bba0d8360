/** Bill ▸ Post ▸ Header Fields and Line Fields: from the columns in the editor to the bills in the company's books. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { QuickBooksOnline } from '../../nodes/QuickBooksOnline/QuickBooksOnline.node';
import type { Invoice } from '../../nodes/shared/documents';
import type { PartialSeed } from '../../sandbox/quickbooks-online';
import { aLine, anInvoice, mappedTo } from '../fixtures/invoices';
import { SEED, booksOf, startBooks } from './quickbooks-books';
import type { Company } from './quickbooks-company';

const { resourceMapping } = new QuickBooksOnline().methods;
const LISTS: PartialSeed = {
  preferences: { MultiCurrencyEnabled: true },
  departments: [{ name: 'Yard' }, { name: 'Old Yard', active: false }],
  terms: [
    { name: 'Net 30', days: 30 },
    { name: 'Net 10', days: 10 },
  ],
  customers: [{ name: 'Weir Cottage Inn' }, { name: 'Gone Away', active: false }],
  vendors: [...SEED.vendors, { name: 'Quai Nord', number: 'NORD', currency: 'EUR' }],
  accounts: [
    ...SEED.accounts,
    { number: '20001', name: 'A/P EUR', type: 'Accounts Payable', currency: 'EUR' },
  ],
};
let company: Company;
afterEach(() => company.close());

const fields = (value: Record<string, unknown>) =>
  ({ mappingMode: 'defineBelow', value, schema: [] }) as unknown as INodeParameters;
const post = async (batch: Invoice[], parameters: Record<string, INodeParameters>) =>
  (await company.run({ resource: 'bill', operation: 'post', ...parameters }, batch)).flat();
const withFields = (customFields: Record<string, string>) =>
  anInvoice({ lines: [aLine('100', { customFields })] });
const idOf = async (entity: string, name: string): Promise<string> =>
  (await company.records(entity)).find((row) => [row.Name, row.DisplayName].includes(name)).Id;

it('the editor offers the company’s own locations and terms, and a rate where there are currencies', async () => {
  company = await startBooks(LISTS);
  const { fields: columns } = await resourceMapping.getBillColumns.call(company.n8n.editor());
  expect(columns.map(({ id }) => id)).toEqual(['ExchangeRate', 'DepartmentRef', 'SalesTermRef']);
  const shown = columns.map(({ options }) => options?.map(({ name }) => name));
  expect(shown).toEqual([undefined, ['Yard'], ['Net 10', 'Net 30']]);
  await company.control('preferences', { MultiCurrencyEnabled: false, TrackDepartments: false });
  const { fields: fewer } = await resourceMapping.getBillColumns.call(company.n8n.editor());
  expect(fewer.map(({ id }) => id)).toEqual(['SalesTermRef']);
  const { fields: lines } = await resourceMapping.getBillLineColumns.call(company.n8n.editor());
  expect(lines.map(({ id, type }) => [id, type])).toEqual([
    ['BillableStatus', 'string'],
    ['CustomerRef', 'string'],
  ]);
});

it('header fields are booked where the invoice says nothing', async () => {
  company = await startBooks(LISTS);
  const [yard, term] = [await idOf('Department', 'Yard'), await idOf('Term', 'Net 10')];
  const abroad = mappedTo('NORD');
  const headerFields = fields({ ExchangeRate: 1.0834, DepartmentRef: yard, SalesTermRef: term });
  const results = await post(
    [
      anInvoice({ supplierInvoiceNumber: 'A' }),
      anInvoice({ supplierInvoiceNumber: 'B', erpTerms: 'Net 30', currency: 'EUR', supplier: abroad }),
    ],
    { headerFields },
  );
  expect(results.map(({ outcome }) => outcome)).toEqual(['posted', 'posted']);
  const bills = await company.records('Bill');
  const find = (number: string) => bills.find(({ DocNumber }) => DocNumber === number);
  expect(find('A')).toMatchObject({ DepartmentRef: { value: yard }, SalesTermRef: { value: term } });
  expect(find('B')).toMatchObject({ ExchangeRate: 1.0834, SalesTermRef: { name: 'Net 30' } });
  const [bad] = await post([anInvoice({ currency: 'EUR', supplier: abroad })], {
    headerFields: fields({ ExchangeRate: 'about one' }),
  });
  expect(bad).toMatchObject({ cause: 'setting.exchangeRate', owner: 'support' });
});

it('line fields are booked from where their paths lead, by ID or by name', async () => {
  company = await startBooks(LISTS);
  const inn = await idOf('Customer', 'Weir Cottage Inn');
  const lineFields = fields({
    ...{ CustomerRef: 'customFields.Project?', BillableStatus: 'customFields.Billable?' },
  });
  const results = await post(
    [
      withFields({ Project: 'weir cottage inn', Billable: 'billable' }),
      withFields({ Project: inn }),
      withFields({}),
    ],
    { lineFields },
  );
  expect(results.map(({ outcome }) => outcome)).toEqual(['posted', 'posted', 'posted']);
  const details = (await company.records('Bill'))
    .sort((a, b) => Number(a.Id) - Number(b.Id))
    .map(({ Line: [line] }) => line.AccountBasedExpenseLineDetail as IDataObject);
  expect(details[0]).toMatchObject({ CustomerRef: { value: inn }, BillableStatus: 'Billable' });
  expect(details[1]).toMatchObject({ CustomerRef: { value: inn } });
  expect(details[2]).not.toHaveProperty('CustomerRef');
});

it.each([
  [{ Project: 'Nobody' }, /“Nobody” .* is no customer or project/],
  [{ Project: 'Gone Away' }, /is an inactive customer or project/],
  [{ Project: 'Weir Cottage Inn', Billable: 'maybe' }, /“maybe” .* is no billable status/],
  [{ Billable: 'Billable' }, /nobody says to which customer/],
])('what cannot be booked fails alone, with its reason: %j', async (customFields, reason) => {
  company = await startBooks(LISTS);
  const lineFields = fields({
    ...{ CustomerRef: 'customFields.Project?', BillableStatus: 'customFields.Billable?' },
  });
  const results = await post([anInvoice(), withFields(customFields as Record<string, string>)], {
    lineFields,
  });
  expect(results.map(({ outcome }) => outcome === 'posted')).toEqual([true, false]);
  expect(results[1]?.cause).toBe('line.fieldValue');
  expect(results[1]?.reason).toMatch(reason);
  expect(booksOf(company)).toHaveLength(1);
});
