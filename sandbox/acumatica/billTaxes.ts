/** Taxes of a bill [doc IDG:Bill_CreateWithOverridingTaxes]. */
import Big from 'big.js';
import { fail, notFound } from './billHeader';
import type { BoundRow } from './binding';
import type { RecordData } from './records';
import { folded, newRecord } from './records';
import type { World } from './world';

/** Taxes by category of the lines; with IsTaxValid the sent ones, as far as the tax zone allows. */
export function completeTaxes(
  world: World,
  bill: RecordData,
  sent: BoundRow[] | undefined,
  places: number,
): void {
  const computed = computedTaxes(world, bill, places);
  if (bill.fields.IsTaxValid !== true) {
    bill.details.TaxDetails = computed;
  } else if (sent) {
    bill.details.TaxDetails = sent
      .filter((row) => !row.isDeleted)
      .map((row) => sentTax(world, row, computed));
  } else bill.details.TaxDetails = bill.details.TaxDetails ?? computed;
  bill.fields.TaxTotal = (bill.details.TaxDetails ?? [])
    .reduce((sum, tax) => sum.plus(Number(tax.fields.TaxAmount ?? 0)), Big(0))
    .round(places)
    .toNumber();
}

function sentTax(world: World, row: BoundRow, computed: RecordData[]): RecordData {
  const known = world.seed.taxes.find((one) => folded(one.id) === folded(row.values.TaxID));
  const tax = newRecord({
    ...row.values,
    TaxID: known?.id ?? row.values.TaxID ?? '',
    TaxRate: row.values.TaxRate ?? Number(known?.rate ?? 0),
  });
  if (!known) fail(tax, 'TaxID', notFound('Tax', row.values.TaxID));
  else if (
    world.seed.preferences.taxZone === 'internal' &&
    !computed.some((one) => one.fields.TaxID === known.id)
  ) {
    // only taxes the system would compute too [doc]; text [inferred]
    fail(tax, 'TaxID', `Tax '${known.id}' is not applicable to the document.`);
  }
  return tax;
}

function computedTaxes(world: World, bill: RecordData, places: number): RecordData[] {
  const bases = new Map<string, Big>();
  for (const line of bill.details.Details ?? []) {
    const category = world.seed.taxCategories.find(
      (one) => folded(one.id) === folded(line.fields.TaxCategory),
    );
    for (const id of category?.taxes ?? []) {
      bases.set(id, (bases.get(id) ?? Big(0)).plus(Number(line.fields.Amount ?? 0)));
    }
  }
  return [...bases].flatMap(([id, base]) => {
    const tax = world.seed.taxes.find((one) => one.id === id);
    if (!tax) return [];
    return newRecord({
      TaxID: id,
      TaxRate: Number(tax.rate),
      TaxableAmount: base.toNumber(),
      TaxAmount: base.times(tax.rate).div(100).round(places).toNumber(),
    });
  });
}
