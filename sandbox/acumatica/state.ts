/** What the control API shows and takes. */
import Big from 'big.js';
import type { Route } from '../kit/simulator';
import type { PaymentOrder } from './payments';
import { changeMasters } from './changeMasters';
import { applyAdjustment, pay, voidPayment } from './payments';
import { placeBill } from './placeBill';
import type { RecordData, Scalar } from './records';
import { endOverdue } from './release';
import type { SeedBill } from './seed';
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

function showBill(world: World, bill: RecordData) {
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
    files: bill.files.map((file) => ({ name: file.name, bytes: file.bytes.length })),
  };
}

export const controlRoutes: Route<World>[] = [
  {
    method: 'POST',
    path: '/bills',
    handle: (request, world) => {
      const body = request.json();
      const given = Array.isArray(body) ? (body as SeedBill[]) : [body as SeedBill];
      const placed = given.map((one) => {
        if (typeof one !== 'object' || one === null || typeof one.vendor !== 'string') {
          throw new TypeError('A bill needs a vendor.');
        }
        return showBill(world, placeBill(world, one));
      });
      return { status: 200, body: { bills: placed } };
    },
  },
  {
    method: 'POST',
    path: '/masters',
    handle: (request, world) => ({
      status: 200,
      body: { changed: changeMasters(world, request.json()) },
    }),
  },
  {
    method: 'POST',
    path: '/payments',
    handle: (request, world) => {
      const order = request.json() as PaymentOrder & { void?: string };
      const check =
        typeof order.void === 'string'
          ? voidPayment(world, order.void, order.touchesBill !== false)
          : order.debitAdjustment === undefined
            ? pay(world, order)
            : applyAdjustment(world, order, order.debitAdjustment);
      return { status: 200, body: { id: check.id, ...check.fields } };
    },
  },
];
