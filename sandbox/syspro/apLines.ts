/** The ledger distribution of an AP invoice. */
import Big from 'big.js';
import type { XmlNode } from '../kit/xml';
import { PartReader, kids, word } from './input';
import type { Problem } from './problems';
import { blank, sim } from './problems';
import type { Settings } from './switches';
import type { Row } from './tables';
import type { World } from './world';
import { ledgerRow, tableOf } from './world';

export interface Line {
  code: string;
  /** In the currency that LedgerDistributionCurrency says. */
  value: Big;
  notation: string;
  analysis: string;
  taxOnly: boolean;
}

const ORDER = [
  ...['LedgerCode', 'PasswordForLedgerCode', 'LedgerTaxCode', 'LedgerSecondTaxCode', 'LedgerNotation'],
  ...['LedgerValue', 'TaxOnlyLine', 'AnalysisEntry', 'AnalysisLineEntry'],
];

export function readLine(
  node: XmlNode,
  ignoreAnalysis: boolean,
  world: World,
  settings: Settings,
): { line: Line; problems: Problem[] } {
  const reader = new PartReader(node, 'LedgerDistribution', settings, ORDER);
  const code = reader.needed('LedgerCode', 35);
  const value = reader.number('LedgerValue');
  if (!reader.has('LedgerValue')) reader.add(blank('LedgerDistribution', 'LedgerValue'));
  // valid codes are asked for where AP is integrated with the ledger in detail or summary [XSD]
  const checks = settings.glIntegration === 'detail' && code !== '';
  if (checks) checkCode(world, code, reader, ignoreAnalysis);
  const first = kids(node, 'AnalysisLineEntry')[0];
  return {
    line: {
      ...{ code, value: value ?? new Big(0), notation: reader.text('LedgerNotation', 30) },
      ...{ analysis: word(first, 'AnalysisCode1'), taxOnly: reader.text('TaxOnlyLine') === 'Y' },
    },
    problems: reader.problems,
  };
}

/** What a ledger code must be for an entry by AP or by hand. */
export function checkCode(world: World, code: string, reader: PartReader, ignoreAnalysis: boolean): void {
  const row = ledgerRow(world, code);
  const say = (kind: 'notFound' | 'onHold' | 'password', text: string) =>
    reader.add(sim(kind, 'LedgerCode', code, `ledger code '${code}' ${text}`));
  if (!row) return say('notFound', 'not found');
  if (row.AccOnHldFlag === 'Y') return say('onHold', 'is on hold');
  const password = world.seed.ledgerCodes.find((one) => one.code === code)?.password;
  const given = reader.text('PasswordForLedgerCode') || reader.text('LedgerCodePassword');
  if (password !== undefined && password !== given) return say('password', 'needs its password');
  if (!ignoreAnalysis && row.AnalysisRequired === 'Y') checkAnalysis(world, row, reader);
}

function checkAnalysis(world: World, { AnalysisCategory = '', GlCode = '' }: Row, reader: PartReader): void {
  const entry = reader.part('AnalysisLineEntry');
  const codes = [1, 2, 3, 4, 5].map((type) => word(entry, `AnalysisCode${type}`));
  if (codes.every((code) => code === '')) {
    reader.add(sim('notFound', 'LedgerCode', GlCode, `ledger code '${GlCode}' needs an analysis code`));
    return;
  }
  codes.forEach((code, at) => {
    const company = world.seed.signIn.companyId;
    const found = tableOf(world, 'GenAnalysisCode').get(company, AnalysisCategory, String(at + 1), code);
    if (code === '' || found) return;
    reader.add(sim('notFound', `AnalysisCode${at + 1}`, code, `analysis code '${code}' not found`));
  });
}
