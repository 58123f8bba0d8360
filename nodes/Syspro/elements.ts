/**
 * The elements that SYSPRO reads, by what holds them, in the order of its samples. An element that it does not know is
 * ignored in silence, and an incomplete invoice is posted: what leaves this node is looked at first.
 * Sources: samples and schema texts of APSTIN and APSTRI (reference 2.1, 2.2).
 */

const list = (names: string): readonly string[] => names.trim().split(/\s+/);

const ANALYSIS = {
  AnalysisLineEntry: list(
    'AnalysisCode1 AnalysisCode2 AnalysisCode3 AnalysisCode4 AnalysisCode5 StartDate EndDate EntryAmount Comment',
  ),
};

export type ElementTree = Record<string, readonly string[]>;

/** APSTIN: the document, its items, and what is in them. */
export const INVOICE_ELEMENTS: ElementTree = {
  PostApInvoice: list('Item'),
  Item: list(`eSignature Supplier TransactionCode Branch Invoice EntryNumber TransactionValue FreightCharge
    MiscellaneousCharge Notation TransactionReference JournalNotation DiscountBasis DiscountableValue
    DiscountPercentageValue DiscountAdjustment InvoiceDate DueDate DiscountDate ExchRateAtEntry FixedExchRate TaxBasis
    CalculateQstOnTax TaxCode TaxValue SecondTaxCode SecondTaxValue WithholdingTaxCode EcAcquisition Nationality
    ReestablishInvoice AnalysisEntry AnalysisLineEntry GrnDetails LedgerDistribution`),
  GrnDetails: list(`GrnDetailKey GrnSupplier GrnGrn GrnFlag GrnJournal GrnEntry GrnMatchType GrnMatchValue
    GrnPartialMatchQuantity GrnPartialMatchValue`),
  LedgerDistribution: list(`LedgerCode PasswordForLedgerCode LedgerTaxCode LedgerSecondTaxCode LedgerNotation
    LedgerValue TaxOnlyLine AnalysisEntry AnalysisLineEntry`),
  ...ANALYSIS,
};

export const INVOICE_PARAMETERS: ElementTree = {
  PostApInvoice: list('Parameters'),
  Parameters: list(`PostingPeriod IgnoreWarnings ApplyIfEntireDocumentValid ValidateOnly PostZeroAdjustments
    DefaultDiscountDate DefaultDueDate LedgerDistributionCurrency AutomaticTaxCalculation PermissibleTaxVariance
    ApArContraTrx IgnoreAnalysis ApTaxReliefAsOfDate ApTaxReliefNoOfDays IncludeDimensionAnalysis`),
};

/** APSTRI. */
export const REGISTRATION_ELEMENTS: ElementTree = {
  PostApRegisterInvoice: list('Item'),
  Item: list(`Supplier Branch Invoice InvoiceValue DiscountBasis Reference InvoiceDate DueDate DiscountDate
    ExchRateAtEntry AuthorisingPerson Buyer DateInvoiceSent Department FollowUpDate Narration eSignature Orders
    TransactionType`),
  Orders: list('PurchaseOrder'),
};

export const REGISTRATION_PARAMETERS: ElementTree = {
  PostApRegisterInvoice: list('Parameters'),
  Parameters: list('IgnoreWarnings DefaultDiscountDate DefaultDueDate'),
};

/** APSTGI. */
export const TO_LEDGER_ELEMENTS: ElementTree = {
  PostApInvoice: list('Item'),
  Item: list('Year Month Journal ToYear ToMonth ToJournal JournalList'),
};

/**
 * What SYSPRO would pass over in a document: an element it does not know there, or one out of the order of its samples.
 * @returns words, e.g. `Item/InvoiceAmount`; none where all is well
 */
export function strangers(document: object, tree: ElementTree): string[] {
  return Object.entries(document).flatMap(([root, content]) =>
    root in tree ? inside(root, content, tree) : [root],
  );
}

function inside(name: string, content: unknown, tree: ElementTree): string[] {
  if (Array.isArray(content)) return content.flatMap((each) => inside(name, each, tree));
  if (typeof content !== 'object' || content === null) return [];
  const known = tree[name];
  if (!known) return [name];
  let last = -1;
  return Object.entries(content).flatMap(([child, inner]) => {
    if (inner === undefined || child.startsWith('@')) return [];
    const place = known.indexOf(child);
    if (place < 0) return [`${name}/${child}`];
    if (place < last) return [`${name}/${child} (out of order)`];
    last = place;
    return inside(child, inner, tree);
  });
}
