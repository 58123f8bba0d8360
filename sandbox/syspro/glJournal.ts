/** GENTJL: a journal of the ledger's own. Its period is a number, unlike APSTIN's [SMP, XSD]. */
import Big from 'big.js';
import type { XmlNode } from '../kit/xml';
import { checkCode } from './apLines';
import type { BusinessObject, Call } from './call';
import { PartReader, kids, parameter, readDocument, rooted } from './input';
import type { Entry, GlKey } from './ledger';
import { bookJournal } from './ledger';
import { slotOf } from './periods';
import type { Problem } from './problems';
import { container, sim } from './problems';
import type { Markup } from './reply';
import { document, fields, tag } from './reply';
import { money } from './values';
import { count, savePoint, today } from './world';

const ROOT = 'PostGlJournal';

interface Result {
  key: GlKey | null;
  problems: Problem[];
  entries: Entry[];
  date: string;
  posted: boolean;
  authorized: boolean;
  type: string;
}

export const postGlJournal: BusinessObject = (call) => {
  const { world } = call;
  const given = call.parameters === '' ? undefined : rooted(readDocument(call.parameters), ROOT);
  const is = (name: string, byDefault: string) => parameter(given, name, byDefault) === 'Y';
  const items = kids(rooted(readDocument(call.input), ROOT), 'Item');
  count(world, 'GENTJL', items.length);
  const undo = savePoint(world);
  const results = items.map((item) => journal(call, item, is('IgnoreAnalysis', 'Y')));
  const wrong = results.filter(({ key }) => !key);
  const applies = !is('ValidateOnly', 'N') && !(is('ApplyIfEntireDocumentValid', 'Y') && wrong.length > 0);
  if (!applies) undo();
  const right = results.filter(({ key }) => key);
  const posted = right.filter((one) => one.posted).length;
  return document('postgljournal', [
    ...results.map((one) => show(one, applies)),
    tag('StatusOfItems', [
      ...fields({ JournalsProcessed: some(right.length), JournalsInvalid: some(wrong.length) }),
      ...fields({ PostingsProcessed: some(applies ? posted : 0), PostingsInvalid: '' }),
    ]),
  ]);
};

const some = (number: number): string => (number === 0 ? '' : String(number));

function journal(call: Call, item: XmlNode, ignoreAnalysis: boolean): Result {
  const { world, settings } = call;
  const reader = new PartReader(item, 'Item', settings);
  const type = reader.oneOf('JournalType', ['N', 'P', 'U', 'S', 'L', 'A', 'I', 'E']);
  const authorized = reader.text('AuthorizeJournal') === settings.authorizing;
  const wantsPosting = reader.text('PostJournal') === 'Y';
  const date = reader.date('JournalDate') || today(world);
  const year = Number(reader.needed('PostingYear'));
  const month = Number(reader.needed('PostingPeriod'));
  const slot = slotOf(world, { year, month });
  // where it is closed is asked of GL alone
  if (slot === null || world.seed.periods.closedInGl.includes(slot))
    reader.add(sim('period', 'PostingPeriod', `${year}-${month}`, `period ${month} of ${year} is not open`));
  const sign = settings.amountSign === 'debitPositive' ? 1 : -1;
  const entries = kids(item, 'JournalDetails').map((node): Entry => {
    const detail = new PartReader(node, 'JournalDetails', settings);
    const code = detail.needed('LedgerCode', 35);
    const amount = detail.number('EntryAmount');
    if (!detail.has('EntryAmount')) detail.needed('EntryAmount');
    if (code !== '') checkCode(world, code, detail, ignoreAnalysis);
    const entry = {
      ...{ code, value: (amount ?? new Big(0)).times(sign), reference: detail.text('Reference', 30) },
      comment: detail.text('Comment', 250),
    };
    for (const problem of detail.problems) reader.add(problem);
    return entry;
  });
  const total = entries.reduce((sum, { value }) => sum.plus(value), new Big(0));
  if (reader.problems.length === 0 && (entries.length === 0 || !total.eq(0)))
    reader.add(sim('balance', 'EntryAmount', money(total), `debits and credits differ by ${money(total)}`));
  // only what is authorised is posted at once [inferred]
  const posted = wantsPosting && authorized;
  const rest = { problems: reader.problems, entries, date, posted, authorized, type };
  if (reader.problems.length > 0) return { key: null, ...rest };
  const key = bookJournal(world, { year, month }, entries, { source: 'GL', date, posted });
  return { key, ...rest };
}

function show({ key, problems, entries, date, posted, authorized, type }: Result, applies: boolean): Markup {
  if (!key)
    return tag(
      'Item',
      problems.map((one) => container(one)),
    );
  const sum = (isDebit: boolean): string => {
    const side = entries.filter(({ value }) => value.gt(0) === isDebit);
    return money(side.reduce((total, { value }) => total.plus(value.abs()), new Big(0)));
  };
  return tag('Item', [
    tag('Transaction', [
      tag('Key', fields(applies ? { ...key } : { GlYear: '', GlPeriod: '', GlJournal: '' })),
      // without dashes here [SMP]
      ...fields({
        JournalDate: date.replace(/-/g, ''),
        NumOfEntries: String(entries.length).padStart(5, '0'),
      }),
      ...fields({ DebitAmount: sum(true), CreditAmount: sum(false), JnlPostingType: type }),
      ...fields({ Jnlstatus: posted ? 'P' : 'U', Currency: '', Authorised: authorized ? 'Y' : 'N' }),
    ]),
  ]);
}
