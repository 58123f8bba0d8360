import type { INodeProperties } from 'n8n-workflow';
import type { Action } from '../../../shared/actions';
import { optionsField } from '../../../shared/fields';
import { given, modifiedAfter, textFilter } from '../../../shared/filters';
import { purchaseOrderAction } from '../../../shared/purchaseOrderAction';
import { trimmed } from '../../../shared/text';
import { changedAt } from '../../masterDocuments';
import { foundOrder } from '../../purchaseOrders/wire';
import { purchaseOrderTarget } from '../../targets/purchaseOrder';
import { connect } from '../../transport/connection';
import { refAt, textAt } from '../../transport/wire';
import { equalsFilter, modifiedFilter } from '../filters';
import { reads } from '../reading';

const options: INodeProperties = optionsField([
  {
    displayName: 'Accounts Payable Account',
    name: 'payable',
    type: 'string',
    default: '',
    placeholder: 'e.g. 2000',
    description:
      'Its number, whole name or ID. Needed where the company has several accounts of that type in one currency.',
  },
  {
    displayName: 'Item of Lines Without Account',
    name: 'item',
    type: 'string',
    default: '',
    placeholder: 'e.g. Purchase',
    description: 'Name or ID of an item, for lines to which the mapping gives neither account nor item',
  },
]);

/** Brings orders into step with JAGGAER: created, updated, and closed once they bind nothing any more. */
const upsert = purchaseOrderAction({
  fields: [options],
  async makeTarget(context) {
    const { payable, item } = context.getNodeParameter('options', 0, {}) as Record<string, unknown>;
    return purchaseOrderTarget(await connect(context), { payable: trimmed(payable), item: trimmed(item) });
  },
});

const orderReads = reads({
  ...{ entity: 'PurchaseOrder', word: 'purchase order' },
  keyField: {
    displayName: 'Purchase Order ID',
    name: 'order',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. 167',
    description: 'QuickBooks Online’s ID of the order, not its number',
  },
  filterFields: [
    modifiedAfter,
    textFilter('Number', 'number', 'Number of the order'),
    textFilter('Vendor ID', 'vendor', 'QuickBooks Online’s ID of the vendor'),
  ],
  filters: (filters) => [
    ...modifiedFilter(filters),
    ...equalsFilter('DocNumber', given(filters, 'number')),
    ...equalsFilter('VendorRef', given(filters, 'vendor')),
  ],
  show(wire) {
    const { id, number, vendor, isClosed, isBilled, stampedKey, date, dueDate, lines } = foundOrder(wire);
    return {
      ...{ id, number, vendor, vendorName: textAt(wire, 'VendorRef.name') || null },
      ...{ status: isClosed ? 'Closed' : 'Open', isBilled, key: stampedKey, date, dueDate: dueDate || null },
      ...{ amount: textAt(wire, 'TotalAmt'), currency: refAt(wire, 'CurrencyRef') || null },
      lines: lines.map((line) => ({
        ...{ id: line.id, description: line.description, amount: line.amount, quantity: line.quantity },
        ...{ item: line.item || null, account: line.account || null, class: line.class || null },
      })),
      lastUpdate: changedAt(wire),
    };
  },
});

export const purchaseOrder: Record<string, Action> = { upsert, ...orderReads };
