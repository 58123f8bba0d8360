/** Puts a bill into the tenant directly, as if somebody had entered it in the browser. */
import Big from 'big.js';
import type { RecordData } from './records';
import { newRecord } from './records';
import type { SeedBill } from './seed';
import type { World } from './world';
import { commitBill, nextNumber, storeOf } from './world';

export function placeBill(world: World, given: SeedBill): RecordData {
  const sum = (given.lines ?? []).reduce((total, line) => total.plus(line.amount), Big(0));
  const taxes = (given.taxes ?? []).reduce((total, tax) => total.plus(tax.amount), Big(0));
  const amount = Number(given.amount ?? sum.plus(taxes).toString());
  const date = given.date ?? world.now().toISOString().slice(0, 10);
  const period = world.seed.periods.find((one) => one.from <= date && date <= one.to);
  const status = given.status ?? 'Balanced';
  const branch = given.branch ?? world.seed.branches[0]?.id ?? '';
  const vendor = storeOf(world, 'Vendor').byKey(given.vendor);
  const bill = newRecord(
    {
      Type: given.type ?? 'Bill',
      ReferenceNbr: given.referenceNbr ?? nextNumber(world, 'Bill'),
      Status: status,
      Hold: status === 'On Hold',
      Vendor: given.vendor,
      VendorRef: given.vendorRef ?? '',
      Description: given.description ?? '',
      Date: date,
      DueDate: date,
      PostPeriod: given.postPeriod ?? (period ? `${period.number}${period.year}` : ''),
      CurrencyID: given.currency ?? vendor?.fields.CurrencyID ?? 'USD',
      BranchID: branch,
      Amount: amount,
      Balance: status === 'Closed' ? 0 : amount,
      TaxTotal: taxes.toNumber(),
      IsTaxValid: given.taxes !== undefined,
    },
    {
      Details: (given.lines ?? []).map((line) =>
        newRecord({
          Account: line.account,
          Subaccount: line.subaccount ?? '',
          Branch: line.branch ?? branch,
          Qty: Number(line.qty ?? '1'),
          UnitCost: Big(line.amount)
            .div(Number(line.qty ?? '1') || 1)
            .round(6)
            .toNumber(),
          ExtendedCost: Number(line.amount),
          Amount: Number(line.amount),
          TransactionDescription: line.description ?? '',
          TaxCategory: line.taxCategory ?? '',
          POOrderType: line.poOrderNbr === undefined ? '' : 'Normal',
          POOrderNbr: line.poOrderNbr ?? '',
          POLine: line.poLine ?? null,
        }),
      ),
      TaxDetails: (given.taxes ?? []).map((tax) =>
        newRecord({ TaxID: tax.id, TaxableAmount: Number(tax.taxable), TaxAmount: Number(tax.amount) }),
      ),
      Applications: [],
    },
  );
  commitBill(world, bill);
  const number = Number(bill.fields.ReferenceNbr);
  if (Number.isInteger(number)) world.numbers.Bill = Math.max(world.numbers.Bill ?? 0, number);
  return bill;
}
