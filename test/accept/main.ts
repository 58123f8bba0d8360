/**
 * `npm run accept -- NAME [--erp ERP] [--json]`: the long proofs. Prints what it measured, and fails when a bound is broken.
 * budget: API calls of one execution of 1,000 invoices. backfill: 10,000 invoices against 1,000. chaos: n8n is killed
 * twenty times in the middle of 1,000 invoices.
 */
import { parseArgs } from 'node:util';
import type { Erp } from '../../sandbox/erps';
import { DEFAULT_ERP, erpOf } from '../../sandbox/erps';
import { backfill } from './backfill';
import { budget } from './budget';
import { chaos } from './chaos';

export interface Proof {
  /** What was measured, in the order it is to be read. */
  measured: Record<string, number | string>;
  /** Bounds that were broken, in words; empty when all hold. */
  broken: string[];
}

type Run = (say: (line: string) => void, erp: Erp) => Promise<Proof>;
const PROOFS: Record<string, Run> = { budget, backfill, chaos };

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      erp: { type: 'string', default: DEFAULT_ERP.id },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const erp = erpOf(values.erp);
  const names = positionals.length > 0 ? positionals : Object.keys(PROOFS);
  let failed = 0;
  for (const name of names) {
    const proof = PROOFS[name];
    if (!proof) throw new Error(`There is no proof ${name}. There is: ${Object.keys(PROOFS).join(', ')}.`);
    const say = (line: string) => console.error(`  ${line}`);
    const { measured, broken } = await proof(say, erp);
    if (values.json) console.log(JSON.stringify({ proof: name, ...measured, broken }));
    else {
      console.log(`\n${name}`);
      for (const [label, value] of Object.entries(measured)) console.log(`  ${label.padEnd(44)} ${value}`);
      for (const words of broken) console.log(`  ✗ ${words}`);
      console.log(broken.length === 0 ? '  all bounds hold' : '');
    }
    failed += broken.length;
  }
  return failed === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
