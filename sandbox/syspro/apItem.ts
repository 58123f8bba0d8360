/** One Item of APSTIN: read and checked, with nothing booked yet [checks: XSD; their texts are invented]. */
import Big from 'big.js';
import type { XmlNode } from '../kit/xml';
import type { Line } from './apLines';
import { readLine } from './apLines';
import type { Match } from './grns';
import { readMatch } from './grns';
import { PartReader } from './input';
import { closedIn, periodOf } from './periods';
import type { Problem } from './problems';
import { blank, sim } from './problems';
import type { Slot } from './seed';
import type { Settings } from './switches';
import type { Row } from './tables';
import { REGISTERED } from './tables';
import { big, money, plusDays } from './values';
import type { World } from './world';
import { supplierKey, supplierOf, tableOf, today } from './world';

export interface ApParameters {
  period: Slot;
  ignoreWarnings: 'N' | 'Y' | 'W';
  /** LedgerValue is in the supplier's currency. */
  foreignLines: boolean;
  automaticTax: boolean;
  ignoreAnalysis: boolean;
  postZero: boolean;
  discountDate: string;
  dueDate: string;
}

export type TransactionCode = 'I' | 'A' | 'D' | 'C';

export interface Draft {
  supplier: Row;
  invoice: string;
  code: TransactionCode;
  branch: string;
  date: string;
  dueDate: string;
  discountDate: string;
  reference: string;
  notation: string;
  /** Supplier's currency, as are the charges and matches; `rate` makes them local. */
  value: Big;
  rate: Big;
  freight: Big;
  miscellaneous: Big;
  tax: Big;
  lines: Line[];
  foreignLines: boolean;
  matches: Match[];
}

export interface Judged {
  supplier: string;
  invoice: string;
  code: string;
  draft: Draft | null;
  problems: Problem[];
  warnings: Problem[];
}

const ORDER = [
  ...['eSignature', 'Supplier', 'TransactionCode', 'Branch', 'Invoice', 'EntryNumber', 'TransactionValue'],
  ...['FreightCharge', 'MiscellaneousCharge', 'Notation', 'TransactionReference', 'JournalNotation'],
  ...['DiscountBasis', 'DiscountableValue', 'DiscountPercentageValue', 'DiscountAdjustment', 'InvoiceDate'],
  ...['DueDate', 'DiscountDate', 'ExchRateAtEntry', 'FixedExchRate', 'TaxBasis', 'CalculateQstOnTax'],
  ...['TaxCode', 'TaxValue', 'SecondTaxCode', 'SecondTaxValue', 'WithholdingTaxCode', 'EcAcquisition'],
  ...['Nationality', 'ReestablishInvoice', 'AnalysisEntry', 'AnalysisLineEntry'],
  ...['GrnDetails', 'LedgerDistribution'],
];

/** An invoice of the supplier under that number. */
export function invoiceOf(world: World, supplier: string, invoice: string, { invoiceCase }: Settings) {
  const table = tableOf(world, 'ApInvoice');
  const exact = table.get(supplier, invoice);
  if (exact || invoiceCase === 'sensitive') return exact;
  const same = invoice.toLowerCase();
  return table.all().find((row) => row.Supplier === supplier && row.Invoice?.toLowerCase() === same);
}

export function judge(node: XmlNode, how: ApParameters, world: World, settings: Settings): Judged {
  const reader = new PartReader(node, 'Item', settings, ORDER);
  const supplierCode = reader.needed('Supplier', 15);
  const invoice = reader.needed('Invoice', 20);
  const code = reader.oneOf<TransactionCode>('TransactionCode', ['I', 'A', 'D', 'C']);
  const supplier = supplierCode === '' ? undefined : supplierOf(world, supplierCode);
  if (supplierCode !== '' && !supplier)
    reader.add(sim('notFound', 'Supplier', supplierCode, `supplier '${supplierCode}' not found`));
  const warnings: Problem[] = [];
  if (supplier?.OnHold === 'Y') {
    const text = `supplier '${supplierCode}' is on hold`;
    warnings.push({ ...sim('onHold', 'Supplier', supplierCode, text), warning: true });
  }
  const closed = closedIn(world, how.period);
  if (closed) {
    const { year, month } = periodOf(world, how.period);
    const text = `period ${month} of ${year} is closed in ${closed}`;
    reader.add(sim('period', 'PostingPeriod', how.period, text));
  }
  if (invoice !== '' && supplier) checkNumber(world, supplier, invoice, code, reader, settings);
  const value = amount(reader, 'TransactionValue', code, settings);
  const draft = supplier ? read(supplier, invoice, code, value, reader, how, world, settings) : null;
  const problems = [...reader.problems];
  if (how.ignoreWarnings === 'N') problems.push(...warnings);
  return {
    ...{ supplier: supplierCode, invoice, code, draft, problems },
    warnings: how.ignoreWarnings === 'W' ? warnings : [],
  };
}

/** An invoice must be new on both files, and anything else needs one that is there [XSD]. */
function checkNumber(
  world: World,
  { Supplier = '' }: Row,
  invoice: string,
  code: TransactionCode,
  reader: PartReader,
  settings: Settings,
): void {
  const there = invoiceOf(world, Supplier, invoice, settings);
  const registered = tableOf(world, REGISTERED).get(Supplier, invoice, 'I');
  if (code === 'I' && there) reader.add(sim('exists', 'Invoice', invoice, `invoice '${invoice}' exists`));
  if (code === 'I' && registered)
    reader.add(sim('exists', 'Invoice', invoice, `invoice '${invoice}' is registered`));
  if (code !== 'I' && !there)
    reader.add(sim('notFound', 'Invoice', invoice, `invoice '${invoice}' not found`));
}

