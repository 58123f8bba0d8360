/** Bills and adjustments: what is checked, and how they are booked. */
import Big from 'big.js';
import type { Call, Outcome } from './call';
import { recordOf } from './call';
import { bookingErrors } from './checkLines';
import type { Fields } from './input';
import { genericFields, legacyHeader, legacyLine } from './input';
import type { GatewayError } from './refusal';
import { Refusal, alreadyExists, couldNot, invalid, refuse } from './refusal';
import type { Row } from './records';
import { big, money, plusDays } from './values';
import { add, change, schemaOf, tableOf } from './world';
import type { XmlNode } from '../kit/xml';
import { childOf, childrenOf, textOf } from '../kit/xml';

export type DocumentObject = 'APBILL' | 'APADJUSTMENT';
const NAMES: Record<DocumentObject, string> = { APBILL: 'Bill', APADJUSTMENT: 'Adjustment' };

export interface Draft {
  object: DocumentObject;
  header: Fields;
  lines: Fields[];
  isDraft: boolean;
}

export function readGeneric(node: XmlNode, object: DocumentObject, call: Call): [Draft, GatewayError[]] {
  const errors: GatewayError[] = [];
  const schema = schemaOf(call.world, object);
  const lineSchema = schemaOf(call.world, schema.lines?.object ?? '');
  const lines = childrenOf(childOf(node, schema.lines?.element ?? ''), schema.lines?.object ?? '');
  const draft = {
    object,
    header: genericFields(node, schema, call, errors),
    lines: lines.map((line) => genericFields(line, lineSchema, call, errors)),
    isDraft: textOf(node, 'ACTION') === 'Draft',
  };
  return [draft, errors];
}

export function readLegacy(node: XmlNode, object: DocumentObject, call: Call): [Draft, GatewayError[]] {
  const errors: GatewayError[] = [];
  const schema = schemaOf(call.world, object);
  const lineSchema = schemaOf(call.world, schema.lines?.object ?? '');
  const items = childOf(node, object === 'APBILL' ? 'billitems' : 'apadjustmentitems');
  const draft = {
    object,
    header: legacyHeader(node, schema, call, errors),
    lines: childrenOf(items, 'lineitem').map((line) => legacyLine(line, lineSchema, call, errors)),
    isDraft: textOf(node, 'action') === 'Draft',
  };
  return [draft, errors];
}

/** Books a new one. @throws Refusal */
export function book([draft, errors]: [Draft, GatewayError[]], call: Call, more: Fields = {}): Row {
  const all = [...errors, ...documentErrors(draft, call)];
  if (all.length > 0) throw couldNot('create', NAMES[draft.object], all);
  const { world, entity } = call;
  const { header } = draft;
  const due = header.WHENDUE || dueDate(header, call);
  const recorded = header.RECORDID ?? '';
  const row = add(
    world,
    draft.object,
    {
      RECORDTYPE: draft.object === 'APBILL' ? 'apbill' : 'apadjustment',
      ...{ MODULEKEY: '3.AP', CURRENCY: world.seed.baseCurrency, BASECURR: world.seed.baseCurrency },
      ...header,
      ...{ WHENPOSTED: header.WHENPOSTED || (header.WHENCREATED ?? ''), WHENDUE: due, RECORDID: recorded },
      VENDORNAME: tableOf(world, 'VENDOR').find(header.VENDORID)?.NAME ?? '',
      ...stateOf(draft, call),
      ...totals(draft, call),
      ...more,
    },
    entity,
  );
  putLines(draft, row, call);
  return row;
}

const stateOf = ({ isDraft }: Draft, { world }: Call): Fields =>
  isDraft
    ? { STATE: 'Draft', RAWSTATE: 'D' }
    : world.seed.approvals
      ? { STATE: 'Submitted', RAWSTATE: 'S' }
      : { STATE: 'Posted', RAWSTATE: 'A' };

function totals({ header, lines }: Draft, { world }: Call): Fields {
  const total = lines.reduce((sum, line) => sum.plus(big(line.TRX_AMOUNT)), new Big(0));
  const currency = header.CURRENCY || world.seed.baseCurrency;
  const rate = header.EXCHANGE_RATE || (world.seed.rates[currency] ?? '1');
  const base = total.times(currency === world.seed.baseCurrency ? 1 : rate).round(2, 1);
  return {
    ...{
      TRX_TOTALENTERED: money(total),
      TRX_TOTALDUE: money(total),
      TRX_TOTALPAID: '0',
      TRX_TOTALSELECTED: '0',
    },
    ...{ TOTALENTERED: money(base), TOTALDUE: money(base), TOTALPAID: '0', TOTALSELECTED: '0', WHENPAID: '' },
  };
}

