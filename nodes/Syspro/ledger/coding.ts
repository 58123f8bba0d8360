/** What a cost centre is in this company: a part of the ledger code, an analysis code, or a dimension. Pure. */
import type { BookedLine } from '../../shared/booking';
import type { SysproSettings } from './settings';

const same = (a: string, b: string): boolean => bare(a) === bare(b);
const bare = (name: string): string => name.replace(/[\s_-]/g, '').toLowerCase();

const dimensionOf = ({ dimensions }: Pick<BookedLine, 'dimensions'>, name: string): string =>
  Object.entries(dimensions)
    .find(([own]) => same(own, name))?.[1]
    ?.trim() ?? '';

type Coding = Pick<SysproSettings, 'costCentre' | 'costCentreName' | 'ledgerCodeForm' | 'analysisType'>;

export const costCentreOf = (line: Pick<BookedLine, 'dimensions'>, { costCentreName }: Coding): string =>
  dimensionOf(line, costCentreName);

/** Places in a form of ledger codes: `{account}`, or the name of a dimension. */
const PLACE = /\{([^{}]+)\}/g;

/** Names of the dimensions that are part of a ledger code. */
export const sectionsOf = ({ costCentre, ledgerCodeForm, costCentreName }: Coding): string[] =>
  costCentre === 'section'
    ? [...ledgerCodeForm.matchAll(PLACE)]
        .map(([, name = '']) => (same(name, 'costCentre') ? costCentreName : name))
        .filter((name) => !same(name, 'account'))
    : [];

/** The whole ledger code; what the mapping gives is whole already where cost centres are no part of it. */
export function ledgerCodeOf(line: Pick<BookedLine, 'account' | 'dimensions'>, coding: Coding): string {
  const account = line.account.trim();
  if (coding.costCentre !== 'section') return account;
  return coding.ledgerCodeForm.replace(PLACE, (_, name: string) => {
    if (same(name, 'account')) return account;
    return dimensionOf(line, same(name, 'costCentre') ? coding.costCentreName : name);
  });
}

/** AnalysisCode1..5 of a line; empty where the cost centre is none. */
export function analysisOf(line: Pick<BookedLine, 'dimensions'>, coding: Coding): Record<string, string> {
  if (coding.costCentre !== 'analysis' && coding.costCentre !== 'dimension') return {};
  const code = costCentreOf(line, coding);
  return code === '' ? {} : { [`AnalysisCode${coding.analysisType}`]: code };
}

/** Dimensions of a line that go nowhere. */
export function uncarried(line: Pick<BookedLine, 'dimensions'>, coding: Coding): Array<[string, string]> {
  const isAnalysis = coding.costCentre === 'analysis' || coding.costCentre === 'dimension';
  const carried = [...sectionsOf(coding), ...(isAnalysis ? [coding.costCentreName] : [])];
  return Object.entries(line.dimensions).filter(
    ([name, code]) => code !== '' && !carried.some((each) => same(each, name)),
  );
}
