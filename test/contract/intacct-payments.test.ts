/** Payments and payment statuses that the Sage Intacct node reads, against the simulated company. */
import { Company } from './intacct-node';

describe('payments of Sage Intacct', () => {
  let company: Company;
  beforeEach(async () => {
    company = await Company.start({
      entities: [],
      locations: [{ id: '110', name: 'Main Office' }],
      bills: [bill('A-1', '100'), bill('A-2', '50'), bill('B-1', '70', 'by hand')],
    });
  });
  afterEach(() => company.close());

  function bill(number: string, amount: string, description = `JGR:test:acme:${number} paper`) {
    const lines = [{ account: '6400', amount, location: '110' }];
    return { vendor: '20000', number, date: '2026-03-01', description, lines };
  }
  const read = async (resource: string, operation: string, parameters: object = {}) =>
    (await company.run({ resource, operation, ...parameters }))[0] ?? [];
  const pay = (body: object) => company.control('payments', body);
  const recordNo = (number: string) =>
    company.records('APBILL').find(({ RECORDID }) => RECORDID === number)?.RECORDNO ?? '';
  const byNumber = (number: string) => ({ bill: { mode: 'id', value: recordNo(number) } });

  it('lists payments with the bills they pay', async () => {
    const both = [
      { bill: 'A-1', amount: '40' },
      { bill: 'A-2', amount: '49', discount: '1' },
    ];
    await pay({
      bills: both,
      docNumber: 'CHK-1',
      date: '2026-06-20',
      method: 'Printed Check',
      bank: 'CHK-BA',
    });
    await pay({ bill: 'B-1', docNumber: 'CHK-2', state: 'Draft' });
    const all = await read('payment', 'getAll', { returnAll: true });
    expect(all).toMatchObject([
      {
        ...{ reference: 'CHK-1', method: 'Printed Check', status: 'Posted', date: '2026-06-20' },
        ...{ vendor: '20000', currency: 'USD', amount: '89', account: 'CHK-BA' },
        bills: [
          { bill: recordNo('A-1'), amount: '40', status: 'Posted' },
          { bill: recordNo('A-2'), amount: '49', discount: '1', status: 'Posted' },
        ],
      },
      { reference: 'CHK-2', status: 'Draft', bills: [{ bill: recordNo('B-1'), amount: '70' }] },
    ]);
    const of = async (filters: object) =>
      (await read('payment', 'getAll', { returnAll: true, filters })).map(({ reference }) => reference);
    expect(await of({ bills: `${recordNo('A-2')}, ${recordNo('A-1')}` })).toEqual(['CHK-1']);
    expect(await of({ bills: '999999' })).toEqual([]);
    expect(await of({ vendor: '20001' })).toEqual([]);
    const condition = [{ field: 'STATE', is: 'equalto', value: 'Draft' }];
    expect(await of({ conditions: { condition } })).toEqual(['CHK-2']);
    expect(await read('payment', 'getAll', { limit: 1 })).toHaveLength(1);
  });

  it('gives the status of one bill, whoever entered it', async () => {
    await pay({ bill: 'B-1', amount: '20', docNumber: 'CHK-5', date: '2026-06-20' });
    expect(await read('paymentStatus', 'get', byNumber('B-1'))).toMatchObject([
      {
        ...{ status: 'partPaid', paidAmount: '20', balance: '50', invoiceId: null, environment: 'test' },
        payments: [{ reference: 'CHK-5', date: '2026-06-20', amount: '20' }],
      },
    ]);
    const unknown = { bill: { mode: 'id', value: '999999' } };
    await expect(read('paymentStatus', 'get', unknown)).rejects.toThrow(
      'no bill with the record number 999999',
    );
    await expect(read('paymentStatus', 'get', { bill: { mode: 'id', value: 'A-1' } })).rejects.toThrow('A-1');
  });

  it('lists statuses of our own bills, and neither a reversed one nor its twin', async () => {
    await pay({ bill: 'A-1', docNumber: 'CHK-1', date: '2026-06-20' });
    await company.control('bills', { reverse: 'A-2', date: '2026-06-30' });
    const list = async (filters: object = {}) =>
      (await read('paymentStatus', 'getAll', { returnAll: true, filters })).map(
        ({ supplierInvoiceNumber, status }) => [supplierInvoiceNumber, status],
      );
    expect(await list()).toEqual([['A-1', 'paid']]);
    expect(await list({ onlyFromJaggaer: false })).toEqual([
      ['A-1', 'paid'],
      ['B-1', 'unpaid'],
    ]);
    expect(await list({ vendor: '20001', onlyFromJaggaer: false })).toEqual([]);
    expect(await read('paymentStatus', 'get', byNumber('A-2'))).toMatchObject([
      { status: 'settled', paidAmount: '0', creditedAmount: '50' },
    ]);
  });

  it('takes three API transactions for the statuses of a hundred bills, one where none is paid', async () => {
    const more = Array.from({ length: 100 }, (_, nth) => bill(`C-${nth}`, '10'));
    await company.control('bills', more);
    await company.spent();
    await read('paymentStatus', 'getAll', { returnAll: true });
    expect(await company.spent()).toBe(1);
    for (let nth = 0; nth < 100; nth++) await pay({ bill: `C-${nth}`, docNumber: `CHK-${nth}` });
    await read('paymentStatus', 'getAll', { limit: 1 });
    await company.spent();
    const statuses = await read('paymentStatus', 'getAll', { returnAll: true });
    expect(statuses.filter(({ status }) => status === 'paid')).toHaveLength(100);
    // the field from a detail to its payment is looked up once more
    expect(await company.spent()).toBe(4);
    await read('paymentStatus', 'getAll', { returnAll: true });
    expect(await company.spent()).toBe(3);
  });
});
