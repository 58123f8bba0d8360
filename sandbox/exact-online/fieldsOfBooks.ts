/** Fields of entries, orders, payments and feeds by type [doc, sherin]; what nobody reads or writes here is left out. */
export const ENTRIES = `
  guid EntryID Creator Document Modifier Supplier;
  string CreatorFullName Currency Description DocumentSubject ExternalLinkDescription
    ExternalLinkReference Journal JournalDescription ModifierFullName PaymentCondition
    PaymentConditionDescription PaymentConditionPaymentMethod PaymentReference StatusDescription
    SupplierName TypeDescription YourRef;
  date Created DueDate EntryDate Modified;
  int BatchNumber Division DocumentNumber EntryNumber InvoiceNumber OrderNumber ProcessNumber
    ReportingPeriod ReportingYear Status Type;
  double AmountDC AmountFC GAccountAmountFC Rate VATAmountDC VATAmountFC;
  boolean Reversal;
`;

export const ENTRY_LINES = `
  guid ID EntryID Expense GLAccount Project;
  string CostCenter CostCenterDescription CostUnit CostUnitDescription Description ExpenseDescription
    GLAccountCode GLAccountDescription Notes ProjectDescription SerialNumber VATCode VATCodeDescription;
  date From To;
  int Division LineNumber Type;
  double AmountDC AmountFC PrivateUsePercentage Quantity VATAmountDC VATAmountFC VATBaseAmountDC
    VATBaseAmountFC VATNonDeductiblePercentage VATPercentage;
`;

export const ORDERS = `
  guid PurchaseOrderID Approver Creator DeliveryAccount DeliveryAddress DeliveryContact Document
    Modifier PurchaseAgent SalesOrder Supplier SupplierContact Warehouse;
  string ApprovalStatusDescription ApproverFullName CreatorFullName Currency DeliveryAccountCode
    DeliveryAccountName DeliveryContactPersonFullName Description DocumentSubject ModifierFullName
    PaymentCondition PaymentConditionDescription PurchaseAgentFullName Remarks SupplierCode
    SupplierContactPersonFullName SupplierName WarehouseCode WarehouseDescription YourRef;
  date Approved Created Modified OrderDate ReceiptDate;
  int ApprovalStatus Division InvoiceStatus OrderNumber OrderStatus PurchaseOrderLineCount ReceiptStatus
    SalesOrderNumber Source;
  double AmountDC AmountDiscount AmountDiscountExclVat AmountFC AmountFCExclVat Discount ExchangeRate
    VATAmount;
  boolean DropShipment;
`;

export const ORDER_LINES = `
  guid ID Creator Expense Item Modifier Project PurchaseOrderID SalesOrder SalesOrderLine;
  string CostCenter CostCenterDescription CostUnit CostUnitDescription CreatorFullName Description
    ExpenseDescription ItemBarcode ItemBarcodeAdditional ItemCode ItemDescription ModifierFullName Notes
    ProjectCode ProjectDescription SupplierItemCode Unit UnitDescription VATCode VATDescription;
  date Created Modified ReceiptDate;
  int Division LineNumber SalesOrderLineNumber SalesOrderNumber;
  double AmountDC AmountFC Discount InStock InvoicedQuantity NetPrice ProjectedStock Quantity
    QuantityInPurchaseUnits ReceivedQuantity UnitPrice VATAmount VATPercentage;
  boolean ItemDivisable Rebill;
  byte IsBatchNumberItem IsSerialNumberItem SupplierItemCopyRemarks;
`;

export const ORDER_FEED = `
  guid Approver CostCenter CostUnit Creator DeliveryAccount DeliveryAddress DeliveryContact Document
    Expense ID Item Modifier Project PurchaseAgent PurchaseOrderID SalesOrder SalesOrderLine Supplier
    SupplierContact Warehouse;
  string ApprovalStatusDescription ApproverFullName CostCenterCode CostCenterDescription CostUnitCode
    CostUnitDescription CreatorFullName Currency DeliveryAccountCode DeliveryAccountName
    DeliveryContactPersonFullName Description DocumentSubject ExpenseDescription ItemBarcode ItemCode
    ItemDescription ModifierFullName Notes PaymentCondition PaymentConditionDescription ProjectCode
    ProjectDescription PurchaseAgentFullName Remarks SupplierCode SupplierContactPersonFullName
    SupplierItemCode SupplierName Unit UnitDescription VATCode VATDescription WarehouseCode
    WarehouseDescription YourRef;
  date Approved Created Modified OrderDate ReceiptDate;
  int ApprovalStatus Division DocumentNumber InvoiceStatus LineNumber OrderNumber OrderStatus
    ReceiptStatus SalesOrderLineNumber SalesOrderNumber SendingMethod Source;
  double AmountDC AmountDiscount AmountDiscountExclVat AmountFC AmountFCExclVat Discount ExchangeRate
    InvoicedQuantity NetPrice Quantity QuantityInPurchaseUnits ReceivedQuantity UnitPrice VATAmount
    VATPercentage;
  boolean DropShipment ItemDivisable Rebill;
  byte IsBatchNumberItem IsSerialNumberItem SupplierItemCopyRemarks;
`;

