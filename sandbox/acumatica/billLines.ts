/** Lines of a bill: amounts, codes, and purchase order lines. */
import Big from 'big.js';
import { checkBranch, checkProject, fail, isSet, notFound } from './billHeader';
import type { BoundRow } from './binding';
import type { RecordData } from './records';
import { mergeCustom } from './custom';
import { copyOf, folded, newRecord } from './records';
import type { World } from './world';
import { storeOf } from './world';

/** Applies the rows that were sent: by id, deleted, or added; an order without a line adds all its lines. */
export function applyLines(world: World, bill: RecordData, rows: BoundRow[]): void {
  const lines = bill.details.Details ?? [];
  for (const row of rows) {
    const known = row.id === null ? undefined : lines.find((line) => line.id === row.id);
    if (known && row.isDeleted) lines.splice(lines.indexOf(known), 1);
    else if (known) {
      const changed = applyRow(copyOf(known), row);
      // the total follows a new price, unless it is sent too
      const isRepriced = 'Qty' in row.values || 'UnitCost' in row.values;
      if (isRepriced && !('ExtendedCost' in row.values)) delete changed.fields.ExtendedCost;
      lines[lines.indexOf(known)] = changed;
    } else if (!row.isDeleted) lines.push(...newLines(world, bill, row));
  }
  bill.details.Details = lines;
}

function applyRow(line: RecordData, row: BoundRow): RecordData {
  Object.assign(line.fields, row.values);
  if (row.note !== null) line.note = row.note;
  mergeCustom(line, row.custom);
  return line;
}

function newLines(world: World, bill: RecordData, row: BoundRow): RecordData[] {
  const line = applyRow(newRecord({}), row);
  const { fields } = line;
  if (isSet(fields.POReceiptNbr) && !isSet(fields.POOrderNbr)) return fromReceipt(world, bill, line);
  if (!isSet(fields.POOrderNbr)) return [line];
  // [doc IDG:Bill_CreateForLinesOfPurchaseOrder]
  const order = storeOf(world, 'PurchaseOrder').byKey(fields.POOrderType ?? 'Normal', fields.POOrderNbr);
  if (!order) {
    fail(line, 'POOrderNbr', notFound('PO Number', fields.POOrderNbr));
    return [line];
  }
  if (folded(order.fields.VendorID) !== folded(bill.fields.Vendor)) {
    fail(line, 'POOrderNbr', 'The purchase order belongs to another vendor.');
    return [line];
  }
  if (
    ['On Hold', 'Canceled', 'Cancelled', 'Closed', 'Pending Approval'].includes(String(order.fields.Status))
  ) {
    fail(
      line,
      'POOrderNbr',
      `The purchase order has the ${String(order.fields.Status)} status and cannot be billed.`,
    );
    return [line];
  }
  const open = (order.details.Details ?? []).filter((one) => one.fields.Cancelled !== true);
  if (!isSet(fields.POLine)) return open.map((one) => fromOrder(newRecord({ ...fields }), order, one));
  const found = open.find((one) => one.fields.LineNbr === fields.POLine);
  if (found) return [fromOrder(line, order, found)];
  fail(line, 'POLine', notFound('PO Line', fields.POLine));
  return [line];
}

/** A receipt's line, or all of them; each bills the order line it was received for [doc IDG, PM]. */
function fromReceipt(world: World, bill: RecordData, line: RecordData): RecordData[] {
  const { fields } = line;
  const type = isSet(fields.POReceiptType) ? fields.POReceiptType : 'Receipt';
  const receipt = storeOf(world, 'PurchaseReceipt').byKey(type, fields.POReceiptNbr);
  const rows = (receipt?.details.Details ?? []).filter(
    (row) => !isSet(fields.POReceiptLine) || row.fields.LineNbr === fields.POReceiptLine,
  );
  const isRefused =
    !receipt ||
    receipt.fields.Status !== 'Released' ||
    folded(receipt.fields.VendorID) !== folded(bill.fields.Vendor);
  if (isRefused || rows.length === 0) {
    fail(line, 'POReceiptNbr', notFound('Receipt Nbr.', fields.POReceiptNbr));
    return [line];
  }
  return rows.flatMap(({ fields: row }) => {
    const own = {
      ...{
        POReceiptType: type ?? '',
        POReceiptNbr: fields.POReceiptNbr ?? '',
        POReceiptLine: row.LineNbr ?? null,
      },
      ...{
        POOrderType: row.POOrderType ?? '',
        POOrderNbr: row.POOrderNbr ?? '',
        POLine: row.POLineNbr ?? null,
      },
      ...{ Qty: isSet(fields.Qty) ? (fields.Qty ?? 0) : (row.ReceiptQty ?? 0) },
    };
    const values = { ...fields, ...own };
    return newLines(world, bill, { id: null, isDeleted: false, values, note: null, custom: line.custom });
  });
}

