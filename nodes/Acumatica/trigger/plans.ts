/** What each event of the trigger reads. */
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { nodeError } from '../../shared/actions';
import type { Origin } from '../../shared/documents';
import type { PollPlan } from '../../shared/polling';
import type { Sighting } from '../../shared/selection';
import { simplifyBill } from '../documents';
import {
  accountDocument,
  bankFieldsIn,
  instantOf,
  subaccountDocument,
  supplierDocument,
  vendorExpand,
  vendorSelect,
} from '../masterDocuments';
import { billQuery, billsByNumber, billsOfPayment, stampText, statusesOf } from '../payments';
import { readStampField } from '../stampField';
import type { Connection } from '../transport/connection';
import { connect, originOf } from '../transport/connection';
import { listAll } from '../transport/list';
import type { Query } from '../transport/query';
import { both, equals, instant, startsWith } from '../transport/query';
import type { Plain } from '../transport/wire';
import { text } from '../transport/wire';

export type Event =
  'accountChanged' | 'billChanged' | 'paymentChanged' | 'subaccountChanged' | 'vendorChanged';

interface Options {
  bankFields?: string;
  batchSize?: number;
  onlyFromJaggaer?: boolean;
  overlapMinutes?: number;
  stampField?: string;
  startFrom?: string;
}

/** What an event reads and hands over; the rest of the plan is the same for all. */
type Source<T> = Pick<PollPlan<T>, 'scan' | 'toItems' | 'nothing'>;

/** Whole lists are wanted once at the start; bills only from then on. */
const BEGINNING = '2000-01-01T00:00:00.000Z';

/** The plan of the chosen event. @throws NodeOperationError where the credential is incomplete */
export async function planOf(context: IPollFunctions): Promise<PollPlan<Plain>> {
  const event = String(context.getNodeParameter('event')) as Event;
  const options = (context.getNodeParameter('options', {}) ?? {}) as Options;
  try {
    const connection = await connect(context);
    const ofBills = event === 'billChanged' || event === 'paymentChanged';
    const start = ofBills ? new Date().toISOString() : BEGINNING;
    return {
      ...sourceOf(event, connection, options),
      filters: [event, options.onlyFromJaggaer ?? true, options.stampField ?? '', options.startFrom ?? ''],
      credentialId: connection.credentialId,
      startFrom: options.startFrom ? new Date(options.startFrom).toISOString() : start,
      limit: options.batchSize ?? 500,
      overlapMs: (options.overlapMinutes ?? 10) * 60_000,
    };
  } catch (error) {
    throw nodeError(context.getNode(), error);
  }
}

function sourceOf(event: Event, connection: Connection, options: Options): Source<Plain> {
  const origin = originOf(connection);
  switch (event) {
    case 'vendorChanged': {
      const fields = bankFieldsIn(options.bankFields);
      return {
        scan: changed(connection, 'Vendor', 'VendorID', {
          select: vendorSelect(fields),
          expand: vendorExpand(fields),
        }),
        toItems: each((row) => supplierDocument(row, origin, fields)),
        nothing: 'Acumatica has no vendor',
      };
    }
    case 'accountChanged':
      return {
        scan: changed(connection, 'Account', 'AccountCD', {}),
        toItems: each((row) => accountDocument(row, origin)),
        nothing: 'Acumatica has no account',
      };
    case 'subaccountChanged':
      return {
        scan: () => subaccounts(connection, origin),
        toItems: each((row) => row),
        nothing: 'Acumatica has no subaccount',
      };
    case 'billChanged':
      return billSource(connection, options);
    case 'paymentChanged':
      return paymentSource(connection, options);
  }
}

const since = (iso: string): string => `LastModifiedDateTime gt ${instant(iso)}`;

/** A list of which Acumatica tells the time of change: one call where nothing is new. */
const changed = (connection: Connection, entity: string, key: string, query: Query) =>
  async function* (from: string): AsyncIterable<Array<Sighting<Plain>>> {
    const list = await listAll(connection, entity, { ...query, filter: since(from) });
    yield list.map((record) => ({ time: instantOf(record), id: text(record, key), record }));
  };