export const TRANSACTION_LINES = `
  guid ID Account Creator Document EntryID GLAccount Item Modifier OffsetID Project;
  string AccountCode AccountName CostCenter CostCenterDescription CostUnit CostUnitDescription
    CreatorFullName Currency Description DocumentSubject ExternalLinkDescription ExternalLinkReference
    GLAccountCode GLAccountDescription ItemCode ItemDescription JournalCode JournalDescription
    ModifierFullName Notes PaymentReference ProjectCode ProjectDescription SerialNumber VATCode
    VATCodeDescription VATType YourRef;
  date Created Date DueDate Modified;
  int Division DocumentNumber EntryNumber FinancialPeriod FinancialYear InvoiceNumber LineNumber
    LineType OrderNumber Status Type;
  double AmountDC AmountFC AmountVATBaseFC AmountVATFC ExchangeRate PaymentDiscountAmount Quantity
    VATPercentage;
`;

export const PAYMENT_TERMS = `
  guid Account AccountBankAccountID AccountContact Creator Document EntryID GLAccount ID Modifier
    PaymentSelector TransactionEntryID TransactionID;
  string AccountBankAccountNumber AccountCode AccountContactName AccountCountry AccountName
    BankAccountNumber CashflowTransactionBatchCode CreatorFullName Currency Description DocumentSubject
    EndToEndID GLAccountCode GLAccountDescription Journal JournalDescription ModifierFullName
    PaymentCondition PaymentConditionDescription PaymentInformationID PaymentMethod PaymentReference
    PaymentSelectorFullName YourRef;
  date Created DiscountDueDate DueDate EndDate EntryDate InvoiceDate LastPaymentDate Modified
    PaymentSelected TransactionDueDate;
  int ApprovalStatus Division DocumentNumber EndPeriod EndYear EntryNumber InvoiceNumber LineType
    OrderNumber PaymentBatchNumber PaymentDays PaymentDaysDiscount Source Status
    TransactionReportingPeriod TransactionReportingYear TransactionStatus TransactionType;
  double AmountDC AmountDiscountDC AmountDiscountFC AmountFC PaymentDiscountPercentage RateFC
    TransactionAmountDC TransactionAmountFC;
  boolean IsFullyPaid TransactionIsReversal;
  byte IsBatchBooking;
`;

export const PAYMENTS = `
  guid ID Account AccountBankAccountID AccountContact Creator Document EntryID GLAccount Modifier
    PaymentSelector TransactionEntryID TransactionID;
  string AccountBankAccountNumber AccountCode AccountContactName AccountName BankAccountNumber
    CashflowTransactionBatchCode CreatorFullName Currency Description DocumentSubject GLAccountCode
    GLAccountDescription Journal JournalDescription ModifierFullName PaymentCondition
    PaymentConditionDescription PaymentMethod PaymentReference PaymentSelectorFullName YourRef;
  date Created DiscountDueDate DueDate EndDate EntryDate InvoiceDate Modified PaymentSelected
    TransactionDueDate;
  int Division DocumentNumber EndPeriod EndYear EntryNumber InvoiceNumber PaymentBatchNumber PaymentDays
    PaymentDaysDiscount Source Status TransactionReportingPeriod TransactionReportingYear
    TransactionStatus TransactionType;
  double AmountDC AmountDiscountDC AmountDiscountFC AmountFC PaymentDiscountPercentage RateFC
    TransactionAmountDC TransactionAmountFC;
  boolean TransactionIsReversal;
  byte IsBatchBooking;
`;

export const PAYABLES = `
  guid AccountId Id;
  string AccountCode AccountName CurrencyCode Description JournalCode JournalDescription YourRef;
  date DueDate InvoiceDate;
  int ApprovalStatus EntryNumber InvoiceNumber;
  int64 HID;
  double Amount AmountInTransit;
`;

export const DELETED = `
  guid DeletedBy EntityKey ID;
  date DeletedDate;
  int Division EntityType;
`;
