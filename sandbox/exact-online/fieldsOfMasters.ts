/** Fields of masters, documents and divisions by type [doc, sherin]; what nobody reads or writes here is left out. */
export const ACCOUNTS = `
  guid ID Accountant AccountManager ActivitySector ActivitySubSector Creator Document GLAccountPurchase
    GLAccountSales GLAP GLAR InvoiceAccount LeadPurpose LeadSource MainContact Modifier Parent PriceList
    Reseller SalesTaxSchedule;
  string AccountManagerFullName AddressLine1 AddressLine2 AddressLine3 ChamberOfCommerce City Code
    CodeAtSupplier Costcenter CostcenterDescription Country CountryName CreatorFullName Currency
    DunsNumber Email EORINumber Fax GlnNumber InvoiceAccountCode InvoiceAccountName Language
    LanguageDescription ModifierFullName Name OINNumber PayAsYouEarn PaymentConditionPurchase
    PaymentConditionPurchaseDescription PaymentConditionSales PaymentConditionSalesDescription
    PeppolIdentifier Phone PhoneExtension Postcode PurchaseCurrency PurchaseCurrencyDescription
    PurchaseVATCode PurchaseVATCodeDescription Remarks ResellerCode ResellerName SalesCurrency
    SalesCurrencyDescription SalesTaxScheduleCode SalesTaxScheduleDescription SalesVATCode
    SalesVATCodeDescription SearchCode State StateName Status TradeName Type UniqueTaxpayerReference
    VATLiability VATNumber Website;
  date ControlledDate Created CustomerSince EndDate EstablishedDate Modified StartDate StatusSince;
  int AccountManagerHID Division InvoiceAttachmentType InvoicingMethod PeppolIdentifierType
    PurchaseLeadDays SecurityLevel;
  double CreditLinePurchase CreditLineSales DiscountPurchase DiscountSales;
  boolean Blocked CanDropShip IsBank IsMember IsPilot IsPurchase IsReseller IsSales IsSupplier
    RecepientOfCommissions ShowRemarkForSales;
  byte AddressSource AutomaticProcessProposedEntry ConsolidationScenario CostPaid DeliveryAdvice
    IsAccountant IsAgency IsAnonymised IsCompetitor IsMailing SeparateInvPerProject
    SeparateInvPerSubscription Source;
`;

export const BANK_ACCOUNTS = `
  guid ID Account Bank Creator Modifier PaymentServiceAccount;
  string AccountName BankAccount BankAccountHolderName BankDescription BankName BICCode CreatorFullName
    Description Format IBAN ModifierFullName Type TypeDescription;
  date Created Modified;
  int Division;
  boolean Blocked Main;
`;

export const GL_ACCOUNTS = `
  guid ID Creator Modifier PrivateGLAccount VATNonDeductibleGLAccount YearEndCostGLAccount
    YearEndReflectionGLAccount;
  string BalanceSide BalanceType Code Costcenter CostcenterDescription Costunit CostunitDescription
    CreatorFullName Description ModifierFullName ReportingCode SearchCode TypeDescription VATCode
    VATDescription VATGLAccountType VATSystem;
  date Created Modified;
  int DescriptionTermID Division Type;
  double ExpenseNonDeductiblePercentage PrivatePercentage VATNonDeductiblePercentage;
  boolean Compress IsBlocked Matching RevalueCurrency;
  byte AllowCostsInSales ExcludeVATListing UseCostcenter UseCostunit;
`;

export const PERIODS = `
  guid ID Creator Modifier;
  string CreatorFullName ModifierFullName;
  date Created EndDate Modified StartDate;
  int Division FinPeriod FinYear;
`;

export const COST_CENTERS = `
  guid ID Creator Modifier;
  string Code CreatorFullName Description ModifierFullName;
  date Created EndDate Modified;
  int Division;
  boolean Active;
`;

export const COST_UNITS = `
  guid ID Creator Modifier;
  string Code CreatorFullName Description ModifierFullName;
  date Created EndDate Modified;
  int Division;
`;

export const VAT_CODES = `
  guid ID Account Creator GLDiscountPurchase GLDiscountSales GLToClaim GLToPay Modifier;
  string AccountCode AccountName Code Country CreatorFullName Description EUSalesListing
    GLDiscountPurchaseCode GLDiscountPurchaseDescription GLDiscountSalesCode GLDiscountSalesDescription
    GLToClaimCode GLToClaimDescription GLToPayCode GLToPayDescription IntrastatType LegalText
    ModifierFullName Type VatDocType VATTransactionType;
  date Created Modified;
  int Division TaxReturnType VATPartialRatio;
  double Percentage;
  boolean Charged IsBlocked;
  byte CalculationBasis ExcludeVATListing VatMargin;
`;

