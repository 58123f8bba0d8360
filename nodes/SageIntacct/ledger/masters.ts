/** Reads in bulk, once for an execution, what the validation of a batch needs: one question for each kind of master. */
import type { BookedBill } from '../../shared/booking';
import { Refusal } from '../../shared/outcome';
import { recover } from '../../shared/recover';
import { dimensionField } from '../dimensions';
import type { Connection } from '../transport/connection';
import { MOST_VALUES, query } from '../transport/query';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';
import type { IntacctSettings } from './settings';

export interface VendorMaster {
  name: string;
  active: boolean;
  /** Its payment term; '' for none. */
  term: string;
}

export interface AccountMaster {
  active: boolean;
  /** Fields that a line on it must have. */
  requires: string[];
}

export interface DimensionMaster {
  active: boolean;
  /** What a line carries for it. */
  value: string;
}

/** By code. null where the list is out of this user's reach: then Sage Intacct itself checks. */
export interface Masters {
  vendors: Map<string, VendorMaster> | null;
  accounts: Map<string, AccountMaster> | null;
  terms: Set<string> | null;
  /** By field of a line. */
  dimensions: Map<string, Map<string, DimensionMaster> | null>;
}

/** Flags of a GL account and the fields that they ask for; source: developer.intacct.com general-ledger/accounts. */
const REQUIRED: Array<[flag: string, field: string]> = [
  ['REQUIREDEPT', 'DEPARTMENTID'],
  ['REQUIRELOC', 'LOCATIONID'],
  ['REQUIREPROJECT', 'PROJECTID'],
  ['REQUIRECLASS', 'CLASSID'],
];

/** @throws SignInRefused, NoAnswer */
export async function readMasters(
  connection: Connection,
  bills: BookedBill[],
  settings: IntacctSettings,
): Promise<Masters> {
  const lines = bills.flatMap((bill) => bill.lines);
  const read = async <T>(
    object: string,
    key: string,
    codes: string[],
    fields: string[],
    show: (row: Row) => T,
  ) => await readCodes(connection, { object, key, fields }, codes, show);
  return {
    vendors: await read(
      'VENDOR',
      'VENDORID',
      bills.map((bill) => bill.vendor),
      ['NAME', 'STATUS', 'TERMNAME'],
      (row) => ({
        name: text(row, 'NAME'),
        active: isActive(row),
        term: text(row, 'TERMNAME'),
      }),
    ),
    accounts: await read(
      'GLACCOUNT',
      'ACCOUNTNO',
      lines.map((line) => line.account),
      ['STATUS', ...REQUIRED.map(([flag]) => flag)],
      (row) => ({
        active: isActive(row),
        requires: REQUIRED.flatMap(([flag, field]) => (text(row, flag) === 'true' ? [field] : [])),
      }),
    ),
    terms: keysOf(
      await read(
        'APTERM',
        'NAME',
        bills.map(({ invoice }) => invoice.erpTerms ?? ''),
        [],
        () => true,
      ),
    ),
    dimensions: await readDimensions(connection, bills, settings),
  };
}

const keysOf = <T>(map: Map<string, T> | null): Set<string> | null => map && new Set(map.keys());

/** A status that is not given says nothing against the record. */
const isActive = (row: Row): boolean => !/inactive/i.test(text(row, 'STATUS'));

async function readDimensions(
  connection: Connection,
  bills: BookedBill[],
  settings: IntacctSettings,
): Promise<Masters['dimensions']> {
  const wanted = new Map<string, { name: string; codes: string[] }>();
  const add = (name: string, code: string) => {
    const field = dimensionField(name)?.field ?? '';
    wanted.set(field, { name, codes: [...(wanted.get(field)?.codes ?? []), code] });
  };
  for (const bill of bills) {
    add('location', bill.entity ?? '');
    for (const line of bill.lines)
      for (const [name, code] of Object.entries(line.dimensions)) add(name, code);
  }
  add('location', settings.defaultLocation);
  add('department', settings.defaultDepartment);
  const found: Masters['dimensions'] = new Map();
  for (const [field, { name, codes }] of wanted) {
    const source = dimensionField(name)?.source;
    if (!source) continue;
    const isOwn = field.startsWith('GLDIM');
    const show = (row: Row): DimensionMaster => ({
      active: isActive(row),
      value: text(row, isOwn ? 'RECORDNO' : source.key),
    });
    found.set(field, await readCodes(connection, { ...source, fields: ['STATUS'] }, codes, show));
  }
  return found;
}

/** Records by code; codes are compared as they are written, as Sage Intacct does. */
async function readCodes<T>(
  connection: Connection,
  { object, key, fields }: { object: string; key: string; fields: string[] },
  codes: string[],
  show: (row: Row) => T,
): Promise<Map<string, T> | null> {
  const wanted = [...new Set(codes.map((code) => code.trim()))].filter((code) => code !== '');
  const found = new Map<string, T>();
  for (let start = 0; start < wanted.length; start += MOST_VALUES) {
    const part = wanted.slice(start, start + MOST_VALUES);
    const rows = await recover(
      () => query(connection, { object, fields: [key, ...fields], filter: { field: key, in: part } }),
      Refusal,
      () => null,
    );
    if (rows === null) return null;
    for (const row of rows) found.set(text(row, key), show(row));
  }
  return found;
}
