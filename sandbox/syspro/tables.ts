/**
 * Tables that COMFND and the fetches read. Names and keys of columns come from column facts in public models and
 * reports [COL]; those that the reference does not name are from public SQL on SYSPRO, or inferred (see README.md).
 */
export type Row = Readonly<Record<string, string>>;

export interface Column {
  name: string;
  kind: 'text' | 'date' | 'number';
  key: boolean;
}

/** `!` key, `#` number, `@` date. */
const TABLES: Record<string, string> = {
  ApSupplier:
    'Supplier! SupplierName SupShortName Branch Bank OnHold Currency TermsCode SupplierClass Area TaxRegnNum Telephone Fax Contact Email LanguageCode Nationality DateSuppAdded@ SupplierType GrnMatchReqd PurchOrdAllowed MerchGlCode FreightGlCode DefTaxCode PayByEft BankBranch BankAccount UserField1 UserField2 CurrentBalance#',
  ApSupplierAddr: 'Supplier! SupAddr1 SupAddr2 SupAddr3 SupAddr3Loc SupAddr4 SupAddr5 SupPostalCode',
  ApInvoice:
    'Supplier! Invoice! Branch InvoiceDate@ DueDate@ DiscountDate@ JournalDate@ OrigInvValue# OrigDiscValue# MthInvBal1# MthInvBal2# MthInvBal3# InvoiceStatus InvoiceYear# InvoiceMonth# Journal# EntryNumber# Currency PostCurrency ConvRate# MulDiv Reference Notation',
  ApInvoicePay:
    'Supplier! Invoice! TrnType! Journal!# EntryNumber!# PaymentReference PaymentNumber TrnValue# PostValue# PostCurrency PostConvRate# JournalDate@',
  ApPayRunHdr: 'PaymentNumber! Bank Status PaymentDate@',
  ApPayRunDet: 'PaymentNumber! Supplier! Invoice! Cheque ChequeDate@ NetPayValue#',
  ApJnlSummary:
    'TrnYear!# TrnMonth!# Journal!# EntryNumber!# Supplier Invoice TransactionCode InvoiceValue# JournalDate@ Reference GlYear# GlPeriod# GlJournal#',
  ApJnlDistrib:
    'TrnYear!# TrnMonth!# Journal!# EntryNumber!# SubEntry!# Supplier Invoice ExpenseGlCode DistrValue# Notation AnalysisCode1',
  GenMaster:
    'Company! GlCode! Description AccountType GlGroup AnalysisRequired AnalysisCategory ControlAccFlag AccOnHldFlag CurrentBalance# PtdDrValue# PtdCrValue#',
  GenHistory: `Company! GlCode! GlYear!# BeginYearBalance# ${Array.from({ length: 15 }, (_, at) => `ClosingBalPer${at + 1}#`).join(' ')}`,
  GenAnalysisCode: 'Company! AnalysisCategory! AnalysisType!# AnalysisCode! Description',
  GenJournalDetail:
    'GlYear!# GlPeriod!# Journal!# EntryNumber!# GlCode EntryValue# EntryDate@ Reference Comment Source JnlStatus',
  PorMasterHdr:
    'PurchaseOrder! OrderStatus Supplier OrderEntryDate@ OrderDueDate@ CustomerPoNumber Currency ExchangeRate# OrderType TaxStatus Buyer Warehouse CancelledFlag',
  PorMasterDetail:
    'PurchaseOrder! Line!# LineType MStockCode MStockDes MWarehouse MOrderQty# MReceivedQty# MOrderUom MPrice# MPriceUom MLatestDueDate@ MGlCode MProductClass MCompleteFlag',
  GrnDetails:
    'Supplier! Grn! GrnSource! Journal!# JournalEntry!# PurchaseOrder PurchaseOrderLin# OrigReceiptDate@ DeliveryNote StockCode StockDescription Warehouse QtyReceived# OrigGrnValue# CurGrnValue# MatchedValue# GrnMatchedFlag GrnYear# GrnMonth#',
  /** Its name is public nowhere: it is read only under the name that `registeredTable` gives it. */
  '(registered)':
    'Supplier! Invoice! TransactionType! EntryNumber# Branch InvoiceValue# Reference InvoiceDate@ DueDate@ DiscountDate@ AuthorisingPerson Department Narration Orders',
};

const columns = (spec: string): Column[] =>
  spec.split(' ').map((word) => ({
    name: word.replace(/[!#@]+$/, ''),
    kind: word.endsWith('#') ? 'number' : word.endsWith('@') ? 'date' : 'text',
    key: word.includes('!'),
  }));

export class Table {
  private rows = new Map<string, Row>();

  constructor(
    readonly name: string,
    readonly columns: Column[],
  ) {}

  get keys(): string[] {
    return this.columns.filter(({ key }) => key).map(({ name }) => name);
  }

  private keyOf(row: Row): string {
    return this.keys.map((name) => row[name] ?? '').join('\n');
  }

  put(row: Row): Row {
    this.rows.set(this.keyOf(row), row);
    return row;
  }

  remove(row: Row): void {
    this.rows.delete(this.keyOf(row));
  }

  get(...key: string[]): Row | undefined {
    return this.rows.get(key.join('\n'));
  }

  all(): Row[] {
    return [...this.rows.values()];
  }

  get size(): number {
    return this.rows.size;
  }

  copy(): Table {
    const copy = new Table(this.name, this.columns);
    copy.rows = new Map(this.rows);
    return copy;
  }
}

export const REGISTERED = '(registered)';

export const emptyTables = (): Map<string, Table> =>
  new Map(Object.entries(TABLES).map(([name, spec]) => [name, new Table(name, columns(spec))]));
