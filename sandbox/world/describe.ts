/** The world in words, for the docs. */
import type { World } from '.';

/** A Markdown summary: counts by outcome and cause, oddities, masters. */
export function describeWorld(world: World): string {
  const { expected, jaggaer, erp, masters, mapping } = world;
  const headers = jaggaer.invoices.map((invoice) => invoice.header);
  const lines = jaggaer.invoices.flatMap((invoice) => invoice.lineList.invoiceLine);
  const share = (count: number, what: string) => `- ${count} ${what}`;
  const outcomes = tally(expected.map(({ outcome, why }) => (why ? `${outcome}: ${why}` : outcome)));
  const oddities: Array<[string, number]> = [
    ['credit memos', headers.filter((header) => header.invoiceType === 'Credit memo').length],
    ['for purchase orders', headers.filter((header) => header.invoiceLineType === 'PO').length],
    ['without a business unit', headers.filter((header) => header.businessUnit === undefined).length],
    ["without the supplier's number", headers.filter((header) => !header.supplierInvoiceNumber).length],
    ['without a total', headers.filter((header) => !header.total).length],
    ['with tax outside the total', headers.filter(untaxed).length],
    ['with a discount', headers.filter((header) => header.discountAmount > 0).length],
    [
      'with a placeholder for the DUNS number',
      headers.filter((header) => header.supplier.duns === 'DNP').length,
    ],
    ['with an attachment', jaggaer.files.length],
  ];
  return [
    `${headers.length} invoices with ${lines.length} lines`,
    ...oddities.map(([what, count]) => share(count, what)),
    '',
    'What must come out',
    ...outcomes.map(([what, count]) => share(count, what)),
    '',
    'Masters',
    share(jaggaer.companies.length, 'suppliers in JAGGAER'),
    share(erp.vendors.length, 'vendors in the ERP'),
    ...tally(masters.suppliers.map(({ kind }) => `of them ${kind}`)).map(
      ([kind, count]) => `  ${share(count, kind)}`,
    ),
    share(masters.accounts.length, 'accounts and subaccounts in the ERP'),
    ...tally(masters.accounts.map(({ kind }) => `of them ${kind}`)).map(
      ([kind, count]) => `  ${share(count, kind)}`,
    ),
    share(jaggaer.purchaseOrders.length, `purchase orders, ${erp.purchaseOrders.length} of them in the ERP`),
    ...tally(mapping.map((row) => row.kind)).map(([kind, count]) =>
      share(count, `mapping rows of kind ${kind}`),
    ),
  ].join('\n');
}

const untaxed = ({
  tax1HeaderChargeDetail: tax,
}: {
  tax1HeaderChargeDetail: { currentTax: number; engineTax: number };
}) => tax.engineTax !== tax.currentTax;

function tally(words: readonly string[]): Array<[string, number]> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}
