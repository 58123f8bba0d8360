/** From a mapped invoice to what is to be booked: one plan for every ERP, exact to the cent. */
import type { Charge, Invoice, InvoiceLine, PurchaseOrderReference } from './documents';
import { invoiceKey, supplierReference } from './documents';
import type { Decimal } from './money';
import {
  absolute,
  allocate,
  equal,
  greater,
  isNegative,
  isZero,
  minus,
  negate,
  readDecimal,
  sum,
} from './money';
import { Refusal, held, rejected } from './outcome';

export interface BookedLine {
  /** `line` = a split of an invoice line, `charge` = a header charge, `rounding` = the difference to the total. */
  origin: 'line' | 'charge' | 'rounding';
  description: string;
  quantity: Decimal;
  unitPrice: Decimal;
  /** Decides, where quantity × unit price rounds to something else. */
  amount: Decimal;
  unit: string | null;
  account: string;
  dimensions: Record<string, string>;
  purchaseOrder: PurchaseOrderReference | null;
  /** The line that it is, or is a split of; null for charges and rounding. As JAGGAER has it: signs included. */
  invoiceLine: InvoiceLine | null;
}

export interface BookedTax {
  code: string;
  amount: Decimal;
}

/** A bill as it is to stand in the ERP. Amounts of a credit are positive: the type says the direction. */
export interface BookedBill {
  key: string;
  type: 'bill' | 'credit';
  invoice: Invoice;
  vendor: string;
  vendorReference: string;
  entity: string | null;
  currency: string;
  total: Decimal;
  lines: BookedLine[];
  taxes: BookedTax[];
  /** What of the invoice the bill does not hold, in words. */
  notCarried: string[];
}

export interface BookingRules {
  /** How far lines and charges may be from the total, e.g. `0.00`. */
  tolerance: Decimal;
  /** Takes differences up to the limit on a line of its own. */
  rounding: { account: string; dimensions: Record<string, string>; limit: Decimal } | null;
}

/**
 * Books a mapped invoice: lines by their splits, header charges once, from the header, as mapped.
 * The one place that knows signs: a credit memo comes negative and is booked as a positive credit.
 * @throws Refusal when something is missing (held) or the amounts do not add up (rejected)
 */
export function bookInvoice(invoice: Invoice, rules: BookingRules): BookedBill {
  const { vendor, currency, total } = demand(invoice);
  const credit = invoice.type === 'creditMemo';
  if (credit ? greater(total, '0') : isNegative(total)) {
    throw new Refusal(
      rejected(
        'total.sign',
        `The ${credit ? 'credit memo' : 'invoice'} total is ${total} ${currency}: the sign does not fit the type.`,
        'Correct the document type or the amounts in JAGGAER.',
        'jaggaer',
      ),
    );
  }
  const lines = withCharges(invoice, invoice.lines.flatMap(bookLine));
  const taxes = invoice.charges
    .filter((charge) => charge.erpBooking === 'tax')
    .map((charge) => ({ code: charge.erpCode ?? '', amount: charge.amount }));
  const booked = sum([...lines.map((line) => line.amount), ...taxes.map((tax) => tax.amount)]);
  const settled = settleDifference(total, booked, lines, rules);
  const signed = credit ? negate : (amount: Decimal) => amount;
  return {
    key: invoiceKey(invoice),
    type: credit ? 'credit' : 'bill',
    invoice,
    vendor,
    vendorReference: supplierReference(invoice),
    entity: invoice.erpEntity,
    currency,
    total: signed(settled.total),
    lines: settled.lines.map((line) => flip(line, credit)),
    taxes: taxes.map((tax) => ({ ...tax, amount: signed(tax.amount) })),
    notCarried: [...settled.notCarried, ...unpaidTax(invoice)],
  };
}

function demand(invoice: Invoice): { vendor: string; currency: string; total: Decimal } {
  const lacking = (cause: string, what: string, advice: string, owner: 'mapping' | 'jaggaer') =>
    new Refusal(held(cause, `Invoice ${invoice.number}: ${what}.`, advice, owner));
  if (!invoice.complete) {
    throw lacking(
      'invoice.incomplete',
      'it has no lines yet',
      'Read it with JAGGAER ▸ Invoice ▸ Get first.',
      'mapping',
    );
  }
  if (invoice.total === null || invoice.currency === null) {
    throw lacking(
      'total.missing',
      'JAGGAER gives no total and no currency',
      'Re-export it from JAGGAER with its total.',
      'jaggaer',
    );
  }
  if (invoice.supplier.erpVendor === null) {
    throw lacking(
      'unmapped.supplier',
      `supplier ${invoice.supplier.number ?? invoice.supplier.id} (${invoice.supplier.name}) has no vendor`,
      'Add a supplier row to the mapping table.',
      'mapping',
    );
  }
  const charge = invoice.charges.find((each) => each.erpBooking === null);
  if (charge) {
    throw lacking(
      'unmapped.charge',
      `charge ${charge.kind}${charge.name ? `:${charge.name}` : ''} of ${charge.amount} has no booking`,
      'Add a charge row to the mapping table.',
      'mapping',
    );
  }
  return { vendor: invoice.supplier.erpVendor, currency: invoice.currency, total: invoice.total };
}

