/** Sage Intacct on the stage. Payments are only read there and never written back to JAGGAER. */
import { order } from '../control';
import { suppliersBothWays } from '../flows/bothWays';
import { purchaseOrdersToErp, suppliersToErp } from '../flows/toErp';
import { accountsToJaggaer, vendorsToJaggaer } from '../flows/toJaggaer';
import { startSageIntacct } from '../sage-intacct';
import type { IntacctBill } from '../sage-intacct';
import { SIGN_INS } from '../signIns';
import { buildWorld } from '../world';
import {
  sageIntacctBill,
  sageIntacctOrders,
  sageIntacctPeriods,
  sageIntacctWorld,
} from '../world/sageIntacct';
import type { BookedOrder, OrderStanding } from '../world/orders';
import type { BookedVendor, Party } from '../world/supplierSync';
import type { Erp } from './erp';

export const sageIntacct: Erp = {
  ...{ id: 'sage-intacct', name: 'Sage Intacct', port: 7403 },
  world: (options) =>
    buildWorld({
      ...options,
      dimension: 'department',
      // AP bills hang on no order; RECORDID holds none of these signs [community: HOT sinks.py]
      books: { orders: 'text', number: (reference) => reference.replace(/[&<>#?"']/g, '-') },
    }),
  async start(world, port = 0) {
    const simulator = await startSageIntacct({ port, seed: sageIntacctWorld(world.erp) });
    const { url, calls, watch, close } = simulator;
    const place = async (bill: ReturnType<typeof sageIntacctBill>): Promise<string> => {
      const { bills } = (await order(url, 'bills', bill)) as { bills: Array<{ RECORDNO: string }> };
      return bills[0]?.RECORDNO ?? '';
    };
    return {
      ...{ kind: sageIntacct, url, calls, watch, close },
      books: async () => ((await order(url, 'state?bills')) as { bills: IntacctBill[] }).bills,
      costs: () => ({
        'HTTP requests': calls().total,
        'API transactions': simulator.world.usage.transactions,
      }),
      setPeriods: async (periods) => {
        await order(url, 'masters', { periods: sageIntacctPeriods(periods) });
      },
      placeBill: async (bill) => {
        const number = await place(sageIntacctBill(bill));
        if (bill.state === 'paid' && bill.type === 'Bill') await order(url, 'payments', { bill: number });
        return number;
      },
      deleteBill: async ({ referenceNbr }) => {
        await order(url, 'bills', { remove: [referenceNbr] });
      },
      carryOut: async (step) => {
        if (step.do !== 'settle') {
          for (const { order: name, body } of sageIntacctOrders(step)) await order(url, name, body);
          return;
        }
        const adjustment = await place(sageIntacctBill(step.credit));
        const { amount } = step.credit;
        await order(url, 'payments', { bill: step.bill.referenceNbr, amount, adjustment });
      },
      orders: async () => bookedOrders(await rowsOf(url, 'PODOCUMENT'), await rowsOf(url, 'PODOCUMENTENTRY')),
      // what a receipt or a vendor invoice made from it leaves behind
      billOrder: async (number, how) => {
        const recordNo = `Purchase Order-${number}`;
        const STATE = how === 'inPart' ? 'Partially Converted' : 'Converted';
        await order(url, 'edit', { object: 'PODOCUMENT', recordNo, fields: { STATE } });
      },
      files: async () => {
        const bills = await rowsOf(url, 'APBILL');
        const { files } = (await order(url, 'state?files')) as { files: StoredFile[] };
        return bills.flatMap(({ SUPDOCID }) =>
          files.filter(({ id }) => id === SUPDOCID).flatMap(({ parts }) => parts.map(fileName)),
        );
      },
      vendors: async () => (await rowsOf(url, 'VENDOR')).map(bookedVendor),
      changeVendor: async (id, changes) => {
        const fields = Object.fromEntries(
          Object.entries(changes).map(([name, value]) => [VENDOR_FIELDS[name as keyof Party], value]),
        );
        await order(url, 'edit', { object: 'VENDOR', recordNo: id, fields });
      },
      written: async () => {
        const { transactionsByFunction: by } = (await order(url, 'state')) as {
          transactionsByFunction: Record<string, number>;
        };
        return (by.create ?? 0) + (by.update ?? 0);
      },
    };
  },
  credentials: (url) => ({
    sageIntacctApi: {
      name: 'Sage Intacct',
      data: {
        ...SIGN_INS.sageIntacct,
        ...{ gatewayUrl: `${new URL(url).origin}/ia/xml/xmlgw.phtml`, allowedHosts: '127.0.0.1' },
      },
    },
  }),
  prepare: () => undefined,
  flows: [purchaseOrdersToErp, suppliersToErp, vendorsToJaggaer, suppliersBothWays, accountsToJaggaer],
  ...{ winner: 'jaggaer', creditsTakeFiles: false, showsPeriods: false },
  budget: { 'HTTP requests': 60, 'API transactions': 1_040 },
  billsInCall: 50,
  purposeOf({ path }) {
    if (/\b(create:(APBILL|APADJUSTMENT)|create_bill|create_apadjustment)\b/.test(path)) return 'create';
    return /\b(query|readByQuery|read):(APBILL|APADJUSTMENT)\b/.test(path) ? 'lookUp' : null;
  },
};

type Row = Record<string, string>;
type StoredFile = { id: string; parts: Array<{ name: string; type: string }> };

/** Name and type are kept apart there. */
const fileName = ({ name, type }: { name: string; type: string }): string => `${name}.${type}`;

const rowsOf = async (url: string, object: string): Promise<Row[]> =>
  ((await order(url, `state?object=${object}`)) as { records: Row[] }).records;

const STANDINGS: Record<string, OrderStanding> = {
  ...{ Pending: 'open', Closed: 'closed', Converted: 'billed', 'Partially Converted': 'partBilled' },
};

/** The memo holds JAGGAER's order and line, `PO/line`, with `#2` and so on behind for parts of a line. */
const bookedOrders = (headers: Row[], lines: Row[]): BookedOrder[] =>
  headers.map(({ RECORDNO, DOCNO = '', CUSTVENDID = '', STATE = '' }) => ({
    number: DOCNO,
    vendor: CUSTVENDID,
    standing: STANDINGS[STATE] ?? 'open',
    lines: lines
      .filter(({ DOCHDRNO, QUANTITY }) => DOCHDRNO === RECORDNO && Number(QUANTITY) !== 0)
      .map(({ MEMO = '', QUANTITY = '', PRICE = '', ITEMID = '', DEPARTMENTID = '', LOCATIONID = '' }) => ({
        line: /\/([^/#]+)(?:#\d+)?$/.exec(MEMO)?.[1] ?? MEMO,
        quantity: QUANTITY,
        unitPrice: PRICE,
        account: ITEMID.replace(/^BUY-/, ''),
        costCenter: DEPARTMENTID,
        branch: LOCATIONID,
      })),
  }));

const CONTACT = 'DISPLAYCONTACT';
const ADDRESS = `${CONTACT}.MAILADDRESS`;
const VENDOR_FIELDS: Record<keyof Party, string> = {
  ...{ name: 'NAME', currency: 'CURRENCY', taxNumber: 'TAXID' },
  ...{ email: `${CONTACT}.EMAIL1`, phone: `${CONTACT}.PHONE1`, website: `${CONTACT}.URL1` },
  ...{ street: `${ADDRESS}.ADDRESS1`, city: `${ADDRESS}.CITY`, region: `${ADDRESS}.STATE` },
  ...{ postalCode: `${ADDRESS}.ZIP`, country: `${ADDRESS}.COUNTRY` },
};
/** Countries stand there by name, as in the documented samples. */
const COUNTRIES: Record<string, string> = {
  ...{ 'United States': 'US', 'United Kingdom': 'GB', Germany: 'DE', Canada: 'CA' },
};

function bookedVendor(row: Row): BookedVendor {
  const of = (field: keyof Party) => row[VENDOR_FIELDS[field]] ?? '';
  const party = Object.fromEntries(
    Object.keys(VENDOR_FIELDS).map((field) => [field, of(field as keyof Party)]),
  ) as unknown as Party;
  return {
    ...party,
    street: [party.street, row[`${ADDRESS}.ADDRESS2`] ?? ''].filter(Boolean).join(', '),
    country: COUNTRIES[party.country] ?? party.country,
    ...{ id: row.VENDORID ?? '', active: row.STATUS === 'active', rest: JSON.stringify(row) },
  };
}
