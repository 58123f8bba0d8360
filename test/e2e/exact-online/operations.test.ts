import { order } from '../../../sandbox/control';
import { erpOf } from '../../../sandbox/erps';
import type { Documents, Json } from '../operationsOfEveryErp';
import { operationsOfErp, sumOf } from '../operationsOfEveryErp';

const documents: Documents = {
  read(payload, vendors) {
    const { Supplier, PurchaseEntryLines: lines } = payload as Record<string, Json[]>;
    return { vendor: vendors.get(String(Supplier)), cents: sumOf(lines ?? [], 'AmountFC') };
  },
  async vendors(url) {
    const { rows } = (await order(url, 'state?rows=crm/Accounts')) as {
      rows: Array<{ ID: string; Code: string }>;
    };
    return new Map(rows.map(({ ID, Code }) => [ID, Code.trim()]));
  },
};

operationsOfErp(erpOf('exact-online'), documents);
