import type { Actions } from '../../shared/actions';
import { attachment } from './attachment';
import { connection } from './connectionCheck';
import { customApiCall } from './customApiCall';
import { glAccount } from './glAccount';
import { get } from './invoice/get';
import { getMany } from './invoice/getMany';
import { writeErpResult } from './invoice/writeErpResult';
import { paymentStatus } from './paymentStatus';
import { purchaseOrder } from './purchaseOrder';
import { supplier } from './supplier';

/** Everything the JAGGAER node can do, by resource and operation. */
export const actions: Actions = {
  attachment,
  connection,
  customApiCall,
  glAccount,
  invoice: { get, getAll: getMany, writeErpResult },
  paymentStatus,
  purchaseOrder,
  supplier,
};
