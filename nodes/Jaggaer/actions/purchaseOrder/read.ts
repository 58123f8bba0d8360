import type { Action } from '../../../shared/actions';
import { limitFields, simplifyField } from '../../../shared/fields';
import { readPurchaseOrder } from '../../documents/purchaseOrder';
import { purchaseOrderIdOf } from '../../targets/purchaseOrder';
import { addressOf, connect } from '../../transport/connection';
import { walkList } from '../../transport/list';
import { read } from '../../transport/request';
import { idIn, itemOf, wantedRows } from '../options';

/** The paths are assumed (no public source): JAGGAER names them at onboarding, the credential takes them. */
export const purchaseOrderReads: Record<string, Action> = {
  get: {
    fields: [
      {
        displayName: 'Purchase Order ID',
        name: 'purchaseOrderId',
        type: 'string',
        default: '',
        required: true,
        placeholder: 'e.g. 20417',
        description:
          'The path used for this is assumed: confirm it with JAGGAER and set it in the credential',
      },
      simplifyField,
    ],
    async run(context, index) {
      const connection = await connect(context);
      const id = idIn(context, 'purchaseOrderId', index);
      const wire = await read(connection, addressOf(connection, 'purchaseOrder', id), `purchase order ${id}`);
      return [itemOf(context, index, readPurchaseOrder(wire, connection.origin), wire)];
    },
  },
  getAll: {
    fields: [...limitFields, simplifyField],
    async run(context, index) {
      const connection = await connect(context);
      const most = wantedRows(context, index);
      const found = [];
      for await (const rows of walkList(connection, 'purchaseOrders', { idOf: purchaseOrderIdOf })) {
        found.push(
          ...rows.map((wire) => itemOf(context, index, readPurchaseOrder(wire, connection.origin), wire)),
        );
        if (found.length >= most) break;
      }
      return found.slice(0, Math.min(most, found.length));
    },
  },
};