function putLines({ object, lines }: Draft, row: Row, { world }: Call): void {
  const item = schemaOf(world, object).lines?.object ?? '';
  lines.forEach((line, at) =>
    add(world, item, {
      ...line,
      ...{ RECORDKEY: row.RECORDNO ?? '', LINE_NO: String(at + 1), CURRENCY: row.CURRENCY ?? '' },
      ...{ AMOUNT: line.TRX_AMOUNT ?? '', STATE: row.STATE ?? '' },
      ACCOUNTTITLE: tableOf(world, 'GLACCOUNT').find(line.ACCOUNTNO)?.TITLE ?? '',
    }),
  );
}

function dueDate(header: Fields, { world }: Call): string {
  const days = Number(tableOf(world, 'APTERM').find(header.TERMNAME)?.DUEDATE ?? 0);
  return header.WHENCREATED ? plusDays(header.WHENCREATED, days) : '';
}

function documentErrors(draft: Draft, call: Call, self?: Row): GatewayError[] {
  const { world, settings } = call;
  const { header, lines, object, isDraft } = draft;
  const errors: GatewayError[] = [];
  const vendor = tableOf(world, 'VENDOR').find(header.VENDORID);
  if (!vendor) errors.push(invalid(`Vendor '${header.VENDORID ?? ''}' specified is not valid.`));
  else if (vendor.STATUS !== 'active')
    errors.push(invalid(`Activate the vendor ${header.VENDORID}, then try again.`));
  if (!header.WHENCREATED && !isDraft) errors.push(invalid('Required field WHENCREATED is missing.'));
  const hasDue = header.WHENDUE || (header.TERMNAME && settings.termAlone === 'accepted');
  if (object === 'APBILL' && !hasDue && !isDraft) errors.push(invalid('Required field WHENDUE is missing.'));
  const posted = header.WHENPOSTED || header.WHENCREATED;
  if (posted && !isOpen(call, posted))
    errors.push(invalid(`The date ${posted} is in a period that is not open.`));
  if (header.CURRENCY && !world.seed.currencies.includes(header.CURRENCY))
    errors.push(invalid(`Currency '${header.CURRENCY}' is not valid.`));
  if (header.TERMNAME && !tableOf(world, 'APTERM').find(header.TERMNAME))
    errors.push(invalid(`Term '${header.TERMNAME}' is not valid.`));
  if (header.SUPDOCID && !world.files.has(header.SUPDOCID))
    errors.push(invalid(`Attachment '${header.SUPDOCID}' is not valid.`));
  errors.push(...numberErrors(draft, call, self));
  if (lines.length === 0) errors.push(invalid('There must be at least one line.'));
  for (const line of lines) errors.push(...bookingErrors(line, call));
  const signs = new Set(lines.map(({ TRX_AMOUNT }) => big(TRX_AMOUNT).s));
  if (object === 'APADJUSTMENT' && signs.size > 1)
    errors.push(invalid('The amounts of the lines must be all positive or all negative.'));
  for (const { field, pattern, message } of world.seed.smartRules)
    if (!new RegExp(pattern).test(header[field] ?? ''))
      errors.push(invalid(`Smart Rule Violated: ${message}`));
  return errors;
}

