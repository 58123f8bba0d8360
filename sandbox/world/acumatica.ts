/** The same world in Acumatica. */
import type {
  AcumaticaSeed,
  SeedBill,
  SeedOrder,
  SeedPeriod,
  SeedReceipt,
  SeedVendor,
} from '../acumatica/seed';
import { SIGN_INS } from '../signIns';
import type { BookedBill } from '../books';
import type { Month } from './calendar';
import type { ErpBill, ErpMasters, ErpOrder, ErpOrderLine, ErpReceipt, ErpVendor } from './erpMasters';
import type { Step } from './payments';

/**
 * What is given to the ERP's simulator. It takes the same vendor reference twice: that no bill is doubled is then
 * our doing alone.
 */
export type AcumaticaWorld = Pick<
  AcumaticaSeed,
  | 'vendors'
  | 'accounts'
  | 'subaccounts'
  | 'branches'
  | 'ledgers'
  | 'periods'
  | 'currencies'
  | 'terms'
  | 'purchaseOrders'
  | 'purchaseReceipts'
  | 'paymentMethods'
> & { tenant: string; preferences: Partial<AcumaticaSeed['preferences']>; signIn: AcumaticaSeed['signIn'] };

const ACCOUNT_TYPES = { asset: 'Asset', liability: 'Liability', expense: 'Expense' };

export function acumaticaWorld(erp: ErpMasters): AcumaticaWorld {
  const { clientId, clientSecret, username, password } = SIGN_INS.acumatica;
  const { id, name, country, currency } = erp.company;
  return {
    tenant: clientId.split('@')[1] ?? '',
    signIn: { clientId, clientSecret, username, password },
    vendors: erp.vendors.map(vendor),
    accounts: erp.accounts.map(({ code, description, kind, active }) => ({
      ...{ code, description, type: ACCOUNT_TYPES[kind] },
      ...(!active && { active }),
    })),
    subaccounts: erp.costCenters,
    branches: erp.branches.map((branch) => ({
      ...{ ...branch, company: id, companyName: name, country, currency },
    })),
    ledgers: [{ id: 'ACTUAL', description: 'Actual ledger', type: 'Actual', currency }],
    periods: acumaticaPeriods(erp.periods),
    currencies: erp.currencies,
    terms: erp.terms,
    purchaseOrders: erp.purchaseOrders.map(order),
    purchaseReceipts: erp.receipts.map(receipt),
    paymentMethods: [
      { id: 'CHECK', description: 'Printed check' },
      { id: 'WIRE', description: 'Wire transfer' },
    ],
    preferences: {
      ...{ requireVendorRef: true, duplicateVendorRefError: false, validateTotals: true },
      ...{ holdOnEntry: true, approvals: false },
    },
  };
}

/** Months as the simulator takes them, also for an order to change its masters. */
export const acumaticaPeriods = (periods: readonly Month[]): SeedPeriod[] =>
  periods.map(({ year, number, from, to, state }) => ({
    ...{ year, number, from, to, closedInAP: state === 'closed' },
    status: { closed: 'Closed', open: 'Open', inactive: 'Inactive' }[state],
  }));

/** A bill as the simulator takes it. */
export const acumaticaBill = ({ state, ...bill }: ErpBill): SeedBill => ({
  ...bill,
  status: state === 'paid' ? 'Closed' : 'Open',
});

/** What AP does as orders for the simulator: `POST /_sandbox/<order>`. */
export function acumaticaOrders(step: Step): Array<{ order: string; body: object }> {
  const touches = step.touchesBill === undefined ? {} : { touchesBill: step.touchesBill };
  const payment = (body: object) => ({ order: 'payments', body: { ...body, ...touches } });
  switch (step.do) {
    case 'release': {
      const ready = step.bills.filter(({ status }) => ['Balanced', 'On Hold'].includes(status));
      return ready.length === 0 ? [] : [{ order: 'release', body: { bills: ready.map(nameOf) } }];
    }
    case 'pay': {
      const bills = step.bills.map(({ bill, ...rest }) => ({ bill: bill.referenceNbr, ...rest }));
      const { reference: paymentRef, method, date, waits } = step;
      return [payment({ bills, paymentRef, method, date, ...(waits && { status: 'Pending Print' }) })];
    }
    case 'settle':
      return [
        { order: 'bills', body: acumaticaBill(step.credit) },
        payment({ bill: step.bill.referenceNbr, debitAdjustment: step.credit.referenceNbr }),
      ];
    default:
      return [payment({ [step.do]: step.reference })];
  }
}

const nameOf = ({ type, referenceNbr }: BookedBill) => ({ type, number: referenceNbr });

function vendor({ id, name, active, currency, terms, taxId, contact, bank }: ErpVendor): SeedVendor {
  return {
    ...{ id, name, status: active ? 'Active' : 'Inactive', currency },
    ...(terms !== undefined && { terms }),
    ...(taxId !== undefined && { taxRegistration: taxId }),
    ...(contact && { contact }),
    ...(bank && {
      paymentMethod: 'WIRE',
      paymentInstructions: [
        { id: 'IBAN', method: 'WIRE', description: 'Account', value: bank.iban },
        { id: 'BIC', method: 'WIRE', description: 'Bank', value: bank.bic },
      ],
    }),
  };
}

const order = ({ lines, ...header }: ErpOrder): SeedOrder => ({
  ...{ type: 'Normal', ...header },
  lines: lines.map((line) => ({
    ...{ ...lineOf(line, header.branch), lineType: 'Non-Stock', received: line.received },
  })),
});

const receipt = ({ lines, ...header }: ErpReceipt): SeedReceipt => ({
  ...{ type: 'Receipt', status: 'Released', ...header },
  lines: lines.map((line) => ({ ...lineOf(line, header.branch), order: line.order })),
});

const lineOf = (
  { line, description, quantity, unit, unitPrice, account, costCenter }: ErpOrderLine,
  branch: string,
) => ({
  ...{ line, description, quantity, uom: unit, unitCost: unitPrice },
  ...{ account, subaccount: costCenter, branch },
});
