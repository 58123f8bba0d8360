/** A purchase order as it is to stand in Sage Intacct. Pure. */
import type { PurchaseOrder, PurchaseOrderLine, Split } from '../../shared/documents';
import type { Decimal } from '../../shared/money';
import { allocate } from '../../shared/money';
import { dateOfOrder, joinParts, lacks, lineMark, vendorOfOrder } from '../../shared/orderLines';
import { orderKey } from '../../shared/purchaseOrderAction';
import { stampOf } from '../../shared/stamp';
import { dimensionField } from '../dimensions';

export interface OrderSettings {
  /** Transaction definition, e.g. `Purchase Order`: the first part of every document id. */
  definition: string;
  /** Line field that holds JAGGAER's order and line number: `MEMO` or a custom field. */
  markField: string;
  /** Item of lines that the mapping gives none; '' holds them. */
  item: string;
  /** State of new orders; '' leaves it to the definition. */
  newState: '' | 'Draft' | 'Pending';
  /** Whether the order's currency is sent: companies with one currency do not need it. */
  withCurrency: boolean;
  /** '' is Intacct Daily Rate (source: purchasing-transactions). */
  exchangeRateType: string;
  /** Record numbers of user-defined dimensions by field and code: lines carry those; none where they cannot be read. */
  ownIds?: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export interface WantedLine {
  /** `PO number/line`, from the second part of a split line on with `#2`, …: names the line for ever. */
  mark: string;
  item: string;
  description: string;
  quantity: Decimal;
  unit: string;
  price: Decimal;
  /** By field, e.g. `LOCATIONID`. */
  dimensions: Record<string, string>;
}

export interface WantedOrder {
  documentId: string;
  number: string;
  vendor: string;
  /** Our stamp, in the reference number. */
  reference: string;
  date: string;
  dueDate: string;
  /** '' leaves it to the vendor. */
  terms: string;
  /** '' is not sent. */
  currency: string;
  lines: WantedLine[];
}

/** `Purchase Order-PO7`: numbers may have dashes themselves (source: purchasing-transactions). */
export const documentIdOf = (definition: string, number: string): string => `${definition}-${number}`;

/** The number in a document id: what is left without the definition. */
export const numberIn = (definition: string, documentId: string): string =>
  documentId.startsWith(`${definition}-`) ? documentId.slice(definition.length + 1) : documentId;

/** @throws Refusal (held) that says what the order lacks */
export function wantedOrder(order: PurchaseOrder, settings: OrderSettings): WantedOrder {
  const vendor = vendorOfOrder(order);
  const date = dateOfOrder(order);
  return {
    documentId: documentIdOf(settings.definition, order.number),
    number: order.number,
    vendor,
    reference: stampOf(orderKey(order)),
    date,
    dueDate: order.dueDate ?? date,
    terms: order.erpTerms ?? '',
    currency: settings.withCurrency ? (order.currency ?? '') : '',
    lines: order.lines
      .filter(({ cancelled }) => !cancelled)
      .flatMap((line) => wantedLines(order, line, settings)),
  };
}

/** A line for each coding: Sage Intacct has no splits on order lines, and the account is the item's. */
function wantedLines(order: PurchaseOrder, line: PurchaseOrderLine, settings: OrderSettings): WantedLine[] {
  const place = `Line ${line.number} of purchase order ${order.number}`;
  const item = line.erpItem ?? settings.item;
  if (item === '') {
    const advice =
      'Add a mapping row of kind item, a rule for items in the Crosswalk, or an item in this node.';
    throw lacks('unmapped.item', `${place} has no item`, advice);
  }
  const parts = partsOf(line, place, order.erpEntity, settings);
  const amounts = parts.map(({ amount }) => amount);
  const quantities = parts.length < 2 ? [line.quantity] : allocate(line.quantity, amounts, 8);
  return parts.map(({ dimensions }, at) => ({
    mark: lineMark(order.number, line.number, at + 1),
    item,
    description: line.description,
    quantity: quantities[at] ?? '0',
    unit: line.erpUnit ?? '',
    price: line.unitPrice,
    dimensions,
  }));
}

interface Part {
  dimensions: Record<string, string>;
  amount: Decimal;
}

/** Splits with the same dimensions are one. */
function partsOf(
  line: PurchaseOrderLine,
  place: string,
  entity: string | null,
  settings: OrderSettings,
): Part[] {
  const splits: Array<Pick<Split, 'amount' | 'erpDimensions'>> =
    line.splits.length > 0 ? line.splits : [{ amount: '0', erpDimensions: {} }];
  const parts = splits.map(({ amount, erpDimensions }): Part => {
    const dimensions = fieldsOf(erpDimensions, place, settings);
    if (entity !== null && entity !== '') dimensions.LOCATIONID ??= entity;
    return { dimensions, amount };
  });
  return joinParts(parts, ({ dimensions }) => JSON.stringify(Object.entries(dimensions).sort()));
}

function fieldsOf(
  dimensions: Record<string, string>,
  place: string,
  { ownIds }: OrderSettings,
): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, code] of Object.entries(dimensions)) {
    if (code === '') continue;
    const field = lineFieldOf(name);
    if (field === null) {
      const advice =
        'Name dimensions in the Crosswalk as Sage Intacct does: location, department, class, project, customer, employee, or GLDIM and the name of your own.';
      throw lacks(
        'setting.dimension',
        `${place}: Sage Intacct has no dimension “${name}” on order lines`,
        advice,
      );
    }
    const id = ownIds?.get(field)?.get(code);
    if (ownIds?.has(field) && id === undefined) {
      const advice = 'Correct the mapping row, or add the value in Sage Intacct.';
      throw lacks('dimension.unknown', `${place}: ${field} has no value “${code}”`, advice);
    }
    fields[field] = id ?? code;
  }
  return fields;
}

/** Field of an order line for a dimension's name; null where it has none. The item is the line's own. */
export function lineFieldOf(name: string): string | null {
  const field = dimensionField(name)?.field ?? null;
  return field === 'ITEMID' ? null : field;
}
