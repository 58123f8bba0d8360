/** Invoice lines as JAGGAER writes them. */
import type Big from 'big.js';
import type { WireLine } from '../jaggaer/wire';
import { ZERO, jsonNumber, shareOut, sum } from './money';
import type { ChargePlan, InvoicePlan, LinePlan } from './plan';
import { LINE_FIELDS, NO_ATTACHMENTS, SHIP_TO } from './wireAddress';
import { splitGroups } from './wireSplits';

type LineCharges = Pick<
  WireLine,
  'taxCharge1' | 'taxCharge2' | 'shippingCharge' | 'handlingCharge' | 'discountAmount'
>;

const CHARGES: Array<[keyof LineCharges, ChargePlan['kind']]> = [
  ['taxCharge1', 'tax1'],
  ['taxCharge2', 'tax2'],
  ['shippingCharge', 'freight'],
  ['handlingCharge', 'handling'],
  ['discountAmount', 'discount'],
];

/**
 * The lines. Header charges are repeated on them, shared out by weight: the same money once more [P]. A cancelled
 * invoice has none [C UML].
 */
export function wireLines(plan: InvoicePlan): WireLine[] {
  if (plan.scenario === 'cancelled') return [];
  const weights = plan.lines.map((line) => line.amount);
  const parts = CHARGES.map(([, kind]) => {
    const total = chargeOf(plan, kind);
    return sum(weights).eq(0) ? weights.map(() => ZERO) : shareOut(total, weights);
  });
  return plan.lines.map((line, at) => {
    const sign = plan.credit ? -1 : 1;
    const charges = CHARGES.map(([name], kind): [string, number] => {
      const part = parts[kind]?.[at] ?? ZERO;
      return [name, jsonNumber(part.times(name === 'discountAmount' ? 1 : sign))];
    });
    return wireLine(plan, line, Object.fromEntries(charges) as unknown as LineCharges);
  });
}

/** Sum of the charges of a kind, positive. */
export const chargeOf = (plan: InvoicePlan, kind: ChargePlan['kind']): Big =>
  sum(plan.charges.filter((charge) => charge.kind === kind).map((charge) => charge.amount));

function wireLine(plan: InvoicePlan, line: LinePlan, charges: LineCharges): WireLine {
  const { order } = line;
  const sign = plan.credit ? -1 : 1;
  return {
    lineId: plan.invoiceId * 100 + line.number,
    lineNumber: line.number,
    item: {
      description: line.description,
      unitOfMeasure: {
        dimension: line.unit,
        alternateUnitOfMeasure: [
          { type: 'system', dimension: line.unit },
          { type: 'supplier', dimension: line.unit },
        ],
      },
      productType: 'NonCatalogItem',
    },
    ...(plan.businessUnit.code !== '' && { businessUnit: plan.businessUnit.code }),
    ...(order && { poNumber: order.number, poLineNumber: String(order.line), poAPStatus: 'Close' }),
    receipts: { receipt: [] },
    quantity: line.quantity.toNumber(),
    // the sign of lines on a credit memo is unseen; an integrator's Math.abs(unitPrice) suggests this [C NS, I]
    unitPrice: jsonNumber(line.unitPrice.times(sign)),
    capitalExpense: 'false',
    taxable: 'true',
    ...charges,
    earlyPaymentDiscount: 0,
    matchStatus: plan.matchStatus,
    isSubstituteItem: 'false',
    toleranceStatus: 'Exact',
    fulfillmentCenterName: `${plan.supplier.city} 1`,
    additionalInfo: NO_ATTACHMENTS,
    // a code space of its own [P]
    invoiceOwner: { businessUnit: 'NWP_AP', email: 'ap@northwind-paper.example' },
    customFieldValueSetList: LINE_FIELDS,
    splittableFieldSetGroupList: plan.codedInHeader
      ? {}
      : splitGroups(line.splits, line.distribution, 'Line', sign),
    ...(order && { poMatchStatus: 'Fully Matched', poLineMatchStatus: 'Fully Matched' }),
    shipTo: SHIP_TO,
  };
}
