/** Decides everything about one invoice after the other. */
import Big from 'big.js';
import type { Calendar } from './calendar';
import { WINDOW_DAYS, plusDays } from './calendar';
import { BUSINESS_UNITS, NO_BUSINESS_UNIT, TERMS } from './catalogue';
import { ZERO, sum, toCents } from './money';
import type { ChargePlan, InvoicePlan } from './plan';
import { planLines } from './planLines';
import type { Random } from './random';
import type { Scenario } from './scenarios';
import type { Supplier } from './suppliers';
import { MAPPED_SUPPLIERS, UNMAPPED_SUPPLIERS } from './suppliers';

const CREDITS: Scenario[] = ['credit', 'creditWithoutReference', 'totalOff'];
const NO_CHARGES: Scenario[] = ['zero'];
const TAX_RATES = { USD: ['10.25', '8.25', '9.5'], GBP: ['20'], EUR: ['19'] };
const STATUSES: Partial<Record<Scenario, [workflow: string, payment: string]>> = {
  pending: ['Pending', 'Payable'],
  inProcess: ['Completed', 'InProcess'],
  paid: ['Completed', 'Paid'],
  // the word for a cancelled invoice is in no public source [I]
  cancelled: ['Completed', 'Cancelled'],
};

export class Planner {
  private invoiceId = 2_410_000;
  private number = 22;
  private order = 71_000;
  /** Numbers are unique for each vendor, as its own books would have it. */
  private readonly references = new Map<string, number>();

  constructor(
    private readonly random: Random,
    private readonly calendar: Calendar,
    /** Whether lines may leave their coding to the purchase order. */
    private readonly silentLines = true,
  ) {}

  /** The next invoice. */
  plan(scenario: Scenario): InvoicePlan {
    const { random } = this;
    const supplier = random.pick(scenario === 'unmappedSupplier' ? UNMAPPED_SUPPLIERS : MAPPED_SUPPLIERS);
    const credit = CREDITS.includes(scenario);
    const isOrder =
      scenario.startsWith('order') || (scenario !== 'zero' && random.chance(credit ? 0.1 : 0.4));
    const orderNumber = isOrder ? String((this.order += random.whole(1, 4))).padStart(10, '0') : null;
    const { lines, codedInHeader } = planLines(random, {
      ...{ supplier, scenario, orderNumber, silentLines: this.silentLines },
    });
    const dates = this.dates(supplier, scenario);
    const goods = sum(lines.map((line) => line.amount));
    const { charges, engineTax, supplierTax } = this.charges(scenario, supplier, goods);
    const [workflowStatus, paymentStatus] = STATUSES[scenario] ?? ['Completed', 'Payable'];
    this.invoiceId += random.whole(1, 7);
    // some numbers never come out of JAGGAER: 10 of 71 in the sample [P]
    this.number += random.chance(0.14) ? 2 : 1;
    const payable = charges.map(({ kind, amount }) => (kind === 'discount' ? amount.times(-1) : amount));
    return {
      ...{ scenario, credit, supplier, lines, codedInHeader, charges, engineTax, supplierTax, ...dates },
      ...{ workflowStatus, paymentStatus, invoiceId: this.invoiceId },
      number: `I${String(this.number).padStart(5, '0')}`,
      clerk: `ap.clerk${random.whole(1, 4)}`,
      supplierName: random.pick(supplier.names),
      businessUnit: random.chance(5 / 64) ? NO_BUSINESS_UNIT : random.pick(BUSINESS_UNITS),
      supplierInvoiceNumber:
        scenario === 'creditWithoutReference' ? null : this.reference(supplier, dates.invoiceDate),
      source: random.weighted([
        ['Manual', 37] as const,
        ['Form Request', 24] as const,
        ['Automated', 3] as const,
      ]),
      matchStatus: random.chance(0.69)
        ? isOrder
          ? 'Matched'
          : 'Unmatched'
        : isOrder
          ? 'Unmatched'
          : 'Do Not Match',
      total: goods.plus(sum(payable)),
      totalError: scenario === 'totalOff' ? new Big('2.05') : ZERO,
      hasTotal: scenario !== 'missingTotal',
      hasEarlyPaymentDiscount: !credit,
      hasWithholdingTax: random.chance(6 / 64),
      hasAttachment: random.chance(0.4),
    };
  }

  private reference(supplier: Supplier, date: string): string {
    const owner = supplier.vendor ?? supplier.number;
    const count = (this.references.get(owner) ?? 0) + 1;
    this.references.set(owner, count);
    return supplier.reference(count, date.slice(0, 4));
  }

  private dates(supplier: Supplier, scenario: Scenario) {
    const { random, calendar } = this;
    const invoiceDate = plusDays(calendar.today, -random.whole(3, WINDOW_DAYS - 2));
    const createDate = plusDays(invoiceDate, random.whole(0, 3));
    const dueDate = plusDays(invoiceDate, TERMS[supplier.terms]?.daysAfter ?? 30);
    // an accounting date can precede the invoice by months [P]
    const closed = plusDays(calendar.openFrom, -random.whole(5, 80));
    const accountingDate =
      scenario === 'closedPeriod' ? closed : random.chance(0.7) ? invoiceDate : createDate;
    return { invoiceDate, createDate, dueDate, accountingDate };
  }

  private charges(scenario: Scenario, supplier: Supplier, goods: Big) {
    const { random } = this;
    const charges: ChargePlan[] = [];
    const add = (kind: ChargePlan['kind'], amount: Big, name?: string) => {
      if (amount.gt(0)) charges.push({ kind, amount, ...(name !== undefined && { name }) });
    };
    const some = (from: number, to: number) => new Big(random.whole(from * 100, to * 100)).div(100);
    if (NO_CHARGES.includes(scenario)) return { charges, engineTax: ZERO, supplierTax: null };
    const rate = random.pick(TAX_RATES[supplier.currency]);
    const tax = toCents(goods.times(rate).div(100));
    const inside = scenario === 'totalOff' || random.chance(0.5);
    const outside = !inside && random.chance(0.3);
    if (inside) add('tax1', tax);
    if (inside && random.chance(0.1)) add('tax2', toCents(goods.times('0.015')));
    if (random.chance(0.25)) add('freight', some(5, 120));
    if (scenario === 'ordinary' && random.chance(0.06)) add('misc', some(3, 25), FUEL);
    if (scenario === 'totalOff' || random.chance(0.07)) add('discount', toCents(goods.times('0.02')));
    if (scenario === 'unmappedCharge') {
      if (random.chance(0.5)) add('handling', some(4, 40));
      else add('misc', some(4, 40), DEPOSIT);
    }
    const told = random.chance(13 / 64);
    const supplierTax = told ? (inside || outside ? tax : ZERO) : null;
    return { charges, engineTax: inside || outside ? tax : ZERO, supplierTax };
  }
}

/** A fee that the mapping knows, and one that it does not. */
export const FUEL = 'Fuel surcharge';
export const DEPOSIT = 'Pallet deposit';