/** Account, cost and text come from the order where the line does not say them. */
function fromOrder(line: RecordData, order: RecordData, source: RecordData): RecordData {
  const { fields } = line;
  const own = source.fields;
  const defaults = {
    POOrderType: order.fields.Type ?? 'Normal',
    POOrderNbr: order.fields.OrderNbr ?? '',
    POLine: own.LineNbr ?? null,
    InventoryID: own.InventoryID ?? '',
    Qty: own.OrderQty ?? 0,
    UOM: own.UOM ?? '',
    UnitCost: own.UnitCost ?? 0,
    Account: own.Account ?? '',
    Subaccount: own.Subaccount ?? '',
    Branch: own.BranchID ?? '',
    TransactionDescription: own.LineDescription ?? '',
    TaxCategory: own.TaxCategory ?? '',
  };
  for (const [name, value] of Object.entries(defaults)) if (!isSet(fields[name])) fields[name] = value;
  return line;
}

/** Computes and checks one line. */
export function completeLine(world: World, bill: RecordData, line: RecordData, places: number): void {
  const { fields } = line;
  completeAmount(line, places);
  if (!isSet(fields.Branch)) fields.Branch = bill.fields.BranchID ?? '';
  if (!line.errors?.Branch) checkBranch(world, line, 'Branch');
  if (!isSet(fields.Project))
    fields.Project = isSet(bill.fields.Project) ? (bill.fields.Project ?? 'X') : 'X';
  checkProject(world, line);
  const account = storeOf(world, 'Account').byKey(fields.Account);
  if (!isSet(fields.Account)) fail(line, 'Account', "Error: 'Account' cannot be empty.");
  else if (!account) fail(line, 'Account', notFound('Account', fields.Account));
  else if (account.fields.Active === false)
    fail(line, 'Account', `Account '${String(fields.Account)}' is inactive.`);
  else {
    fields.Account = account.fields.AccountCD ?? '';
    // Description is the account's, whatever is sent [official client mapping]
    fields.Description = account.fields.Description ?? '';
    if (!isSet(fields.TaxCategory)) fields.TaxCategory = account.fields.TaxCategory ?? '';
  }
  completeSubaccount(world, line, account);
  if (isSet(fields.TaxCategory) && !storeOf(world, 'TaxCategory').byKey(fields.TaxCategory)) {
    fail(line, 'TaxCategory', notFound('Tax Category', fields.TaxCategory));
  }
}

/** ExtendedCost is settable; without it Qty × UnitCost; Amount is always computed [official client mapping]. */
function completeAmount(line: RecordData, places: number): void {
  const { fields } = line;
  const quantity = Big(isSet(fields.Qty) ? Number(fields.Qty) : 1);
  if (isSet(fields.ExtendedCost)) {
    const total = Big(Number(fields.ExtendedCost));
    if (!isSet(fields.UnitCost) && !quantity.eq(0)) fields.UnitCost = total.div(quantity).round(6).toNumber();
    fields.ExtendedCost = total.round(places).toNumber();
  } else
    fields.ExtendedCost = quantity
      .times(Number(fields.UnitCost ?? 0))
      .round(places)
      .toNumber();
  fields.Qty = quantity.toNumber();
  fields.UnitCost = Number(fields.UnitCost ?? 0);
  fields.Amount = fields.ExtendedCost;
}

/** A tenant without subaccounts has none to check. */
function completeSubaccount(world: World, line: RecordData, account: RecordData | undefined): void {
  const { fields } = line;
  const store = storeOf(world, 'Subaccount');
  if (store.size === 0) return;
  if (!isSet(fields.Subaccount)) {
    // cannot be derived from the account, unless that uses the default [community KV#10698]
    const standard = account?.fields.UseDefaultSubaccount === true ? store.all()[0] : undefined;
    if (!standard) return fail(line, 'Subaccount', "Error: 'Subaccount' cannot be empty.");
    fields.Subaccount = standard.fields.SubaccountCD ?? '';
  }
  // the mask may be left out: 000000 for 000-000 [official client PM]
  const bare = (code: unknown) => folded(code).replace(/[^0-9A-Z]/g, '');
  const known =
    store.byKey(fields.Subaccount) ??
    store.all().find((one) => bare(one.fields.SubaccountCD) === bare(fields.Subaccount));
  if (!known) fail(line, 'Subaccount', notFound('Subaccount', fields.Subaccount));
  else if (known.fields.Active === false)
    fail(line, 'Subaccount', `Subaccount '${String(fields.Subaccount)}' is inactive.`);
  else fields.Subaccount = known.fields.SubaccountCD ?? '';
}
