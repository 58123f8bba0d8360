/** Puts the seed's records in place. */
import { placeInvoice } from './placing';
import { placeOrder, placeReceipt } from './placeOrders';
import type { SeedLedgerCode, SeedSupplier } from './seed';
import type { Row } from './tables';
import { big, money } from './values';
import type { World } from './world';
import { put, supplierKey, tableOf } from './world';

const yes = (value: boolean): string => (value ? 'Y' : 'N');

export function fillCompany(world: World): void {
  const { seed } = world;
  for (const code of seed.ledgerCodes) putLedgerCode(world, code);
  for (const { category, type, code, description } of seed.analysisCodes)
    put(world, 'GenAnalysisCode', {
      ...{ Company: seed.signIn.companyId, AnalysisCategory: category, AnalysisType: String(type) },
      ...{ AnalysisCode: code, Description: description },
    });
  for (const supplier of seed.suppliers) putSupplier(world, supplier);
  for (const order of seed.purchaseOrders) placeOrder(world, order);
  for (const receipt of seed.receipts) placeReceipt(world, receipt);
  for (const invoice of seed.invoices) placeInvoice(world, invoice);
}

/** Adds a ledger code, or changes one but for its balances. */
export function putLedgerCode(world: World, code: SeedLedgerCode): void {
  const company = world.seed.signIn.companyId;
  const before = tableOf(world, 'GenMaster').get(company, code.code);
  const opening = money(big(code.opening));
  put(world, 'GenMaster', {
    ...{ CurrentBalance: opening, PtdDrValue: '0.00', PtdCrValue: '0.00', ...before },
    ...{ Company: company, GlCode: code.code, Description: code.description, AccountType: code.type },
    ...{ GlGroup: code.code.split('-')[0] ?? '', ControlAccFlag: yes(code.control === true) },
    ...{ AccOnHldFlag: yes(code.onHold === true), AnalysisRequired: yes(code.analysis !== undefined) },
    AnalysisCategory: code.analysis ?? '',
  });
  if (before) return;
  const balances = Array.from({ length: 15 }, (_, at): [string, string] => [
    `ClosingBalPer${at + 1}`,
    opening,
  ]);
  put(world, 'GenHistory', {
    ...{ Company: company, GlCode: code.code, GlYear: String(world.seed.periods.year) },
    ...{ BeginYearBalance: opening, ...Object.fromEntries(balances) },
  });
}

/** Adds a supplier, or changes one. */
export function putSupplier(world: World, supplier: SeedSupplier): Row {
  const { seed } = world;
  const Supplier = supplierKey(world, supplier.code);
  const [SupAddr1 = '', SupAddr2 = '', SupAddr3 = '', SupAddr4 = '', SupAddr5 = ''] = supplier.address ?? [];
  put(world, 'ApSupplierAddr', {
    ...{ Supplier, SupAddr1, SupAddr2, SupAddr3, SupAddr4, SupAddr5 },
    ...{ SupAddr3Loc: '', SupPostalCode: supplier.postalCode ?? '' },
  });
  const { bank } = supplier;
  return put(world, 'ApSupplier', {
    ...{ CurrentBalance: '0.00', ...tableOf(world, 'ApSupplier').get(Supplier) },
    ...{ Supplier, SupplierName: supplier.name, SupShortName: supplier.name.slice(0, 20) },
    ...{ Branch: supplier.branch ?? seed.branches[0]?.code ?? '', TermsCode: supplier.terms ?? '' },
    ...{ Currency: supplier.currency ?? seed.company.currency, OnHold: yes(supplier.onHold === true) },
    ...{ TaxRegnNum: supplier.taxNumber ?? '', Telephone: supplier.telephone ?? '' },
    ...{ Contact: supplier.contact ?? '', Email: supplier.email ?? '', SupplierType: 'P' },
    ...{ Nationality: supplier.nationality ?? '', DateSuppAdded: `${seed.periods.year - 1}-01-02` },
    ...{ GrnMatchReqd: yes(supplier.grnMatching !== false), PurchOrdAllowed: 'Y' },
    ...{ PayByEft: yes(bank !== undefined), BankBranch: bank?.branch ?? '' },
    BankAccount: bank?.account ?? '',
  });
}
