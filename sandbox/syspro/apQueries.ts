/** APSQRY: one supplier with invoices, payments, registered invoices and GRNs [XSD]. */
import type { BusinessObject, Call } from './call';
import { kid, readDocument, word } from './input';
import { outstanding } from './grns';
import { container, sim } from './problems';
import type { Markup } from './reply';
import { document, fields, tag } from './reply';
import type { Row } from './tables';
import { REGISTERED } from './tables';
import { big } from './values';
import { showOrder, showSupplier, supplierOf, tableOf, today } from './world';

const pick = (row: Row, names: string): Record<string, string> =>
  Object.fromEntries(names.split(' ').map((name) => [name, row[name] ?? '']));

/** Some parts are given unless they are refused: the default of invoices is Y [XSD]. */
export const querySupplier: BusinessObject = (call) => {
  const { world, input } = call;
  const query = readDocument(input);
  const code = word(kid(query, 'Key'), 'Supplier');
  const option = kid(query, 'Option');
  const wants = (name: string, byDefault: string) => (word(option, name) || byDefault) !== 'N';
  const supplier = supplierOf(world, code);
  if (!supplier)
    return document('ApQuery', [
      container(sim('notFound', 'Supplier', code, `supplier '${code}' not found`)),
    ]);
  const own = (table: string): Row[] =>
    tableOf(world, table)
      .all()
      .filter(({ Supplier }) => Supplier === supplier.Supplier);
  const retained = wants('IncludeRetainedInvoices', 'N');
  const open = own('ApInvoice').filter((row) => retained || !big(row.MthInvBal1).eq(0));
  const address = tableOf(world, 'ApSupplierAddr').get(supplier.Supplier ?? '') ?? {};
  return document('ApQuery', [
    tag('SystemInformation', fields({ CompanyId: world.seed.signIn.companyId, ReportDate: today(world) })),
    tag('Supplier', [
      tag('Supplier', showSupplier(world, supplier.Supplier ?? '')),
      ...fields(
        pick(
          supplier,
          'SupplierName SupShortName Branch Currency TermsCode SupplierClass Area TaxRegnNum Telephone Contact Email OnHold GrnMatchReqd Nationality CurrentBalance',
        ),
      ),
      ...fields(pick(address, 'SupAddr1 SupAddr2 SupAddr3 SupAddr4 SupAddr5 SupPostalCode')),
    ]),
    wants('IncludeInvoices', 'Y')
      ? tag(
          'Invoices',
          open.map((row) => invoice(call, row, wants('IncludeInvoicePayments', 'N'))),
        )
      : undefined,
    wants('IncludeRegisteredInvoices', 'N')
      ? tag('RegisteredInvoices', own(REGISTERED).map(registered))
      : undefined,
    wants('IncludeGoodsReceivedNotes', 'N')
      ? tag(
          'GoodsReceivedNotes',
          own('GrnDetails')
            .filter((grn) => word(option, 'IncludeGoodsReceivedNotes') === 'M' || outstanding(grn).gt(0))
            .map(received),
        )
      : undefined,
  ]);
};

function invoice({ world }: Call, row: Row, withPayments: boolean): Markup {
  const names =
    'Invoice JournalDate Journal Branch InvoiceDate DiscountDate DueDate Reference OrigInvValue InvoiceStatus Currency InvoiceYear InvoiceMonth EntryNumber';
  const payments = tableOf(world, 'ApInvoicePay')
    .all()
    .filter(({ Supplier, Invoice }) => Supplier === row.Supplier && Invoice === row.Invoice);
  return tag('InvoiceDetail', [
    ...fields({ ...pick(row, names), MthInvBal: row.MthInvBal1 }),
    withPayments
      ? tag(
          'Payments',
          payments.map((one) =>
            tag(
              'PaymentDetail',
              fields(
                pick(
                  one,
                  'EntryNumber JournalDate Journal PaymentReference TrnValue TrnType PostValue PostCurrency PostConvRate',
                ),
              ),
            ),
          ),
        )
      : undefined,
  ]);
}

const registered = (row: Row): Markup =>
  tag('RegisteredInvoice', [
    ...fields(
      pick(row, 'Invoice InvoiceValue Reference InvoiceDate DueDate AuthorisingPerson Department Narration'),
    ),
    tag(
      'Orders',
      (row.Orders ?? '')
        .split(',')
        .filter((order) => order !== '')
        .map((order) => tag('PurchaseOrder', order)),
    ),
  ]);

const received = (row: Row): Markup =>
  tag('GRNDetail', [
    ...fields(pick(row, 'Grn GrnSource Journal JournalEntry')),
    tag('PurchaseOrder', showOrder(row.PurchaseOrder ?? '')),
    ...fields(pick(row, 'StockCode QtyReceived DeliveryNote CurGrnValue MatchedValue GrnMatchedFlag')),
  ]);
