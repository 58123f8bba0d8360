import { erpOf } from '../../../sandbox/erps';
import type { Documents, Json } from '../operationsOfEveryErp';
import { operationsOfErp, sumOf } from '../operationsOfEveryErp';

const documents: Documents = {
  read(payload) {
    const { create = {}, create_apadjustment: credit } = payload.body as Record<string, Json>;
    const bill = create.APBILL as Json | undefined;
    if (bill) {
      const { APBILLITEM: lines } = bill.APBILLITEMS as { APBILLITEM: Json[] };
      return { vendor: bill.VENDORID, cents: sumOf(lines, 'TRX_AMOUNT') };
    }
    const { lineitem } = credit?.apadjustmentitems as { lineitem: Json[] };
    return { vendor: credit?.vendorid, cents: sumOf(lineitem, 'amount') };
  },
};

operationsOfErp(erpOf('sage-intacct'), documents);
