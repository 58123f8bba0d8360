/** Codings as JAGGAER writes them: two charts of accounts side by side in every split [P]. */
import type { WireFieldValue, WireSplit, WireSplitGroups, WireSplitSet } from '../jaggaer/wire';
import { NEW_SEGMENTS, OLD_SEGMENTS } from './catalogue';
import type { Coding, Distribution, SplitPlan } from './plan';

type Chart = Coding['account']['chart'];

const CHARTS: Array<{ chart: Chart; segments: string[]; account: string; costCenter: string }> = [
  { chart: 'new', segments: NEW_SEGMENTS, account: 'Account', costCenter: 'CostCenter' },
  { chart: 'old', segments: OLD_SEGMENTS, account: 'FAUAccountNumber', costCenter: 'FAUCostCenter' },
];

/** Segments that nobody uses are all zeros, or have no value [P]. */
const PLACEHOLDERS = NEW_SEGMENTS.concat(OLD_SEGMENTS).map((internalName, at): WireFieldValue =>
  at % 3 === 0 ? { internalName } : { internalName, value: '000000', description: 'Default' },
);
const placeholders = new Map(PLACEHOLDERS.map((field) => [field.internalName, field]));

// the same few codings occur over and over: large worlds share them
const known = new Map<string, WireFieldValue[]>();

/**
 * Groups for splits; `sign` is −1 on a credit memo, whose amount splits are taken to be negative as the line is [I].
 * The distribution is on the set and its value on the split, as in the XML siblings [C VE, UML; names I].
 */
export function splitGroups(
  splits: readonly SplitPlan[],
  distribution: Distribution,
  context: 'Line' | 'Header',
  sign: 1 | -1,
): WireSplitGroups {
  if (splits.length === 0) return {};
  const groups = CHARTS.map(({ chart }) => {
    const indexes = splits.map((split, at): WireSplit => {
      const customFieldValueList = { customFieldValue: segments(split, chart) };
      if (split.share === null) return { customFieldValueList };
      const factor = distribution === 'AmountOfPrice' ? sign : 1;
      return {
        distributionValue: split.share.times(factor).toNumber(),
        splitIndex: at + 1,
        customFieldValueList,
      };
    });
    const set: WireSplitSet = {
      context,
      ...(distribution !== 'none' && { distributionType: distribution }),
      splittableFieldIndexList: { splittableFieldIndex: indexes },
    };
    return { splittableFieldIndexSet: [set] };
  });
  return { splittableFieldSetGroup: groups };
}

function segments(coding: Coding, chart: Chart): WireFieldValue[] {
  const { account, costCenter } = coding;
  const key = [chart, account.chart, account.code, costCenter.code ?? ''].join('|');
  const found = known.get(key);
  if (found) return found;
  const layout = CHARTS.find((one) => one.chart === chart);
  const made = (layout?.segments ?? []).map((internalName): WireFieldValue => {
    const isAccount = internalName === layout?.account;
    const isCostCenter = internalName === layout?.costCenter;
    if (!isAccount && !isCostCenter) return placeholders.get(internalName) ?? { internalName };
    if (chart !== account.chart) return unused(internalName, isAccount && chart === 'old');
    if (isAccount) return { internalName, value: account.code, description: account.description };
    if (costCenter.code === null) return { internalName };
    return { internalName, value: costCenter.code, description: `Cost center ${costCenter.code}` };
  });
  known.set(key, made);
  return made;
}

/** A coding in one chart leaves the other empty, but for the old account's zeros. */
const unused = (internalName: string, zeros: boolean): WireFieldValue =>
  zeros ? { internalName, value: '000000', description: 'Default' } : { internalName };