function amount(reader: PartReader, name: string, code: TransactionCode, settings: Settings): Big {
  const value = reader.number(name);
  if (!value && reader.text(name) === '') reader.add(blank('Item', name));
  if (value?.lt(0) && code === 'I' && settings.negativeInvoice === 'refused')
    reader.add(sim('notAllowed', name, money(value), 'an invoice cannot be negative'));
  return value ?? new Big(0);
}

function read(
  supplier: Row,
  invoice: string,
  code: TransactionCode,
  value: Big,
  reader: PartReader,
  how: ApParameters,
  world: World,
  settings: Settings,
): Draft {
  const { seed } = world;
  const zero = new Big(0);
  const branch = reader.text('Branch', 10) || (supplier.Branch ?? '');
  if (!seed.branches.some((one) => one.code === branch))
    reader.add(sim('notFound', 'Branch', branch, `branch '${branch}' not found`));
  if (code === 'A' && value.eq(0) && !how.postZero)
    reader.add(sim('notAllowed', 'TransactionValue', '0', 'adjustments of zero are not posted'));
  const date = reader.date('InvoiceDate') || today(world);
  const days = seed.terms.find((one) => one.code === supplier.TermsCode)?.days ?? 0;
  const dueDate = reader.date('DueDate') || how.dueDate || plusDays(date, days);
  const discountDate = reader.date('DiscountDate') || how.discountDate || dueDate;
  const rate = rateOf(supplier, reader, world);
  const lines = reader.parts('LedgerDistribution').map((one) => {
    const { line, problems } = readLine(one, how.ignoreAnalysis, world, settings);
    for (const problem of problems) reader.add(problem);
    return line;
  });
  const taken = new Map<Row, Big>();
  const matches = reader.parts('GrnDetails').flatMap((one) => {
    const { match, problems } = readMatch(
      one,
      supplierKey(world, supplier.Supplier ?? ''),
      taken,
      world,
      settings,
    );
    for (const problem of problems) reader.add(problem);
    return match ? [match] : [];
  });
  const mustMatch = supplier.GrnMatchReqd === 'Y' && !seed.mayUntickGrnMatching;
  if (code === 'I' && mustMatch && reader.parts('GrnDetails').length === 0)
    reader.add(sim('grn', 'Supplier', supplier.Supplier ?? '', 'the supplier requires GRN matching'));
  const draft: Draft = {
    ...{ supplier, invoice, code, branch, date, dueDate, discountDate, value, rate, lines, matches },
    ...{ reference: reader.text('TransactionReference', 30), notation: reader.text('Notation', 100) },
    freight: reader.number('FreightCharge') ?? zero,
    miscellaneous: reader.number('MiscellaneousCharge') ?? zero,
    tax: zero,
    foreignLines: how.foreignLines,
  };
  draft.tax = taxOf(draft, how.automaticTax, reader, world);
  checkBalance(draft, reader, settings);
  return draft;
}

/** The currency is the supplier's; a rate counts for foreign ones only, and must be the table's where that is fixed [XSD]. */
function rateOf({ Currency = '' }: Row, reader: PartReader, { seed }: World): Big {
  if (Currency === seed.company.currency) return new Big(1);
  const table = seed.currencies.find((one) => one.code === Currency);
  const given = reader.number('ExchRateAtEntry');
  const wanted = given?.eq(0) ? null : given;
  if (table?.fixed && wanted && !wanted.eq(big(table.rate)))
    reader.add(sim('notAllowed', 'ExchRateAtEntry', wanted.toFixed(), `the rate is fixed at ${table.rate}`));
  return wanted ?? big(table?.rate ?? '1');
}

/** Tax of the header matters where AP distributes tax; lines that are only tax carry it otherwise [XSD, MEG]. */
function taxOf({ lines }: Draft, automatic: boolean, reader: PartReader, { seed }: World): Big {
  const code = reader.text('TaxCode', 3);
  const value = reader.number('TaxValue');
  const basis = reader.oneOf('TaxBasis', ['E', 'I']);
  const zero = new Big(0);
  if (seed.taxDistribution === 'N' || lines.some(({ taxOnly }) => taxOnly)) return zero;
  const known = seed.taxCodes.find((one) => one.code === code);
  if (code !== '' && !known) reader.add(sim('notFound', 'TaxCode', code, `tax code '${code}' not found`));
  if (basis === 'I') return zero;
  if (value) return value;
  if (!automatic || !known) return zero;
  const net = lines.reduce((sum, line) => sum.plus(line.value), zero);
  return net.times(big(known.rate)).div(100).round(2, 1);
}

/** Distributions, what is matched, charges and tax make up the invoice: natural, but stated nowhere [inferred]. */
function checkBalance(draft: Draft, reader: PartReader, settings: Settings): void {
  if (settings.balance === 'ignored' || settings.glIntegration === 'off') return;
  if (reader.problems.length > 0) return;
  const zero = new Big(0);
  const matched = draft.matches.reduce((sum, { value }) => sum.plus(value), zero);
  const counted = settings.matchedValue === 'counts' ? matched : zero;
  const rest = draft.value.minus(counted).minus(draft.freight).minus(draft.miscellaneous).minus(draft.tax);
  const wanted = draft.foreignLines ? rest : rest.times(draft.rate).round(2, 1);
  const lines = draft.lines.reduce((sum, { value }) => sum.plus(value), zero);
  if (lines.eq(wanted)) return;
  const text = `the distributions are ${money(lines)}, and should be ${money(wanted)}`;
  reader.add(sim('balance', 'TransactionValue', money(draft.value), text));
}