function bookLine(line: InvoiceLine): BookedLine[] {
  const whole = line.splits.length === 1;
  return line.splits.map((split) => {
    if (split.erpAccount === null && line.purchaseOrder === null) {
      throw new Refusal(
        held(
          'unmapped.account',
          `Line ${line.number} (${line.description}) has no GL account.`,
          'Add an account row to the mapping table.',
          'mapping',
        ),
      );
    }
    return {
      origin: 'line' as const,
      description: line.description,
      quantity: whole ? line.quantity : '1',
      unitPrice: whole ? line.unitPrice : split.amount,
      amount: split.amount,
      unit: line.erpUnit,
      account: split.erpAccount ?? '',
      dimensions: split.erpDimensions,
      purchaseOrder: line.purchaseOrder,
      invoiceLine: line,
    };
  });
}

function withCharges(invoice: Invoice, lines: BookedLine[]): BookedLine[] {
  const ofKind = (booking: Charge['erpBooking']) =>
    invoice.charges.filter((each) => each.erpBooking === booking);
  let booked = lines;
  for (const charge of ofKind('spread')) {
    if (booked.length === 0) {
      throw new Refusal(
        held(
          'charge.noLines',
          `Charge ${charge.kind} has no lines to be spread over.`,
          'Map it to an account.',
          'mapping',
        ),
      );
    }
    const parts = allocate(
      charge.amount,
      lines.map((line) => absolute(line.amount)),
    );
    booked = booked.map((line, index) => ({ ...line, amount: sum([line.amount, parts[index] ?? '0']) }));
  }
  const own = ofKind('account').map((charge): BookedLine => ({
    origin: 'charge',
    description: charge.name ?? CHARGE_WORDS[charge.kind],
    quantity: '1',
    unitPrice: charge.amount,
    amount: charge.amount,
    unit: null,
    account: charge.erpCode ?? '',
    dimensions: charge.erpDimensions,
    purchaseOrder: null,
    invoiceLine: null,
  }));
  return [...booked, ...own];
}

const CHARGE_WORDS: Record<Charge['kind'], string> = {
  tax1: 'Tax 1',
  tax2: 'Tax 2',
  freight: 'Freight',
  handling: 'Handling',
  misc: 'Miscellaneous fee',
  discount: 'Discount',
};

function settleDifference(total: Decimal, booked: Decimal, lines: BookedLine[], rules: BookingRules) {
  const difference = minus(total, booked);
  if (isZero(difference)) return { total, lines, notCarried: [] };
  const size = absolute(difference);
  if (rules.rounding && !greater(size, rules.rounding.limit)) {
    const line: BookedLine = {
      origin: 'rounding',
      description: 'Rounding difference',
      quantity: '1',
      unitPrice: difference,
      amount: difference,
      unit: null,
      account: rules.rounding.account,
      dimensions: rules.rounding.dimensions,
      purchaseOrder: null,
      invoiceLine: null,
    };
    return { total, lines: [...lines, line], notCarried: [] };
  }
  if (!greater(size, rules.tolerance)) {
    return {
      total: booked,
      lines,
      notCarried: [`${difference} between the total ${total} and its lines ${booked}`],
    };
  }
  throw new Refusal(
    rejected(
      'total.mismatch',
      `The total is ${total}, but lines and charges add up to ${booked} (difference ${difference}).`,
      'Correct the invoice in JAGGAER, or allow a rounding account for differences of this size.',
      'jaggaer',
    ),
  );
}

/** A credit line turns positive; a line that goes against the document keeps its price and turns its quantity. */
function flip(line: BookedLine, credit: boolean): BookedLine {
  const amount = credit ? negate(line.amount) : line.amount;
  const unitPrice = absolute(line.unitPrice);
  const quantity = absolute(line.quantity);
  return { ...line, amount, unitPrice, quantity: isNegative(amount) ? negate(quantity) : quantity };
}

function unpaidTax(invoice: Invoice): string[] {
  const tax = readDecimal(invoice.unpaidTax);
  return tax === null || equal(tax, '0') ? [] : [`tax of ${tax} that the supplier did not charge (use tax)`];
}
