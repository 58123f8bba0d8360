/** PORTOR: goods are received, which makes a GRN. Its success carries no counters [REC test_portor]. */
import type { BusinessObject } from './call';
import { PartReader, kids, parameter, readDocument, rooted } from './input';
import { placeReceipt } from './placeOrders';
import { container, sim } from './problems';
import type { Markup } from './reply';
import { document, fields, tag } from './reply';
import { big } from './values';
import { count, orderKey, savePoint, showOrder, tableOf, today } from './world';

const ROOT = 'PostPurchaseOrderReceipts';

export const postReceipts: BusinessObject = ({ world, settings, input, parameters }) => {
  const given = parameters === '' ? undefined : rooted(readDocument(parameters), ROOT);
  const validateOnly = parameter(given, 'ValidateOnly', 'N') === 'Y';
  const date = parameter(given, 'TransactionDate', today(world));
  const receipts = kids(rooted(readDocument(input), ROOT), 'Item').flatMap((item) => kids(item, 'Receipt'));
  count(world, 'PORTOR', receipts.length);
  const undo = savePoint(world);
  let isWrong = false;
  const answers = receipts.map((node, at): Markup => {
    const reader = new PartReader(node, 'Receipt', settings);
    const order = reader.needed('PurchaseOrder', 20);
    const line = reader.needed('PurchaseOrderLine');
    const quantity = reader.number('Quantity');
    const row = tableOf(world, 'PorMasterDetail').get(orderKey(order), String(Number(line)));
    if (!row) reader.add(sim('notFound', 'PurchaseOrder', order, `line ${line} of '${order}' not found`));
    if (!quantity || quantity.lte(0)) reader.needed('Quantity');
    const open = big(row?.MOrderQty).minus(big(row?.MReceivedQty));
    if (row && quantity?.gt(open))
      reader.add(sim('notAllowed', 'Quantity', quantity.toFixed(), `only ${open.toFixed()} are outstanding`));
    if (reader.problems.length > 0) {
      isWrong = true;
      return tag(
        'Item',
        reader.problems.map((one) => container(one)),
      );
    }
    const grn = placeReceipt(world, {
      ...{ order, line: Number(line), quantity: quantity?.toFixed() ?? '0', date },
      ...(reader.text('GRNNumber') !== '' && { grn: reader.text('GRNNumber') }),
      deliveryNote: reader.text('DeliveryNote', 30),
    });
    const key = { PurchaseOrder: showOrder(orderKey(order)), Line: String(Number(line)), Grn: grn.Grn };
    return tag('Item', [
      tag('Key', fields({ ...key, LotNumber: '' })),
      tag('ItemNumber', String(at + 1).padStart(6, '0')),
    ]);
  });
  const wholeOnly = parameter(given, 'ApplyIfEntireDocumentValid', 'Y') === 'Y';
  if (validateOnly || (isWrong && wholeOnly)) undo();
  return document('postpurchaseorderreceipts', answers);
};
