/** Registered invoices of a supplier. */
import type { INodeProperties } from 'n8n-workflow';
import type { ItemAction } from '../../../shared/actions';
import { limitFields, limitOf, locator, located, simplifyField } from '../../../shared/fields';
import { itemOf } from '../../../shared/readAction';
import { readRegistered, simplifyRegistered } from '../../registered';
import { connect } from '../../transport/connection';

const supplierField: INodeProperties = locator('Supplier', 'supplier', 'searchSuppliers', '000000000000001');

/** SYSPRO tells them supplier by supplier only. */
export const getRegistered: ItemAction = {
  fields: [supplierField, ...limitFields, simplifyField],
  async run(context, index) {
    const supplier = located(context, 'supplier', index);
    const rows = await readRegistered(await connect(context), supplier);
    const simple = context.getNodeParameter('simplify', index, true) as boolean;
    return rows
      .slice(0, limitOf(context, index))
      .map((row) => itemOf(simple ? simplifyRegistered(row, supplier) : row, index));
  },
};
