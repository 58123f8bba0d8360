/**
 * What is wrong with a part of a document. Numbers and texts of general errors are public; none of AP's or GL's is, so
 * those here are invented: their texts begin with SIM and their numbers with 99, that nobody may match on them.
 */
import type { Markup } from './reply';
import { tag } from './reply';

export interface Problem {
  /** Element that the problem is said at. */
  element: string;
  value: string;
  number: string;
  text: string;
  /** A warning, which may be ignored. */
  warning?: boolean;
}

/** Known: 100030 [COV]. */
export const blank = (parent: string, element: string): Problem => ({
  ...{ element, value: '', number: '100030', text: `XML element '{${parent}}{${element}}' cannot be spaces` },
});

/** Known: 100028 [COV]. */
export const noDate = (element: string, value: string): Problem => ({
  ...{ element, value, number: '100028' },
  text: `Date '${value}' is invalid for XML element '${element}' it must be CCYY-MM-DD format`,
});

/** The text is known, its number is not [RCT config.go]. */
export const notOneOf = (element: string, value: string, allowed: readonly string[]): Problem => ({
  ...{ element, value, number: '990001' },
  text: `XML element '${element.toLowerCase()}' has a value of '${value}'. It should be '${allowed.join(' / ')}'`,
});

/** Known for stock codes: 240004 [REC]. */
export const noStockCode = (value: string): Problem => ({
  ...{ element: 'StockCode', value, number: '240004', text: `Stock code '${value}' not found` },
});

const NUMBERS = {
  notNumeric: '990002',
  notFound: '990003',
  exists: '990004',
  tooLong: '990005',
  period: '990006',
  onHold: '990007',
  password: '990008',
  balance: '990009',
  grn: '990010',
  notAllowed: '990011',
  wide: '990012',
  state: '990013',
} as const;

/** A problem whose words are invented. */
export const sim = (kind: keyof typeof NUMBERS, element: string, value: string, text: string): Problem => ({
  ...{ element, value, number: NUMBERS[kind], text: `SIM ${text}` },
});

/** The element becomes a container of what is wrong with it [REC test_invsws_errors]. */
export function container({ element, value, number, text, warning }: Problem, lowerCase = false): Markup {
  const kind = warning ? 'Warning' : 'Error';
  return tag(lowerCase ? element.toLowerCase() : element, [
    tag('Value', value),
    tag(`${kind}Number`, number),
    tag(`${kind}Description`, text),
  ]);
}