function numberErrors({ header, object, isDraft }: Draft, call: Call, self?: Row): GatewayError[] {
  const { RECORDID: number = '', VENDORID: vendor = '' } = header;
  if (number === '')
    return call.settings.billNumber === 'required' && !isDraft
      ? [invalid('Required field RECORDID is missing.')]
      : [];
  // also when they were escaped [community]
  if (call.settings.numberSigns === 'refused' && /[&<>#?"']/.test(number))
    return [invalid(`The number ${number} contains a character that is not allowed.`)];
  if (call.settings.duplicateBill === 'allow') return [];
  const isTaken = tableOf(call.world, object)
    .all()
    .some(
      (row) =>
        row.RECORDID === number &&
        row.VENDORID === vendor &&
        row.RECORDNO !== self?.RECORDNO &&
        row.STATE !== 'Reversed',
    );
  return isTaken ? [alreadyExists(NAMES[object], `${vendor} ${number}`)] : [];
}

const isOpen = ({ world }: Call, date: string): boolean =>
  world.seed.periods.some(({ month, open }) => open && date.startsWith(month));

/** Header fields, and lines where there are any: then all of them [doc]. @throws Refusal */
export function updateDocument(node: XmlNode, call: Call): Row {
  const { world } = call;
  const [given, errors] = readGeneric(node, 'APBILL', call);
  const schema = schemaOf(world, 'APBILL');
  const row = recordOf(call, schema, textOf(node, 'RECORDNO'));
  if (!row)
    throw couldNot('update', 'Bill', [invalid(`The bill ${textOf(node, 'RECORDNO')} does not exist.`)]);
  const hasLines = given.lines.length > 0;
  if (hasLines && !big(row.TRX_TOTALPAID).eq(0))
    throw couldNot('update', 'Bill', [invalid('A bill that is paid cannot be changed.')]);
  const kept = linesOf(call, row).map((line) => ({ ...line }));
  const draft: Draft = {
    ...{ object: 'APBILL', header: { ...row, ...given.header }, lines: hasLines ? given.lines : kept },
    isDraft: row.STATE === 'Draft',
  };
  const all = [...errors, ...documentErrors(draft, call, row)];
  if (all.length > 0) throw couldNot('update', 'Bill', all);
  const changed = change(world, 'APBILL', row, { ...given.header, ...(hasLines && totals(draft, call)) });
  if (hasLines) {
    for (const { RECORDNO } of kept) tableOf(world, 'APBILLITEM').remove(RECORDNO ?? '');
    putLines(draft, changed, call);
  }
  return changed;
}

export function linesOf({ world }: Call, row: Row, object = 'APBILL'): Row[] {
  const { lines } = schemaOf(world, object);
  if (!lines) return [];
  return tableOf(world, lines.object)
    .all()
    .filter((line) => line[lines.by] === row.RECORDNO);
}

/** Takes a bill out; what is paid stays [community]. @throws Refusal */
export function deleteDocument(object: DocumentObject, key: string, call: Call): void {
  const row = recordOf(call, schemaOf(call.world, object), key);
  if (!row) throw couldNot('delete', NAMES[object], [invalid(`The record ${key} does not exist.`)]);
  if (!big(row.TRX_TOTALPAID).eq(0))
    throw couldNot('delete', NAMES[object], [invalid('A document that is paid cannot be deleted.')]);
  const item = schemaOf(call.world, object).lines?.object ?? '';
  for (const line of linesOf(call, row, object)) tableOf(call.world, item).remove(line.RECORDNO ?? '');
  tableOf(call.world, object).remove(row.RECORDNO ?? '');
}

/** The bill and its twin with negative amounts, both as if they were paid [recorded]. @throws Refusal */
export function reverseBill(key: string, date: string, call: Call): Outcome {
  const { world, entity } = call;
  const row = recordOf(call, schemaOf(world, 'APBILL'), key);
  if (!row) throw refuse('BL03000018', `The bill ${key} does not exist.`);
  if (row.STATE !== 'Posted')
    throw new Refusal([invalid('Only a posted bill that is not paid can be reversed.')]);
  const settled = (sign: 1 | -1): Fields => {
    const [trx, base] = [big(row.TRX_TOTALENTERED).times(sign), big(row.TOTALENTERED).times(sign)];
    return {
      ...{ TRX_TOTALENTERED: money(trx), TRX_TOTALPAID: money(trx), TRX_TOTALDUE: '0' },
      ...{ TOTALENTERED: money(base), TOTALPAID: money(base), TOTALDUE: '0', WHENPAID: date },
    };
  };
  change(world, 'APBILL', row, { ...settled(1), STATE: 'Reversed' });
  const { RECORDNO, ...rest } = row;
  void RECORDNO;
  const number = `Reversed - ${row.RECORDID ?? ''}`;
  const twin = add(
    world,
    'APBILL',
    { ...rest, ...settled(-1), RECORDID: number, STATE: 'Reversal', WHENCREATED: date, WHENPOSTED: date },
    row.MEGAENTITYID ?? entity,
  );
  for (const line of linesOf(call, row)) {
    const { RECORDNO: own, ...fields } = line;
    void own;
    const amount = money(big(line.TRX_AMOUNT).times(-1));
    add(world, 'APBILLITEM', {
      ...fields,
      RECORDKEY: twin.RECORDNO ?? '',
      TRX_AMOUNT: amount,
      AMOUNT: amount,
    });
  }
  return { key: twin.RECORDNO ?? '', cost: 1 };
}
