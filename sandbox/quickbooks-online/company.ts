/** What a company says about itself [reference 3.6; official: ruckus preferences.xml, API-ref]. */
import { refuse } from './fault';
import type { Fields } from './values';
import { isDay, pacific, pacificDay } from './values';
import type { World } from './world';

const STARTED = Date.parse('2024-01-02T17:00:00Z');

const head = (): Fields => ({
  ...{ domain: 'QBO', sparse: false, Id: '1', SyncToken: '1' },
  MetaData: { CreateTime: pacific(STARTED), LastUpdatedTime: pacific(STARTED) },
});

/** OfferingSku tells the plan [official]. */
export const companyInfo = ({ seed }: World): Fields => ({
  ...head(),
  ...{ CompanyName: seed.company.name, LegalName: seed.company.name, Country: seed.company.country },
  CompanyAddr: { Id: '1', Country: seed.company.country },
  ...{ FiscalYearStartMonth: 'January', SupportedLanguages: 'en' },
  NameValue: [
    { Name: 'OfferingSku', Value: `QuickBooks Online ${seed.company.plan}` },
    { Name: 'IsQbdtMigrated', Value: 'false' },
  ],
});

export function preferences({ seed }: World): Fields {
  const { preferences: own, company } = seed;
  const named: Array<[string, boolean]> = [
    ['VendorAndPurchasesPrefs.UseCustomTxnNumbers', own.UseCustomTxnNumbers],
    ['WarnDuplicateBillNumber', own.WarnDuplicateBillNumber],
    ['WarnDuplicateJournalNumber', own.WarnDuplicateJournalNumber],
    ['VendorAndPurchasesPrefs.PurchaseOrderEnabled', own.PurchaseOrderEnabled],
  ];
  return {
    ...head(),
    AccountingInfoPrefs: {
      ...{ TrackDepartments: own.TrackDepartments, DepartmentTerminology: own.DepartmentTerminology },
      ...{ ClassTrackingPerTxn: own.ClassTrackingPerTxn },
      ...{ ClassTrackingPerTxnLine: own.ClassTrackingPerTxnLine, UseAccountNumbers: own.UseAccountNumbers },
      ...(own.BookCloseDate !== '' && { BookCloseDate: own.BookCloseDate }),
      FirstMonthOfFiscalYear: 'January',
    },
    CurrencyPrefs: {
      ...{ MultiCurrencyEnabled: own.MultiCurrencyEnabled, HomeCurrency: { value: company.currency } },
    },
    TaxPrefs: { UsingSalesTax: own.UsingSalesTax, PartnerTaxEnabled: own.PartnerTaxEnabled },
    OtherPrefs: { NameValue: named.map(([Name, value]) => ({ Name, Value: String(value) })) },
  };
}

/** `GET /exchangerate?sourcecurrencycode=EUR&asofdate=` [official]. @throws QboFault 2020, 6000 */
export function exchangeRate({ seed, now }: World, query: URLSearchParams): Fields {
  const source = query.get('sourcecurrencycode') ?? '';
  if (source === '') throw refuse('2020', 'Required parameter sourcecurrencycode is missing in the request');
  const rate = source === seed.company.currency ? '1' : seed.rates[source];
  if (rate === undefined || !seed.preferences.MultiCurrencyEnabled)
    throw refuse('6000', `Multi currency is off, or ${source} is not in use.`);
  const day = query.get('asofdate') ?? '';
  return {
    ...{ domain: 'QBO', sparse: false, SyncToken: '0', SourceCurrencyCode: source },
    ...{ TargetCurrencyCode: seed.company.currency, Rate: Number(rate) },
    AsOfDate: isDay(day) ? day : pacificDay(now().getTime()),
  };
}