/** Subaccounts tell no time of change: the whole list is read, and the cursor compares contents. */
async function* subaccounts(connection: Connection, origin: Origin): AsyncIterable<Array<Sighting<Plain>>> {
  const list = await listAll(connection, 'Subaccount', {
    select: ['SubaccountCD', 'Description', 'Active'],
  });
  yield list.map((row) => {
    const record = { ...subaccountDocument(row, origin) } as Plain;
    return { time: null, id: text(record, 'code'), record };
  });
}

function billSource(connection: Connection, options: Options): Source<Plain> {
  const stampField = readStampField(options.stampField ?? '');
  const only = options.onlyFromJaggaer ?? true;
  return {
    async *scan(from) {
      const query = { ...(stampField ? { custom: [`${stampField.view}.${stampField.field}`] } : {}) };
      const filter = only && !stampField ? both(since(from), startsWith('Description', 'JGR:')) : since(from);
      const list = await listAll(connection, 'Bill', { ...query, filter });
      yield list
        .filter((bill) => !only || stampText(bill, stampField).startsWith('JGR:'))
        .map((record) => ({ time: instantOf(record), id: billId(record), record }));
    },
    toItems: each(simplifyBill),
    nothing: 'Acumatica has no bill that passes these options',
  };
}

/**
 * Bills that changed, and payments that changed: whether a payment changes the bill's own time is not known, so both
 * lists are read. A record is a bill with its applications, or a payment that names its bills.
 */
function paymentSource(connection: Connection, options: Options): Source<Plain> {
  const stampField = readStampField(options.stampField ?? '');
  const only = options.onlyFromJaggaer ?? true;
  const wanted = (bill: Plain) =>
    !['On Hold', 'Balanced', 'Pending Approval', 'Rejected', 'Voided'].includes(text(bill, 'Status')) &&
    (!only || stampText(bill, stampField).startsWith('JGR:'));
  return {
    async *scan(from) {
      const isBill = equals('Type', 'Bill');
      const marked = only && !stampField ? [startsWith('Description', 'JGR:')] : [];
      const bills = await listAll(connection, 'Bill', {
        ...billQuery(stampField),
        filter: both(since(from), isBill, ...marked),
      });
      yield bills.filter(wanted).map((record) => ({ time: instantOf(record), id: billId(record), record }));
      const checks = await listAll(connection, 'Check', {
        filter: since(from),
        select: ['Type', 'ReferenceNbr', 'Status', 'LastModifiedDateTime'],
      });
      yield checks.map((record) => ({ time: instantOf(record), id: `check:${billId(record)}`, record }));
    },
    async toItems(records) {
      const bills = new Map(
        records.filter((record) => 'VendorRef' in record).map((bill) => [text(bill, 'ReferenceNbr'), bill]),
      );
      const missing = new Set<string>();
      for (const check of records.filter((record) => !('VendorRef' in record)))
        for (const number of await billsOfPayment(
          connection,
          text(check, 'Type'),
          text(check, 'ReferenceNbr'),
        ))
          if (!bills.has(number)) missing.add(number);
      const others = missing.size > 0 ? await billsByNumber(connection, [...missing], stampField) : [];
      const all = [...bills.values(), ...others.filter(wanted)];
      return itemsOf(await statusesOf(connection, all, stampField));
    },
    nothing: 'Acumatica has no released bill that passes these options',
  };
}

const billId = (record: Plain): string => `${text(record, 'Type')} ${text(record, 'ReferenceNbr')}`;

const each =
  (show: (row: Plain) => object): Source<Plain>['toItems'] =>
  (rows) =>
    Promise.resolve(itemsOf(rows.map(show)));

const itemsOf = (documents: object[]): INodeExecutionData[] =>
  documents.map((document) => ({ json: document as IDataObject }));
