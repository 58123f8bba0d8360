/** APSTIN: a document of AP invoices, which is one AP journal and one GL journal [SMP, XSD]. */
import { ApJournals, bookItem, bookToGl } from './apBook';
import type { ApKey, GlOutcome } from './apBook';
import type { ApParameters, Judged } from './apItem';
import { judge } from './apItem';
import type { BusinessObject, Call } from './call';
import { PartReader, kid, kids, readDocument, rooted } from './input';
import { periodOf } from './periods';
import { container } from './problems';
import type { Problem } from './problems';
import type { Markup } from './reply';
import { document, fields, tag } from './reply';
import type { Slot } from './seed';
import { count, savePoint, showSupplier, supplierOf } from './world';

const ROOT = 'PostApInvoice';

interface Parameters extends ApParameters {
  wholeOnly: boolean;
  validateOnly: boolean;
}

/** Values and defaults of the schema [XSD]. */
function readParameters({ parameters, settings }: Call): { how: Parameters; problems: Problem[] } {
  const document = parameters === '' ? undefined : rooted(readDocument(parameters), ROOT);
  const reader = new PartReader(kid(document, 'Parameters'), 'Parameters', settings);
  const is = (name: string, byDefault: 'Y' | 'N') =>
    reader.oneOf(name, byDefault === 'Y' ? ['Y', 'N'] : ['N', 'Y']) === 'Y';
  const how: Parameters = {
    period: reader.oneOf<Slot>('PostingPeriod', ['C', 'P', 'B']),
    ignoreWarnings: reader.oneOf('IgnoreWarnings', ['N', 'Y', 'W']),
    wholeOnly: is('ApplyIfEntireDocumentValid', 'Y'),
    validateOnly: is('ValidateOnly', 'N'),
    foreignLines: reader.oneOf('LedgerDistributionCurrency', ['L', 'F']) === 'F',
    automaticTax: is('AutomaticTaxCalculation', 'N'),
    ignoreAnalysis: is('IgnoreAnalysis', 'Y'),
    postZero: is('PostZeroAdjustments', 'N'),
    discountDate: reader.date('DefaultDiscountDate'),
    dueDate: reader.date('DefaultDueDate'),
  };
  return { how, problems: reader.problems };
}

interface Result {
  judged: Judged;
  key: ApKey | null;
}

export const postApInvoice: BusinessObject = (call) => {
  const { world, settings } = call;
  const { how, problems } = readParameters(call);
  const items = kids(rooted(readDocument(call.input), ROOT), 'Item');
  count(world, 'APSTIN', items.length);
  // a parameter that cannot be read refuses all of it; in which form is not public
  if (problems.length > 0)
    return document(
      'postapinvoice',
      problems.map((one) => container(one)),
    );
  const undo = savePoint(world);
  const journals = new ApJournals(world, how.period, periodOf(world, how.period), settings);
  const results = items.map((item): Result => {
    const judged = judge(item, how, world, settings);
    const { draft } = judged;
    if (!draft || judged.problems.length > 0) return { judged, key: null };
    return { judged, key: bookItem(world, draft, journals.of(draft.branch), settings) };
  });
  const invalid = results.filter(({ key }) => key === null).length;
  const applies = !how.validateOnly && !(how.wholeOnly && invalid > 0);
  if (!applies) undo();
  const journal = applies ? [...journals.all.values()].map((one) => bookToGl(world, one, settings)) : [];
  return document('postapinvoice', [
    ...results.map((result) => show(call, result, applies)),
    tag('StatusOfItems', [
      glJournal(journal.at(-1)),
      // an empty element is zero [SMP]
      tag('ItemsProcessed', some(items.length - invalid)),
      tag('ItemsInvalid', some(invalid)),
    ]),
  ]);
};

const some = (number: number): string => (number === 0 ? '' : String(number));

const glJournal = (outcome: GlOutcome | undefined): Markup =>
  tag(
    'GlJournal',
    fields({
      ...{ GlYear: '', GlPeriod: '', GlJournal: '', GlJournalError: '', GlJournalMessage: '' },
      ...outcome,
    }),
  );

/** How a rejected item looks is not public: with the wrong elements as containers, in the item or its transaction. */
function show({ world, settings }: Call, { judged, key }: Result, applies: boolean): Markup {
  const supplier = supplierOf(world, judged.supplier)?.Supplier;
  const code = supplier === undefined ? judged.supplier : showSupplier(world, supplier);
  const echo = { Supplier: code, Invoice: judged.invoice, TransactionCode: judged.code };
  const warnings = judged.warnings.map((one) =>
    tag('WarningMessages', fields({ WarningNumber: one.number, WarningDescription: one.text })),
  );
  if (key) {
    const empty = { TrnYear: '', TrnMonth: '', Journal: '', EntryNumber: '' };
    const keys = tag('Key', fields(applies ? { ...key } : empty));
    return tag('Item', [tag('Transaction', [keys, ...fields(echo), ...warnings])]);
  }
  const wrong = new Set(judged.problems.map(({ element }) => element));
  const right = Object.entries(echo).filter(([name]) => !wrong.has(name));
  const said = [...fields(Object.fromEntries(right)), ...judged.problems.map((one) => container(one))];
  return tag('Item', settings.rejectedItem === 'element' ? said : [tag('Transaction', said)]);
}
