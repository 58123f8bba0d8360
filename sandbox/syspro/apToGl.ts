/** APSTGI: sends AP journals to the ledger that did not get there: one, a range, or a list [SMP]. */
import { releaseToGl, waitingName } from './apBook';
import type { BusinessObject } from './call';
import { kids, parameter, readDocument, rooted, word } from './input';
import { container, sim } from './problems';
import type { Markup } from './reply';
import { document, fields, tag } from './reply';
import { count } from './world';

interface Named {
  year: number;
  month: number;
  journal: number;
}

/** Entries of JournalList are year, month and journal in 4, 2 and 10 digits, as in the sample. */
const listed = (text: string): Named[] =>
  text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [, year, month, journal] = /^(\d{4})(\d{2})(\d{1,10})$/.exec(part.trim()) ?? [];
      return { year: Number(year), month: Number(month), journal: Number(journal) };
    });

export const postToGl: BusinessObject = ({ world, input, parameters }) => {
  const given = parameters === '' ? undefined : rooted(readDocument(parameters), 'PostApInvoice');
  const validateOnly = parameter(given, 'ValidateOnly', 'N') === 'Y';
  const items = kids(rooted(readDocument(input), 'PostApInvoice'), 'Item');
  count(world, 'APSTGI', items.length);
  const answers = items.flatMap((item): Markup[] => {
    const at = (prefix: string): Named => ({
      ...{ year: Number(word(item, `${prefix}Year`)), month: Number(word(item, `${prefix}Month`)) },
      journal: Number(word(item, `${prefix}Journal`)),
    });
    const list = listed(word(item, 'JournalList'));
    const [from, to] = [at(''), word(item, 'ToJournal') === '' ? at('') : at('To')];
    const range = list.length > 0 ? list : between(from, to);
    const waiting = range.filter(({ year, month, journal }) =>
      world.waiting.has(waitingName(year, month, journal)),
    );
    if (waiting.length === 0) {
      const text = 'no such journal waits for the ledger';
      return [tag('Item', [container(sim('state', 'Journal', word(item, 'Journal'), text))])];
    }
    if (validateOnly) return [];
    return waiting.flatMap(({ year, month, journal }) => {
      const key = releaseToGl(world, waitingName(year, month, journal));
      return key ? [tag('Item', [tag('Transaction', [tag('Key', fields({ ...key }))])])] : [];
    });
  });
  return document('postapinvoice', [...answers, tag('InProcessJournals')]);
};

/** Journals of one month, from one number to another. */
const between = (from: Named, to: Named): Named[] =>
  Array.from({ length: Math.max(0, Math.min(to.journal - from.journal, 10_000) + 1) }, (_, at) => ({
    ...from,
    journal: from.journal + at,
  }));
