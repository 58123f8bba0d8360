import { order } from '../../../sandbox/control';
import { erpOf } from '../../../sandbox/erps';
import type { Documents, Json } from '../operationsOfEveryErp';
import { operationsOfErp, sumOf } from '../operationsOfEveryErp';

const documents: Documents = {
  read(payload, vendors) {
    const [document] = Object.values(payload as Record<string, Json>);
    const { value } = document?.VendorRef as { value: string };
    return { vendor: vendors.get(value), cents: sumOf(document?.Line as Json[], 'Amount') };
  },
  async vendors(url) {
    const { records } = (await order(url, 'state?entity=Vendor')) as {
      records: Array<{ Id: string; AcctNum?: string }>;
    };
    return new Map(records.map(({ Id, AcctNum }) => [Id, AcctNum ?? '']));
  },
};

operationsOfErp(erpOf('quickbooks-online'), documents);
