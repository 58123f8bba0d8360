import { erpOf } from '../../../sandbox/erps';
import type { Documents, Json } from '../operationsOfEveryErp';
import { cents, operationsOfErp } from '../operationsOfEveryErp';

const documents: Documents = {
  read(payload) {
    const { PostApInvoice } = payload.document as Record<string, { Item: Json | Json[] }>;
    const [item] = [PostApInvoice?.Item ?? []].flat();
    return { vendor: item?.Supplier, cents: cents(item?.TransactionValue) };
  },
};

operationsOfErp(erpOf('syspro'), documents);
