/** The lines of a purchase order that comes in [XSD, SMP]. */
import type { XmlNode } from '../kit/xml';
import type { Call } from './call';
import { PartReader } from './input';
import type { Problem } from './problems';
import { noStockCode, sim } from './problems';
import type { Row } from './tables';
import { big, decimal } from './values';
import { ledgerRow, put, tableOf } from './world';

export interface LineRules {
  nonStocked: boolean;
  zeroPrice: boolean;
  blankLedgerCode: boolean;
  /** 1 ready to print, 4 printed. */
  status: string;
  ignoresWarnings: boolean;
}

/** LineType of a line, by its element; codes beside that of stock are inferred. */
const TYPES: Record<string, string> = {
  StockLine: '1',
  CommentLine: '6',
  MiscChargeLine: '5',
  FreightLine: '4',
};

/** Books what is right. @returns what is wrong; the caller takes it all back then */
export function bookLines(call: Call, order: Row, details: XmlNode | undefined, rules: LineRules): Problem[] {
  const { world, settings } = call;
  const lines = tableOf(world, 'PorMasterDetail');
  const own = () => lines.all().filter(({ PurchaseOrder }) => PurchaseOrder === order.PurchaseOrder);
  return (details?.children ?? []).flatMap((node): Problem[] => {
    const type = TYPES[node.name];
    if (type === undefined) return [];
    const reader = new PartReader(node, node.name, settings);
    const action = reader.oneOf('LineActionType', ['A', 'C', 'D']);
    const given = reader.number('PurchaseOrderLine');
    const next = Math.max(0, ...own().map(({ Line }) => Number(Line))) + 1;
    const number = String(given ? given.toNumber() : next);
    const there = lines.get(order.PurchaseOrder ?? '', number);
    if (action === 'A' && there)
      reader.add(sim('exists', 'PurchaseOrderLine', number, `line ${number} exists`));
    if (action !== 'A' && !there)
      reader.add(sim('notFound', 'PurchaseOrderLine', number, `line ${number} not found`));
    const isTouched = there && big(there.MReceivedQty).gt(0);
    if (action === 'D' && isTouched)
      reader.add(sim('state', 'PurchaseOrderLine', number, 'goods were received already'));
    const row = action === 'D' ? there : lineOf(call, reader, node.name, type, there, rules);
    if (reader.problems.length > 0) return reader.problems;
    if (action === 'D' && there) lines.remove(there);
    else if (row)
      put(world, 'PorMasterDetail', {
        ...{ ...row, PurchaseOrder: order.PurchaseOrder ?? '', Line: number },
      });
    return [];
  });
}

function lineOf(
  call: Call,
  reader: PartReader,
  element: string,
  type: string,
  there: Row | undefined,
  rules: LineRules,
): Row {
  const { world } = call;
  if (element === 'CommentLine')
    return { LineType: type, MStockDes: reader.text('Comment', 100), MOrderQty: '0', MReceivedQty: '0' };
  const set = (name: string, column: string, length?: number): Row =>
    reader.has(name) ? { [column]: reader.text(name, length) } : {};
  const ledgerCode = reader.text('LedgerCode', 35);
  if (ledgerCode !== '' && !ledgerRow(world, ledgerCode))
    reader.add(sim('notFound', 'LedgerCode', ledgerCode, `ledger code '${ledgerCode}' not found`));
  if (ledgerCode === '' && !there && !rules.blankLedgerCode) reader.needed('LedgerCode');
  const quantity = element === 'StockLine' ? reader.number('OrderQty') : null;
  if (element === 'StockLine') checkStock(call, reader, there, rules);
  const price = reader.number('Price') ?? reader.number('MiscAmount') ?? reader.number('FreightValue');
  if (element === 'StockLine' && !there) {
    if (!quantity || quantity.lte(0)) reader.needed('OrderQty');
    if (!rules.zeroPrice && (!price || price.eq(0)))
      reader.add(sim('notAllowed', 'Price', price?.toFixed() ?? '', 'a price of zero is not allowed'));
  }
  return {
    ...{ LineType: type, MReceivedQty: decimal(big('0'), 6), MCompleteFlag: '', MStockCode: '' },
    ...{ MStockDes: '', MWarehouse: '', MOrderUom: 'EA', MPriceUom: 'EA', MGlCode: '', MProductClass: '' },
    ...{ MLatestDueDate: '', MPrice: decimal(big('0'), 5), MOrderQty: decimal(big('1'), 6) },
    ...there,
    ...set('StockCode', 'MStockCode', 30),
    ...set('StockDescription', 'MStockDes', 50),
    ...set('Warehouse', 'MWarehouse', 10),
    ...set('OrderUom', 'MOrderUom', 10),
    ...set('PriceUom', 'MPriceUom', 10),
    ...set('LedgerCode', 'MGlCode'),
    ...set('ProductClass', 'MProductClass', 20),
    ...(reader.date('LatestDueDate') !== '' && { MLatestDueDate: reader.date('LatestDueDate') }),
    ...(quantity && { MOrderQty: decimal(quantity, 6) }),
    ...(price && { MPrice: decimal(price, 5) }),
  };
}

/** Stocked lines name a stock code; others go to warehouse ** and need a product class [SMP, XSD]. */
function checkStock({ world }: Call, reader: PartReader, there: Row | undefined, rules: LineRules): void {
  if (there) return;
  const stockCode = reader.needed('StockCode', 30);
  const isOther = reader.text('Warehouse') === '**' || reader.text('NonStockedLine') === 'Y';
  if (!isOther) {
    if (stockCode !== '' && !world.seed.stockCodes.some(({ code }) => code === stockCode))
      reader.add(noStockCode(stockCode));
    const warehouse = reader.needed('Warehouse', 10);
    if (warehouse !== '' && !world.seed.warehouses.includes(warehouse))
      reader.add(sim('notFound', 'Warehouse', warehouse, `warehouse '${warehouse}' not found`));
    return;
  }
  if (!rules.nonStocked)
    reader.add(sim('notAllowed', 'StockCode', stockCode, 'non-stocked items are not allowed'));
  reader.needed('ProductClass', 20);
}