export const JOURNALS = `
  guid ID Bank Creator GLAccount Modifier PaymentInTransitAccount;
  string BankAccountIBAN BankName Code CreatorFullName Currency CurrencyDescription Description
    GLAccountCode GLAccountDescription ModifierFullName PaymentServiceAccountIdentifier
    PaymentServiceProviderName;
  date Created Modified;
  int Division GLAccountType PaymentServiceProvider Type;
  boolean AllowVariableCurrency AllowVariableExchangeRate AllowVAT AutoSave IsBlocked;
`;

export const CONDITIONS = `
  guid ID Creator Modifier;
  string Code CreatorFullName Description DiscountCalculation ModifierFullName PaymentDiscountType
    PaymentMethod VATCalculation;
  date Created Modified;
  int DiscountPaymentDays Division PaymentDays PaymentEndOfMonths;
  double DiscountPercentage Percentage;
`;

export const ITEMS = `
  guid ID Creator GLCosts GLCostsWorkInProgress GLRevenue GLRevenueWorkInProgress GLStock ItemGroup
    Modifier;
  string Barcode Code CostPriceCurrency CreatorFullName Description ExtraDescription GLCostsCode
    GLCostsDescription GLCostsWorkInProgressCode GLCostsWorkInProgressDescription GLRevenueCode
    GLRevenueDescription GLRevenueWorkInProgressCode GLRevenueWorkInProgressDescription GLStockCode
    GLStockDescription ItemGroupCode ItemGroupDescription ModifierFullName NetWeightUnit Notes
    SalesVatCode SalesVatCodeDescription SearchCode Unit UnitDescription UnitType;
  date Created EndDate Modified StartDate;
  int AssembledLeadDays Division SecurityLevel;
  double AverageCost BatchQuantity CostPriceNew CostPriceStandard GrossWeight NetWeight
    StandardSalesPrice Stock;
  boolean IsFractionAllowedItem IsPackageItem IsPurchaseItem IsSalesItem IsSerialItem IsSerialNumberItem
    IsStockItem IsSubcontractedItem;
  byte CopyRemarks IsBatchItem IsBatchNumberItem IsMakeItem IsNewContract IsOnDemandItem
    IsRegistrationCodeItem IsTaxableItem IsTime IsWebshopItem UseExplosion;
`;

export const DOCUMENTS = `
  guid ID Account Category Contact ContractID Creator DocumentFolder FinancialTransactionEntryID Item
    Modifier Opportunity Project;
  string AccountCode AccountName Body CategoryDescription ContactFullName ContractNumber CreatorFullName
    Currency DocumentFolderCode DocumentFolderDescription DocumentViewUrl ItemCode ItemDescription
    Language ModifierFullName ProjectCode ProjectDescription Subject TypeDescription;
  date Created DocumentDate ExpiryDate Modified;
  int Division HID ProposedEntryStatus SalesInvoiceNumber SalesOrderNumber ScanServiceStatus SendMethod
    Type;
  double AmountFC;
  boolean HasEmptyBody InheritShare;
`;

export const ATTACHMENTS = `
  guid ID Document;
  string Attachment FileName Url;
  double FileSize;
`;

export const SUBSCRIPTIONS = `
  guid ID ClientID Creator UserID;
  string CallbackURL CreatorFullName Description Topic;
  date Created;
  int Division;
`;

export const HRM_DIVISIONS = `
  guid Creator Customer Modifier;
  string Country CountryDescription CreatorFullName Currency CurrencyDescription CustomerCode
    CustomerName Description ModifierFullName OBNumber TaxOfficeNumber TaxReferenceNumber TemplateCode
    VATNumber Website;
  date ArchiveDate Created Modified StartDate;
  int Code BlockingStatus Status;
  int64 HID;
  boolean Main;
`;

export const SYSTEM_DIVISIONS = `
  guid Creator Customer Modifier;
  string AddressLine1 AddressLine2 AddressLine3 ChamberOfCommerceEstablishment ChamberOfCommerceNumber
    City Country CreatorFullName Currency CustomerCode CustomerName Description Email Fax Legislation
    ModifierFullName OBNumber Phone Postcode State TaxOfficeNumber TaxReferenceNumber TemplateCode
    VATNumber Website;
  date ArchiveDate Created DivisionHRLinkUnlinkDate DivisionMoveDate Modified StartDate;
  int Code BlockingStatus Status;
  int64 Hid;
  double ShareCapital;
  boolean Current IsDossierDivision IsHRDivision IsMainDivision IsPracticeDivision;
`;

export const ME = `
  guid UserID EmployeeID;
  string CustomerCode Email FirstName FullName Initials Language LanguageCode LastName MiddleName Mobile
    PackageCode Phone PhoneExtension ServerTime Title UserName;
  int AccountingDivision CurrentDivision;
  int64 Legislation;
  double ServerUtcOffset;
  boolean IsClientUser IsEmployeeSelfServiceUser IsStarterUser;
`;

export const SYNC_TIMESTAMP = `
  string API;
  date Modified;
  int64 TimeStampAsBigInt;
`;
