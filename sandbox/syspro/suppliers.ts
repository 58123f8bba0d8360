/** APSSSP: suppliers are added, changed and deleted; the answer is in small letters [SMP, XSD]. */
import type { XmlNode } from '../kit/xml';
import type { BusinessObject, Call } from './call';
import { PartReader, kid, kids, parameter, readDocument, rooted } from './input';
import type { Problem } from './problems';
import { container, sim } from './problems';
import type { Markup } from './reply';
import { document, tag } from './reply';
import type { Row } from './tables';
import { count, put, savePoint, showSupplier, supplierKey, supplierOf, tableOf, today } from './world';

/** Elements with the length of their column [COL]; those of the address are in a table of their own. */
const FIELDS: Record<string, number> = {
  ...{
    SupplierName: 50,
    SupShortName: 20,
    LanguageCode: 10,
    Telephone: 20,
    Fax: 20,
    Contact: 40,
    Branch: 10,
  },
  ...{ TermsCode: 2, Bank: 15, Currency: 3, DateSuppAdded: 10, SupplierClass: 10, Area: 10, UserField1: 10 },
  ...{ UserField2: 10, DefTaxCode: 3, TaxRegnNum: 30, OnHold: 1, SupplierType: 1, MerchGlCode: 35 },
  ...{ FreightGlCode: 35, PayByEft: 1, BankBranch: 20, BankAccount: 50, PurchOrdAllowed: 1, GrnMatchReqd: 1 },
  ...{ Email: 255, Nationality: 3 },
};
const ADDRESS: Record<string, number> = {
  ...{ SupAddr1: 40, SupAddr2: 40, SupAddr3: 40, SupAddr3Loc: 40, SupAddr4: 40, SupAddr5: 40 },
  SupPostalCode: 15,
};
const ROOT = 'SetupApSupplier';

export const setUpSupplier: BusinessObject = (call) => {
  const given = call.parameters === '' ? undefined : rooted(readDocument(call.parameters), ROOT);
  // defaults are not those of postings [XSD]
  const wholeOnly = parameter(given, 'ApplyIfEntireDocumentValid', 'N') === 'Y';
  const validateOnly = parameter(given, 'ValidateOnly', 'N') === 'Y';
  const items = kids(rooted(readDocument(call.input), ROOT), 'Item');
  count(call.world, 'APSSSP', items.length);
  const undo = savePoint(call.world);
  const results = items.map((item) => setUp(call, item));
  const invalid = results.filter(({ problems }) => problems.length > 0).length;
  if (validateOnly || (wholeOnly && invalid > 0)) undo();
  return document('setupapsupplier', [
    ...results.map(show),
    tag('StatusOfItems', [tag('RecordsRead', String(items.length)), tag('RecordsInvalid', String(invalid))]),
  ]);
};

interface Result {
  code: string;
  problems: Problem[];
}

const show = ({ code, problems }: Result): Markup =>
  tag('item', [tag('key', [tag('supplier', code)]), ...problems.map((one) => container(one, true))]);

function setUp(call: Call, item: XmlNode): Result {
  const { world, settings } = call;
  const { supplierKey: keys } = world.seed;
  const isNew = new PartReader(kid(item, 'Key'), 'Key', settings);
  const isNumbered = call.action === 'Add' && keys.automatic && isNew.text('Supplier') === '';
  const code = isNumbered ? nextCode(call) : isNew.needed('Supplier', 15);
  const there = code === '' ? undefined : supplierOf(world, code);
  const reader = new PartReader(item, 'Item', settings);
  for (const problem of isNew.problems) reader.add(problem);
  const said = (text: string, kind: 'exists' | 'notFound' | 'notAllowed') =>
    reader.add(sim(kind, 'Supplier', code, `supplier '${code}' ${text}`));
  if (call.action === 'Add' && there && settings.addExisting === 'refused') said('exists', 'exists');
  if (call.action === 'Update' && !there && settings.updateMissing === 'refused')
    said('not found', 'notFound');
  if (call.action === 'Delete') return remove(call, code, there, reader);
  const fields = read(reader, FIELDS, call);
  const address = read(reader, ADDRESS, call);
  check(call, { ...there, ...fields }, reader);
  if (reader.problems.length > 0) return { code: shownCode(call, code), problems: reader.problems };
  const Supplier = supplierKey(world, code);
  const base: Row = there ?? {
    ...{ Branch: world.seed.branches[0]?.code ?? '', Currency: world.seed.company.currency, OnHold: 'N' },
    ...{ SupplierType: 'P', GrnMatchReqd: 'Y', PurchOrdAllowed: 'Y', PayByEft: 'N', CurrentBalance: '0.00' },
    ...{ DateSuppAdded: today(world), TermsCode: world.seed.terms[0]?.code ?? '' },
  };
  put(world, 'ApSupplier', { ...base, ...fields, Supplier });
  const before = tableOf(world, 'ApSupplierAddr').get(Supplier);
  put(world, 'ApSupplierAddr', { ...before, ...address, Supplier });
  return { code: shownCode(call, code), problems: [] };
}

const shownCode = ({ world }: Call, code: string): string => showSupplier(world, supplierKey(world, code));

/** Only what is there is set; what an empty element does to a supplier that exists is a switch [open]. */
function read(reader: PartReader, spec: Record<string, number>, { settings }: Call): Row {
  const found = Object.entries(spec).flatMap(([name, length]): Array<[string, string]> => {
    if (!reader.has(name)) return [];
    const text = reader.text(name, length);
    return text === '' && settings.emptyElement === 'ignored' ? [] : [[name, text]];
  });
  return Object.fromEntries(found);
}

function check({ world }: Call, supplier: Row, reader: PartReader): void {
  const { seed } = world;
  reader.date('DateSuppAdded');
  if ((supplier.SupplierName ?? '') === '') reader.needed('SupplierName');
  const lists: Record<string, string[]> = {
    Branch: seed.branches.map(({ code }) => code),
    TermsCode: seed.terms.map(({ code }) => code),
    Currency: [seed.company.currency, ...seed.currencies.map(({ code }) => code)],
  };
  for (const [name, known] of Object.entries(lists)) {
    const value = supplier[name] ?? '';
    if (value === '' || known.includes(value)) continue;
    reader.add(sim('notFound', name, value, `${name} '${value}' not found`));
  }
  for (const name of ['OnHold', 'GrnMatchReqd', 'PayByEft', 'PurchOrdAllowed'])
    reader.oneOf(name, ['N', 'Y']);
  reader.oneOf('SupplierType', ['P', 'T']);
}

function nextCode({ world }: Call): string {
  const { supplierKey: keys } = world.seed;
  const number = keys.next + (world.numbers.supplier ?? 0);
  world.numbers.supplier = (world.numbers.supplier ?? 0) + 1;
  return String(number);
}

/** A supplier with invoices stays [inferred]. */
function remove(call: Call, code: string, there: Row | undefined, reader: PartReader): Result {
  const { world } = call;
  const isUsed = tableOf(world, 'ApInvoice')
    .all()
    .some(({ Supplier }) => Supplier === there?.Supplier);
  if (!there) reader.add(sim('notFound', 'Supplier', code, `supplier '${code}' not found`));
  else if (isUsed) reader.add(sim('notAllowed', 'Supplier', code, `supplier '${code}' has invoices`));
  else {
    tableOf(world, 'ApSupplier').remove(there);
    tableOf(world, 'ApSupplierAddr').remove(there);
  }
  return { code: shownCode(call, code), problems: reader.problems };
}
