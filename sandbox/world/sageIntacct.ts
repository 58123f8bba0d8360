/**
 * The same world in Sage Intacct: subaccounts are departments, branches are locations of one entity. There are no
 * purchase orders, since they come from JAGGAER, and the same bill number is taken twice: that no bill is doubled is
 * then our doing alone.
 */
import type { PartialSeed } from '../sage-intacct/seed';
import { SIGN_INS } from '../signIns';
import type { AcumaticaWorld } from './acumatica';

const ENTITY = 'NORTHWIND';

export function sageIntacctWorld(erp: AcumaticaWorld): PartialSeed {
  const { senderId, senderPassword, companyId, userId, userPassword } = SIGN_INS.sageIntacct;
  return {
    signIn: { senderId, senderPassword, companyId, userId, userPassword },
    currencies: erp.currencies.map(({ id }) => id),
    entities: [{ id: ENTITY, name: 'Northwind Paper', currency: 'USD' }],
    locations: erp.branches.map(({ id, name }) => ({ id, name, parent: ENTITY })),
    departments: erp.subaccounts.map(({ code, description, active }) => ({
      ...{ id: code, name: description },
      ...(active !== undefined && { active }),
    })),
    ...{ classes: [], projects: [], dimensions: [], contacts: [] },
    customFields: [{ object: 'APBILL', id: 'JAGGAER_ID', label: 'JAGGAER Id' }],
    items: [{ id: 'PURCHASE', name: 'Purchase from JAGGAER', account: '64000' }],
    terms: erp.terms.map(({ id, days }) => ({ name: id, days })),
    accounts: erp.accounts.map(({ code, description, type, active }) => ({
      ...{ number: code, title: description, requires: type === 'Expense' ? ['LOCATION'] : [] },
      type: type === 'Expense' ? 'incomestatement' : 'balancesheet',
      ...(active !== undefined && { active }),
    })),
    vendors: erp.vendors.map((vendor) => ({
      ...{ id: vendor.id, name: vendor.name, active: vendor.status !== 'Inactive' },
      ...(vendor.currency !== undefined && { currency: vendor.currency }),
      ...(vendor.terms !== undefined && { terms: vendor.terms }),
      ...(vendor.taxRegistration !== undefined && { taxId: vendor.taxRegistration }),
      ...(vendor.contact?.email !== undefined && { email: vendor.contact.email }),
      ...(vendor.contact?.phone !== undefined && { phone: vendor.contact.phone }),
      ...(vendor.contact?.address && { address: vendor.contact.address }),
      bank: Object.fromEntries(
        (vendor.paymentInstructions ?? []).map(({ id, value }) => [
          id === 'IBAN' ? 'WIREACCOUNTNUMBER' : 'WIREBANKROUTINGNUMBER',
          value,
        ]),
      ),
    })),
    periods: sageIntacctPeriods(erp.periods),
    settings: { duplicateBill: 'allow' },
  };
}

/** Months, open or not; also what `/_sandbox/masters` takes when periods are opened. */
export const sageIntacctPeriods = (periods: AcumaticaWorld['periods']): NonNullable<PartialSeed['periods']> =>
  periods.map(({ from, status }) => ({ month: from.slice(0, 7), open: status === 'Open' }));
