/** What SYSPRO would ignore in silence does not leave the node. */
import { INVOICE_ELEMENTS, REGISTRATION_ELEMENTS, strangers } from '../../nodes/Syspro/elements';

const item = (fields: object) => ({ PostApInvoice: { '@xmlns:xsd': 'x', Item: [fields] } });

it.each<[string, object, string[]]>([
  ['a whole item', { Supplier: '1', TransactionCode: 'I', Invoice: 'A', TransactionValue: '1' }, []],
  ['a name that is none of SYSPRO’s', { Supplier: '1', InvoiceAmount: '1' }, ['Item/InvoiceAmount']],
  ['another case', { supplier: '1' }, ['Item/supplier']],
  [
    'a part that nobody reads',
    { Supplier: '1', ApDistribution: { LedgerCode: '1' } },
    ['Item/ApDistribution'],
  ],
  ['the wrong order', { Invoice: 'A', Supplier: '1' }, ['Item/Supplier (out of order)']],
  ['what is left out', { Supplier: '1', Branch: undefined, Invoice: 'A' }, []],
  [
    'something deep inside',
    {
      Supplier: '1',
      LedgerDistribution: [{ LedgerCode: '1' }, { LedgerCode: '1', AnalysisLineEntry: { Code: 'A' } }],
    },
    ['AnalysisLineEntry/Code'],
  ],
])('%s', (_, fields, found) => {
  expect(strangers(item(fields), INVOICE_ELEMENTS)).toEqual(found);
});

it('another root, and a document of another object', () => {
  expect(strangers({ PostAPInvoice: {} }, INVOICE_ELEMENTS)).toEqual(['PostAPInvoice']);
  const registration = { PostApRegisterInvoice: { Item: { Supplier: '1', TransactionValue: '1' } } };
  expect(strangers(registration, REGISTRATION_ELEMENTS)).toEqual(['Item/TransactionValue']);
});
