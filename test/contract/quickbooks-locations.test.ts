/** Locations, classes, and invoices that are split by location, as the books of the simulated company have them. */
import type { IDataObject } from 'n8n-workflow';
import type { Invoice } from '../../nodes/shared/documents';
import type { PartialSeed } from '../../sandbox/quickbooks-online';
import { aLine, anInvoice, coded } from '../fixtures/invoices';
import { booksOf, postTo, saidOf, startBooks } from './quickbooks-books';
import type { Company } from './quickbooks-company';

let company: Company;
const use = async (seed: PartialSeed = {}) => {
  company = await startBooks(seed);
};
afterEach(() => company.close());

const books = () => booksOf(company);
const post = (batch: Invoice[], parameters: IDataObject = {}) => postTo(company, batch, parameters);
const said = (batch: Invoice[], parameters: IDataObject = {}) => saidOf(company, batch, parameters);

describe('locations and classes', () => {
  const seed: PartialSeed = {
    departments: [{ name: 'Main Office' }, { name: 'North Yard' }, { name: 'South', parent: 'North Yard' }],
    classes: [{ name: 'Retail' }, { name: 'Wholesale' }],
  };
  const twoPlaces = (change: Partial<Invoice> = {}) =>
    anInvoice({
      lines: [
        aLine('60', coded('60', '61000', { department: 'Main Office', class: 'Retail' })),
        aLine('40', coded('40', '62000', { location: 'North Yard:South', class: 'Wholesale' })),
      ],
      ...change,
    });
  const split = { departments: 'split' };

  it('stand in the header and on the lines', async () => {
    await use(seed);
    const one = anInvoice({
      erpEntity: 'North Yard',
      lines: [aLine('60', coded('60', '61000', { class: 'Retail' })), aLine('40', coded('40', '62000'))],
    });
    expect(await said([one])).toEqual(['posted']);
    expect(books()[0]?.lines).toMatchObject([
      { branch: 'North Yard', subaccount: 'Retail' },
      { branch: 'North Yard', subaccount: '' },
    ]);
  });

  it('hold an invoice that needs two', async () => {
    await use(seed);
    expect(await said([twoPlaces()])).toEqual(['held department.several']);
    expect(books()).toEqual([]);
  });

  it('split it where the user lets them: together the bills are the invoice', async () => {
    await use({ ...seed, preferences: { WarnDuplicateBillNumber: true } });
    const invoice = twoPlaces();
    const [result] = await post([invoice], split);
    expect(result).toMatchObject({ outcome: 'posted', bill: { amount: '100' } });
    expect(books()).toMatchObject([
      { amount: '60.00', vendorRef: invoice.supplierInvoiceNumber, lines: [{ branch: 'Main Office' }] },
      { amount: '40.00', vendorRef: invoice.supplierInvoiceNumber, lines: [{ branch: 'North Yard:South' }] },
    ]);
    expect(await said([invoice], split)).toEqual(['alreadyPosted']);
    expect(await said([invoice])).toEqual(['alreadyPosted']);
    const changed = twoPlaces({ ...invoice, total: '90', lines: anInvoice({ total: '90' }).lines });
    expect(await said([{ ...changed, lines: [aLine('90')] }], split)).toEqual(['differs erp.differs']);
    expect(books()).toHaveLength(2);
  });

  it('complete an invoice of which a part is missing, if the rest is what it would be', async () => {
    await use(seed);
    const invoice = twoPlaces();
    await post([invoice], split);
    await company.control('bills', { remove: [books()[1]?.id] });
    const other = twoPlaces({
      ...invoice,
      lines: [aLine('50', invoice.lines[0]), aLine('50', invoice.lines[1])],
    });
    other.lines = [
      aLine('50', coded('50', '61000', { department: 'Main Office' })),
      aLine('50', coded('50', '62000', { department: 'North Yard' })),
    ];
    expect(await said([other], split)).toEqual(['held department.partly']);
    expect(await said([invoice])).toEqual(['held department.several']);
    expect(await said([invoice], split)).toEqual(['posted']);
    expect(books().map(({ amount }) => amount)).toEqual(['60.00', '40.00']);
  });

  it('take back what was booked of an invoice whose other part is refused', async () => {
    await use(seed);
    company.sim.watch(async ({ path, when }) => {
      if (when !== 'before' || !path.includes('create:Bill')) return;
      await company.control('masters', {
        departments: [{ name: 'South', parent: 'North Yard', active: false }],
      });
    });
    expect(await said([twoPlaces()], split)).toEqual(['held erp.reference']);
    expect(books()).toEqual([]);
  });

  it('that are switched off hold, and what is lost on the way is told', async () => {
    await use({ ...seed, preferences: { TrackDepartments: false, ClassTrackingPerTxnLine: false } });
    expect(await said([anInvoice({ erpEntity: 'North Yard' })])).toEqual(['held erp.dimensionOff']);
    const retail = () => anInvoice({ lines: [aLine('100', coded('100', '61000', { class: 'Retail' }))] });
    expect(await said([retail()])).toEqual(['held erp.dimensionOff']);
    await company.control('preferences', { ClassTrackingPerTxnLine: true });
    company.sim.watch(async ({ path, when }) => {
      if (when === 'before' && path.includes('create:Bill'))
        await company.control('preferences', { ClassTrackingPerTxnLine: false });
    });
    const [result] = await post([retail()]);
    expect(result).toMatchObject({ outcome: 'differs', differences: [{ field: 'Line 1 ClassRef' }] });
  });
});
