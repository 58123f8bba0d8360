/** `npm start`: approved JAGGAER invoices become ERP bills in a real n8n, live in the terminal. */
import { parseArgs } from 'node:util';
import type { Figures } from './run';
import type { Erp } from './erps';
import { DEFAULT_ERP, erpOf } from './erps';
import { flowsOf, runFlows } from './flows';
import { runMainJob } from './run';
import { setStage } from './stage';
import { OWNER } from './n8n/client';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      erp: { type: 'string', default: DEFAULT_ERP.id },
      invoices: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
      once: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const erp = erpOf(values.erp);
  const invoices = positive('--invoices', values.invoices);
  // standard output carries nothing but the JSON object, when that is asked for
  const say = values.json ? console.error : console.log;
  const stage = await setStage({
    erp,
    invoices,
    seed: positive('--seed', values.seed),
    ...(values.once ? {} : { ports: { jaggaer: 7401, erp: erp.port, mail: 7425, n8n: 5678 } }),
    tell: (step) => say(`  … ${step}`),
  });
  const quit = async (code: number) => {
    await stage.close();
    process.exit(code);
  };
  process.once('SIGINT', () => void quit(130));
  process.once('SIGTERM', () => void quit(143));
  say(`\n  n8n       ${stage.n8n.url}   sign in as ${OWNER.email} / ${OWNER.password}`);
  say(`  JAGGAER   ${stage.jaggaer.url}\n  ${erp.name.padEnd(9)} ${stage.erp.url}\n`);
  const job = await runMainJob(stage, {
    onBill: ({ type, referenceNbr, vendor, vendorRef, amount, currency }) =>
      say(
        `  ✓ ${type.padEnd(10)} ${referenceNbr}  ${vendor.padEnd(12)} ${vendorRef.padEnd(20)} ${amount.padStart(12)} ${currency}`,
      ),
  });
  say('');
  const flows = await runFlows(stage, (line) => say(`  … ${line}`));
  const figures = { ...job.figures, ...flows.figures };
  const faults = [...job.faults, ...flows.faults];
  for (const fault of faults) say(`  ✗ ${fault}`);
  if (values.json) console.log(JSON.stringify(figures));
  else say(summary(erp, figures));
  if (values.once) {
    await stage.close();
    return faults.length === 0 ? 0 : 1;
  }
  await stage.client.publish(stage.imported.bills);
  say(`\n  The workflow stays published. Open ${stage.n8n.url}, or feed in more:`);
  say(
    `  curl -X POST ${stage.jaggaer.url}/_sandbox/export -H 'content-type: application/json' -d '{"all":true}'`,
  );
  say('  Ctrl-C ends everything.');
  return await new Promise<number>(() => undefined);
}

function positive(option: string, value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`${option} wants a whole number of at least 1, not ${value}.`);
  return number;
}

const summary = (erp: Erp, figures: Figures & Record<string, unknown>): string => `
  ${figures.invoices} approved invoices: ${figures.posted} booked (${figures.credits} of them credits), ${figures.held} held, ${figures.rejected} rejected, in ${figures.seconds} s
  missing ${figures.missing} · duplicates ${figures.duplicates} · wrong amounts ${figures.amountMismatches} · booked again on a second run ${figures.postedAgain}
  calls: JAGGAER ${figures.calls.jaggaer}, ${erp.name} ${figures.calls.erp}
  ${flowsOf(erp)
    .map(({ figure, unit }) => `${unit} ${String(figures[figure])}`)
    .join(' · ')}`;

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
