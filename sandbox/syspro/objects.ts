/** Which business object answers under which verb. */
import { postApInvoice } from './apInvoice';
import { postToGl } from './apToGl';
import type { BusinessObject } from './call';
import { fetchMany, fetchOne, find } from './find';
import { querySupplier } from './apQueries';
import { queryBalance, queryStructure, validateLedgerCode } from './glQueries';
import { postGlJournal } from './glJournal';
import { queryOrder, queryOrders } from './orderQueries';
import { postOrders } from './orders';
import { postReceipts } from './receipts';
import { registerInvoices } from './registered';
import { apSetup, companies, errorMessages, formatKeys, keySetup, operatorProfile } from './setUp';
import { setUpSupplier } from './suppliers';

export type Verb = 'Query' | 'Fetch' | 'Setup' | 'Post';

export const OBJECTS: Record<Verb, Record<string, BusinessObject>> = {
  Query: {
    ...{ COMFND: find, COMFCM: fetchMany, COMQKY: formatKeys, COMQER: errorMessages, COMQCO: companies },
    ...{ COMPRF: operatorProfile, IMPQIK: keySetup, APSQSO: apSetup, APSQRY: querySupplier },
    ...{ GENQGL: validateLedgerCode, GENQRY: queryBalance, GENQST: queryStructure },
    ...{ PORQRY: queryOrder, PORQPO: queryOrders },
  },
  Fetch: { COMFCH: fetchOne },
  Setup: { APSSSP: setUpSupplier },
  Post: {
    ...{ APSTIN: postApInvoice, APSTRI: registerInvoices, APSTGI: postToGl },
    ...{ PORTOI: postOrders, PORTOR: postReceipts, GENTJL: postGlJournal },
  },
};
