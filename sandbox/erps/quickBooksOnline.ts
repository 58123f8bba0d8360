/** QuickBooks Online on the stage. */
import { order } from '../control';
import { accountsToErp, purchaseOrdersToErp, suppliersToErp } from '../flows/toErp';
import { accountsToJaggaer, paymentsToJaggaer } from '../flows/toJaggaer';
import { startQuickBooksOnline } from '../quickbooks-online';
import type { QuickBooksBill } from '../quickbooks-online';
import { SIGN_INS } from '../signIns';
import { buildWorld } from '../world';
import type { ErpBill } from '../world/erpMasters';
import type { Pay, Step } from '../world/payments';
import {
  quickBooksOnlineBill,
  quickBooksOnlinePeriods,
  quickBooksOnlineWorld,
} from '../world/quickBooksOnline';
import type { Erp } from './erp';
import { listsAndOrders } from './quickBooksOnlineBooks';

export const quickBooksOnline: Erp = {
  ...{ id: 'quickbooks-online', name: 'QuickBooks Online', port: 7404 },
  world: (options) =>
    buildWorld({
      ...options,
      dimension: 'class',
      // it has orders, and no receipts of goods; classes and locations have no codes beside their names
      books: {
        ...{ orders: 'linked', blindTo: ['orderNotReceived'], number: (reference) => reference },
        ...{ orderLines: 'accounts', closesPartBilled: true, codesOnly: true, foreignPayables: true },
      },
    }),
  async start(world, port = 0) {
    const simulator = await startQuickBooksOnline({ port, seed: quickBooksOnlineWorld(world.erp) });
    const { url, calls, watch, close } = simulator;
    const payer = new Payer(url);
    return {
      ...{ kind: quickBooksOnline, url, calls, watch, close },
      books: async () => ((await order(url, 'state?bills')) as { bills: QuickBooksBill[] }).bills,
      files: async () => {
        const { files } = (await order(url, 'state?files')) as { files: Array<{ name: string }> };
        return files.map(({ name }) => name);
      },
      costs: () => ({
        'Write requests': simulator.world.usage.writes,
        'Read requests': simulator.world.usage.reads,
      }),
      setPeriods: async (periods) => {
        await order(url, 'preferences', quickBooksOnlinePeriods(periods));
      },
      placeBill: async (bill) => {
        const id = await place(url, bill);
        if (bill.state === 'paid' && bill.type === 'Bill') await order(url, 'payments', { bill: id });
        return id;
      },
      deleteBill: async ({ type, referenceNbr }) => {
        await order(url, type === 'Bill' ? 'bills' : 'credits', { remove: [referenceNbr] });
      },
      carryOut: (step) => payer.carryOut(step),
      ...listsAndOrders(url),
      written: () => Promise.resolve(simulator.world.usage.core),
    };
  },
  credentials: (url) => {
    const { accessToken, refreshToken, realmId, ...data } = SIGN_INS.quickBooksOnline;
    const oauthTokenData = {
      ...{ access_token: accessToken, refresh_token: refreshToken, token_type: 'bearer', expires_in: 3600 },
      callbackQueryString: { realmId },
    };
    return {
      quickBooksOnlineOAuth2Api: {
        name: 'QuickBooks Online',
        data: { ...data, baseUrl: url, oauthTokenData },
      },
    };
  },
  prepare: () => undefined,
  flows: [purchaseOrdersToErp, suppliersToErp, accountsToJaggaer, accountsToErp, paymentsToJaggaer],
  hidesTaxNumbers: true,
  budget: { 'Write requests': 40, 'Read requests': 50 },
  billsInCall: 30,
  purposeOf({ path }) {
    if (/\bcreate:(Bill|VendorCredit)\b/.test(path)) return 'create';
    return /\b(query|read):(Bill|VendorCredit)\b/.test(path) ? 'lookUp' : null;
  },
};

/** @returns QBO's id */
async function place(url: string, bill: ErpBill): Promise<string> {
  const list = bill.type === 'Bill' ? 'bills' : 'credits';
  const placed = (await order(url, list, quickBooksOnlineBill(bill))) as Record<
    string,
    Array<{ Id: string }>
  >;
  return placed[list]?.[0]?.Id ?? '';
}

/** A payment counts from the moment it is entered, printed or not: what waits is not entered before it is made. */
class Payer {
  private readonly waiting = new Map<string, Pay>();
  constructor(private readonly url: string) {}

  async carryOut(step: Step): Promise<void> {
    const silent = step.touchesBill === false ? { silent: true } : {};
    switch (step.do) {
      case 'release':
        return;
      case 'pay': {
        if (step.waits) return void this.waiting.set(step.reference, step);
        const bills = step.bills.map(({ bill, ...rest }) => ({ bill: bill.referenceNbr, ...rest }));
        await order(this.url, 'payments', { bills, number: step.reference, date: step.date, ...silent });
        return;
      }
      case 'finish': {
        const { waits: _waits, ...paid } = this.waiting.get(step.reference) ?? noPayment(step.reference);
        void _waits;
        return await this.carryOut({ ...paid, ...(step.touchesBill === false && { touchesBill: false }) });
      }
      case 'void':
        await order(this.url, 'payments', { void: step.reference, ...silent });
        return;
      case 'settle': {
        const credit = await place(this.url, step.credit);
        const { amount } = step.credit;
        await order(this.url, 'payments', { bill: step.bill.referenceNbr, amount, credit, ...silent });
      }
    }
  }
}

function noPayment(reference: string): never {
  throw new Error(`No payment ${reference} waits.`);
}
