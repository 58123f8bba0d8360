/** What the control API shows. */
import { createHash } from 'node:crypto';
import Big from 'big.js';
import type { RecordData, Scalar } from './records';
import { endOverdue } from './release';
import type { World } from './world';
import { storeOf } from './world';

/** Counts; with ?entity=Bill the bills themselves; with another entity its records. */
export function readState(world: World, query: URLSearchParams): unknown {
  endOverdue(world);
  const entity = query.get('entity');
  if (entity === 'Bill')
    return {
      bills: storeOf(world, 'Bill')
        .all()
        .map((bill) => showBill(world, bill)),
    };
  if (entity !== null && world.stores.has(entity)) {
    return {
      records: storeOf(world, entity)
        .all()
        .map((record) => ({ id: record.id, ...record.fields })),
    };
  }
  const now = world.now().getTime();
  return {
    counts: Object.fromEntries([...world.stores].map(([name, store]) => [name, store.size])),
    sessions: [...world.identity.sessions.values()].filter((one) => one.ends > now).length,
    tenant: world.seed.tenant,
    build: world.seed.build,
    preferences: world.seed.preferences,
  };
}

const text = (value: Scalar | undefined): string => String(value ?? '');

export function showBill(world: World, bill: RecordData) {
  const { fields } = bill;
  const currency = storeOf(world, 'Currency').byKey(fields.CurrencyID);
  const places = Number(currency?.fields.DecimalPrecision ?? 2);
  const money = (value: Scalar | undefined) => Big(Number(value ?? 0)).toFixed(places);
  return {
    id: bill.id,
    type: text(fields.Type),
    referenceNbr: text(fields.ReferenceNbr),
    vendor: text(fields.Vendor),
    vendorRef: text(fields.VendorRef),
    description: text(fields.Description),
    amount: money(fields.Amount),
    balance: money(fields.Balance),
    taxTotal: money(fields.TaxTotal),
    currency: text(fields.CurrencyID),
    status: text(fields.Status),
    postPeriod: text(fields.PostPeriod),
    branch: text(fields.BranchID),
    date: text(fields.Date),
    dueDate: text(fields.DueDate),
    terms: text(fields.Terms),
    note: bill.note,
    lines: (bill.details.Details ?? []).map((line) => ({
      account: text(line.fields.Account),
      subaccount: text(line.fields.Subaccount),
      branch: text(line.fields.Branch),
      amount: money(line.fields.Amount),
      qty: Big(Number(line.fields.Qty ?? 0)).toFixed(),
      unitCost: Big(Number(line.fields.UnitCost ?? 0)).toFixed(),
      description: text(line.fields.TransactionDescription),
      taxCategory: text(line.fields.TaxCategory),
      project: text(line.fields.Project),
      poOrderNbr: text(line.fields.POOrderNbr),
      poLine: typeof line.fields.POLine === 'number' ? line.fields.POLine : null,
    })),
    taxes: (bill.details.TaxDetails ?? []).map((tax) => ({
      id: text(tax.fields.TaxID),
      taxable: money(tax.fields.TaxableAmount),
      amount: money(tax.fields.TaxAmount),
    })),
    files: bill.files.map(({ name, comment, bytes }) => ({
      ...{ name, comment, bytes: bytes.length },
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
  };
}
