/** Reads the parameters of the node into rules. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { readChargeTarget } from './chargeTarget';
import type { Cleaning } from './cleaning';
import { trimText } from './cleaning';
import type { RankBy } from './coverage';
import type { SupplierKey } from './rows';
import { SUPPLIER_KEYS } from './rows';
import type { ChargeFallback, DimensionRule, DimensionSource, Fallback, Rules } from './rules';
import { DEFAULT_FALLBACKS } from './rules';

export interface Settings {
  mode: 'map' | 'coverage';
  rowsFrom: 'input' | 'credential';
  rules: Rules;
  rankBy: RankBy;
  /** ERP named in the audit row of a held document. */
  targetSystem: string;
}

/** @throws NodeOperationError where a setting cannot be understood: that is wrong for every document */
export function readSettings(context: IExecuteFunctions): Settings {
  const options = context.getNodeParameter('options', 0, {}) as IDataObject;
  const { fallbacks, chargeFallback } = readFallbacks(context);
  return {
    mode: context.getNodeParameter('mode', 0) === 'coverage' ? 'coverage' : 'map',
    rowsFrom: context.getNodeParameter('rowsFrom', 0) === 'credential' ? 'credential' : 'input',
    rankBy: options.rankBy === 'count' ? 'count' : 'value',
    targetSystem: text(options.targetSystem),
    rules: {
      cleaning: readCleaning(context, options),
      supplierKeys: readSupplierKeys(context),
      accountSegments: names(context.getNodeParameter('accountSegments', 0, '')),
      dimensions: group(context, 'dimensions', 'dimension').map((each) => readDimension(context, each)),
      taxCodeField: text(options.taxCodeField),
      fallbacks,
      chargeFallback,
    },
  };
}

function readSupplierKeys(context: IExecuteFunctions): SupplierKey[] {
  const keys = group(context, 'supplierKeys', 'match').map((each) => text(each.key));
  const known = SUPPLIER_KEYS.filter((key) => keys.includes(key));
  if (known.length === 0) throw fault(context, 'Match Suppliers By is empty', 'Add at least one key.');
  return [...known].sort((a, b) => keys.indexOf(a) - keys.indexOf(b));
}

function readDimension(context: IExecuteFunctions, each: IDataObject): DimensionRule {
  const name = text(each.name);
  const value = text(each.value);
  const source = text(each.source) as DimensionSource;
  const sourceNames = names(each.sourceName);
  if (name === '') throw fault(context, 'A dimension has no name', 'Enter its name in the ERP.');
  if (sourceNames.length === 0 && source !== 'businessUnit' && source !== 'fixed') {
    throw fault(
      context,
      `Dimension ${name} does not say where its code is`,
      'Enter the segment or field name.',
    );
  }
  const choose = (policy: string): Fallback => {
    if (policy === 'fixed') return { then: 'fixed', value };
    return { then: policy === 'same' || policy === 'empty' ? policy : 'hold' };
  };
  const missing = choose(text(each.whenMissing));
  const unmapped = choose(text(each.whenUnmapped));
  const needsValue = source === 'fixed' || missing.then === 'fixed' || unmapped.then === 'fixed';
  if (needsValue && value === '') {
    throw fault(context, `Dimension ${name} uses a fixed value, which is empty`, 'Enter it under Value.');
  }
  return { name, source, sourceNames, value, missing, unmapped };
}

function readFallbacks(context: IExecuteFunctions): Pick<Rules, 'fallbacks' | 'chargeFallback'> {
  const fallbacks = { ...DEFAULT_FALLBACKS };
  let chargeFallback: ChargeFallback = { then: 'hold' };
  for (const each of group(context, 'fallbacks', 'rule')) {
    const kind = text(each.kind);
    const then = text(each.then);
    const value = text(each.value);
    if (then === 'fixed' && value === '') {
      throw fault(context, `The fixed value for kind ${kind} is empty`, 'Enter it under Value.');
    }
    if (kind === 'charge') chargeFallback = readChargeFallback(context, then, value);
    else if (isFallbackKind(kind)) fallbacks[kind] = readFallback(context, kind, then, value);
    else throw fault(context, `“${kind}” is not a kind of code`, 'Choose one from the list.');
  }
  return { fallbacks, chargeFallback };
}

function readChargeFallback(context: IExecuteFunctions, then: string, value: string): ChargeFallback {
  if (then === 'spread') return { then: 'fixed', target: { booking: 'spread' } };
  if (then !== 'fixed') return { then: 'hold' };
  const target = readChargeTarget(value);
  if (target !== null) return { then: 'fixed', target };
  throw fault(
    context,
    `“${value}” does not say how a charge is booked`,
    'Write account:<account>, account:<account>/<subaccount>, tax:<code> or spread.',
  );
}

const MAY_STAY_EMPTY: ReadonlyArray<keyof Rules['fallbacks']> = [
  'entity',
  'invoiceType',
  'item',
  'terms',
  'unit',
];

const isFallbackKind = (kind: string): kind is keyof Rules['fallbacks'] =>
  Object.hasOwn(DEFAULT_FALLBACKS, kind);

function readFallback(
  context: IExecuteFunctions,
  kind: keyof Rules['fallbacks'],
  then: string,
  value: string,
): Fallback {
  if (then === 'fixed') return { then, value };
  if (then === 'same' || then === 'hold') return { then };
  if (then === 'empty' && MAY_STAY_EMPTY.includes(kind)) return { then };
  throw fault(context, `Kind ${kind} cannot use the rule “${then}”`, 'Choose another rule for it.');
}

function readCleaning(context: IExecuteFunctions, options: IDataObject): Cleaning {
  const words = options.emptyWords === undefined ? ['none'] : lines(options.emptyWords);
  return {
    emptyWords: new Set(words.map((word) => word.toLowerCase())),
    zerosAreEmpty: options.zerosAreEmpty === true,
    suffixes: lines(options.suffixes).map((pattern) => readPattern(context, pattern)),
  };
}

function readPattern(context: IExecuteFunctions, pattern: string): RegExp {
  try {
    return new RegExp(`(?:${pattern})$`);
  } catch {
    throw fault(context, `“${pattern}” is not a regular expression`, 'Correct it under Cut Off Suffixes.');
  }
}

function group(context: IExecuteFunctions, name: string, part: string): IDataObject[] {
  const collection = context.getNodeParameter(name, 0, {}) as Record<string, IDataObject[] | undefined>;
  return collection[part] ?? [];
}

const text = (value: unknown): string =>
  typeof value === 'string' ? trimText(value) : typeof value === 'number' ? String(value) : '';

const names = (value: unknown): string[] => parts(value, ',');
const lines = (value: unknown): string[] => parts(value, /\r?\n/);

const parts = (value: unknown, separator: string | RegExp): string[] =>
  text(value)
    .split(separator)
    .map(trimText)
    .filter((part) => part !== '');

const fault = (context: IExecuteFunctions, message: string, description: string): NodeOperationError =>
  new NodeOperationError(context.getNode(), message, { description });
