/** Purchase receipts of the seed as records; field names differ from those of orders and bills [official client]. */
import Big from 'big.js';
import type { RecordData } from './records';
import { newRecord } from './records';
import type { SeedReceipt } from './seed';
import type { World } from './world';
import { storeOf } from './world';

export function receiptRecord(world: World, receipt: SeedReceipt): RecordData {
  const { number, lines } = receipt;
  const branch = receipt.branch ?? world.seed.branches[0]?.id ?? '';
  const costs = lines.map((line) => Big(line.quantity).times(line.unitCost).round(2));
  const total = (amounts: Big[]) => amounts.reduce((sum, one) => sum.plus(one), Big(0)).toNumber();
  const quantity = total(lines.map((line) => Big(line.quantity)));
  const period = world.seed.periods.find((one) => one.from <= receipt.date && receipt.date <= one.to);
  return newRecord(
    {
      ...{ Type: receipt.type ?? 'Receipt', ReceiptNbr: number, Status: receipt.status ?? 'Released' },
      ...{ Hold: receipt.status === 'On Hold', VendorID: receipt.vendor, VendorRef: receipt.vendorRef ?? '' },
      ...{ Location: 'MAIN', Date: receipt.date, BillDate: receipt.date, Branch: branch, CreateBill: false },
      ...{ CurrencyID: receipt.currency ?? 'USD', TotalCost: total(costs) },
      PostPeriod: period ? `${period.number}${period.year}` : '',
      ...{ ControlQty: quantity, TotalQty: quantity, UnbilledQuantity: quantity },
      LastModifiedDateTime: world.now().getTime(),
    },
    {
      Details: lines.map((line, at) => {
        const ordered = orderedOf(world, line.order);
        return newRecord({
          ...{ LineNbr: line.line, LineType: 'Goods for IN', InventoryID: line.inventory ?? '' },
          ...{ TransactionDescription: line.description ?? '', UOM: line.uom ?? 'EA' },
          ...{ ReceiptQty: Number(line.quantity), OrderedQty: ordered.toNumber() },
          OpenQty: ordered.minus(line.quantity).toNumber(),
          ...{ UnitCost: Number(line.unitCost), ExtendedCost: costs[at]?.toNumber() ?? 0 },
          ...{ Account: line.account, Subaccount: line.subaccount, Branch: line.branch ?? branch },
          ...{ POOrderType: line.order.type ?? 'Normal', POOrderNbr: line.order.number },
          POLineNbr: line.order.line,
        });
      }),
    },
  );
}

function orderedOf(world: World, { type, number, line }: SeedReceipt['lines'][number]['order']): Big {
  const order = storeOf(world, 'PurchaseOrder').byKey(type ?? 'Normal', number);
  const found = order?.details.Details?.find((one) => one.fields.LineNbr === line);
  return Big(Number(found?.fields.OrderQty ?? 0));
}
