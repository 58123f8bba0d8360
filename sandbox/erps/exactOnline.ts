/** Exact Online on the stage. */
import { order } from '../control';
import { startExactOnline } from '../exact-online';
import type { ExactBill } from '../exact-online';
import { SIGN_INS } from '../signIns';
import { buildWorld } from '../world';
import type { ErpBill } from '../world/erpMasters';
import {
  exactOnlineEntry,
  exactOnlinePayment,
  exactOnlinePeriods,
  exactOnlineWorld,
  withVendorCodes,
} from '../world/exactOnline';
import type { Erp } from './erp';

/** YourRef holds so many signs. */
const LONGEST_REFERENCE = 50;

export const exactOnline: Erp = {
  ...{ id: 'exact-online', name: 'Exact Online', port: 7405 },
  world: (options) =>
    withVendorCodes(
      buildWorld({
        ...{ ...options, dimension: 'costCenter' },
        books: {
          orders: 'text',
          blindTo: ['orderClosed', 'orderNotReceived', 'orderOverBilled'],
          number: (reference) => reference.slice(0, LONGEST_REFERENCE),
        },
      }),
    ),
  async start(world, port = 0) {
    const { url, calls, watch, close } = await startExactOnline({ port, seed: exactOnlineWorld(world.erp) });
    return {
      ...{ kind: exactOnline, url, calls, watch, close },
      books: async () => ((await order(url, 'state?bills')) as { bills: ExactBill[] }).bills,
      costs: () => ({ 'Exact Online calls': calls().total }),
      setPeriods: async (periods) => {
        await order(url, 'masters', { periods: exactOnlinePeriods(periods) });
      },
      placeBill: async (bill) => {
        const entry = await place(url, bill);
        if (bill.state === 'paid' && bill.type === 'Bill') await order(url, 'payments', { entry });
        return entry;
      },
      deleteBill: async ({ referenceNbr }) => {
        await order(url, 'entries', { remove: [referenceNbr] });
      },
      carryOut: async (step) => {
        if (step.do === 'settle') {
          const credit = await place(url, step.credit);
          await order(url, 'payments', { entry: step.bill.referenceNbr, credit, date: step.credit.date });
          return;
        }
        const body = exactOnlinePayment(step);
        if (body) await order(url, 'payments', body);
      },
    };
  },
  credentials: (url) => {
    const { clientId, clientSecret, environment, accessToken, refreshToken } = SIGN_INS.exactOnline;
    const oauthTokenData = {
      ...{ access_token: accessToken, refresh_token: refreshToken, token_type: 'bearer', expires_in: '600' },
    };
    return {
      exactOnlineOAuth2Api: {
        name: 'Exact Online',
        data: { clientId, clientSecret, environment, baseUrl: url, oauthTokenData },
      },
    };
  },
  prepare: () => undefined,
  flows: [],
  budget: { 'Exact Online calls': 1_110 },
  billsInCall: 1,
  purposeOf({ path }) {
    if (path === 'POST purchaseentry/PurchaseEntries') return 'create';
    return /^GET (purchaseentry\/PurchaseEntries|\w+\/Financial\/TransactionLines)\b/.test(path)
      ? 'lookUp'
      : null;
  },
};

/** @returns the entry's number */
async function place(url: string, bill: ErpBill): Promise<string> {
  const { rows } = (await order(url, 'entries', { entries: [exactOnlineEntry(bill)] })) as {
    rows: Array<{ EntryNumber: number }>;
  };
  return String(rows[0]?.EntryNumber ?? '');
}
