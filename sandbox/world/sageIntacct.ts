/**
 * The same world in Sage Intacct: cost centers are departments, branches are locations of one entity. There are no
 * purchase orders, since they come from JAGGAER, and the same bill number is taken twice: that no bill is doubled is
 * then our doing alone.
 */
import type { PartialSeed, SeedBill } from '../sage-intacct/seed';
import { SIGN_INS } from '../signIns';
import type { Month } from './calendar';
import { NO_BUSINESS_UNIT } from './catalogue';
import type { ErpBill, ErpMasters } from './erpMasters';
import { ORDER_DEFAULT } from './expected';
import { itemOf } from './orders';
import type { Step } from './payments';

export function sageIntacctWorld(erp: ErpMasters): PartialSeed {
  const { company } = erp;
  const { senderId, senderPassword, companyId, userId, userPassword } = SIGN_INS.sageIntacct;
  return {
    signIn: { senderId, senderPassword, companyId, userId, userPassword },
    currencies: erp.currencies.map(({ id }) => id),
    entities: [{ id: company.id, name: company.name, currency: company.currency }],
    locations: erp.branches.map(({ id, name }) => ({ id, name, parent: company.id })),
    departments: erp.costCenters.map(({ code, description }) => ({ id: code, name: description })),
    ...{ classes: [], projects: [], dimensions: [], contacts: [] },
    customFields: [{ object: 'APBILL', id: 'JAGGAER_ID', label: 'JAGGAER Id' }],
    items: erp.accounts
      .filter(({ kind }) => kind === 'expense')
      .map(({ code, description }) => ({ id: itemOf(code), name: description, account: code })),
    terms: erp.terms.map(({ id, days }) => ({ name: id, days })),
    accounts: erp.accounts.map(({ code, description, kind, active }) => ({
      ...{ number: code, title: description, requires: kind === 'expense' ? ['LOCATION'] : [] },
      type: kind === 'expense' ? 'incomestatement' : 'balancesheet',
      ...(!active && { active }),
    })),
    vendors: erp.vendors.map((vendor) => ({
      ...{ id: vendor.id, name: vendor.name, active: vendor.active, currency: vendor.currency },
      ...(vendor.terms !== undefined && { terms: vendor.terms }),
      ...(vendor.taxId !== undefined && { taxId: vendor.taxId }),
      ...vendor.contact,
      ...(vendor.bank && {
        bank: { WIREACCOUNTNUMBER: vendor.bank.iban, WIREBANKROUTINGNUMBER: vendor.bank.bic },
      }),
    })),
    periods: sageIntacctPeriods(erp.periods),
    settings: { duplicateBill: 'allow' },
  };
}

/** Months, open or not; also what `/_sandbox/masters` takes when periods are opened. */
export const sageIntacctPeriods = (periods: readonly Month[]): NonNullable<PartialSeed['periods']> =>
  periods.map(({ from, state }) => ({ month: from.slice(0, 7), open: state === 'open' }));

/** A bill or a credit as `/_sandbox/bills` takes it, with one line; signs that no number may have are left out. */
export const sageIntacctBill = ({ type, vendor, vendorRef, ...bill }: ErpBill): SeedBill => ({
  ...{ vendor, number: vendorRef.replace(/[&<>#?"']/g, ''), date: bill.date, currency: bill.currency },
  ...{ description: bill.description, credit: type !== 'Bill' },
  lines: [
    {
      ...{ account: ORDER_DEFAULT.account, department: ORDER_DEFAULT.subaccount },
      ...{ location: NO_BUSINESS_UNIT.branch, amount: bill.amount },
    },
  ],
});

const METHODS = { CHECK: 'Printed Check', WIRE: 'WT' };

/** What AP does as orders for the simulator: `POST /_sandbox/<order>`. A credit is to be entered before it is applied. */
export function sageIntacctOrders(
  step: Exclude<Step, { do: 'settle' }>,
): Array<{ order: string; body: object }> {
  const silent = step.touchesBill === false ? { silent: true } : {};
  switch (step.do) {
    case 'release': {
      const ready = step.bills.filter(
        ({ type, status }) => type === 'Bill' && ['Draft', 'Submitted'].includes(status),
      );
      const release = ready.map(({ referenceNbr }) => referenceNbr);
      return release.length === 0 ? [] : [{ order: 'bills', body: { release } }];
    }
    case 'pay': {
      const bills = step.bills.map(({ bill, ...rest }) => ({ bill: bill.referenceNbr, ...rest }));
      const paid = { docNumber: step.reference, method: METHODS[step.method], date: step.date };
      const body = { bills, ...paid, ...(step.waits && { state: 'Submitted' }), ...silent };
      return [{ order: 'payments', body }];
    }
    default: {
      const what = step.do === 'void' ? { void: step.reference } : { post: step.reference };
      return [{ order: 'payments', body: { ...what, ...silent } }];
    }
  }
}
