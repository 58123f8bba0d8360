/** Posting into a simulated company below the node, where a test can change what is sent; for the tests of delivery. */
import type { INodeParameters } from 'n8n-workflow';
import { SageIntacctLedger } from '../../nodes/SageIntacct/ledger/ledger';
import type { IntacctSettings } from '../../nodes/SageIntacct/ledger/settings';
import type { Invoice } from '../../nodes/shared/documents';
import type { PostingSettings } from '../../nodes/shared/posting';
import { postInvoices } from '../../nodes/shared/posting';
import type { PartialSeed } from '../../sandbox/sage-intacct';
import { tableOf } from '../../sandbox/sage-intacct/world';
import { anInvoice } from '../fixtures/invoices';
import { intacctSettings } from '../fixtures/sage-intacct';
import type { SageIntacctN8n } from '../fixtures/sage-intacct-n8n';
import type { Simulator, World } from './intacct-company';
import { hasty, nodeFor, requestsFor, startCompany } from './intacct-company';

export let company: Simulator<World>;
let n8n: SageIntacctN8n;
const use = async (seed: PartialSeed = {}) => {
  company = await startCompany(seed);
  n8n = nodeFor(company);
};
/** A fresh company before each test, and its end after it. */
export function posted(): void {
  beforeEach(() => use());
  afterEach(() => company.close());
}
/** Another company instead; second numbers are taken unless told otherwise. */
export const another = async (settings: PartialSeed['settings'], seed: PartialSeed = {}) => {
  await company.close();
  await use({ ...seed, settings: { duplicateBill: 'allow', ...settings } });
};

export const rules: PostingSettings = {
  ...{ dryRun: false, onlyApproved: true, release: false, tolerance: '0', rounding: null },
};
export const ledgerOf = async (change: Partial<IntacctSettings> = {}, parameters: INodeParameters = {}) => {
  const connection = await hasty(n8n, parameters);
  return new SageIntacctLedger(connection, intacctSettings({ defaultLocation: '110', ...change }));
};
export const run = async (
  invoices: Invoice[],
  change: Partial<IntacctSettings> = {},
  parameters: INodeParameters = {},
) => await postInvoices(invoices, await ledgerOf(change, parameters), rules);
export const outcomes = async (...given: Parameters<typeof run>) =>
  (await run(...given)).map(({ outcome }) => outcome);
export const invoices = (count: number) => Array.from({ length: count }, () => anInvoice());
export const all = (count: number, outcome: string) => Array.from({ length: count }, () => outcome);

export const requests = (what: string): number => requestsFor(company, what);
export const removeBill = (number: string | null) => {
  const table = tableOf(company.world, 'APBILL');
  for (const { RECORDNO, RECORDID } of table.all()) if (RECORDID === number) table.remove(RECORDNO ?? '');
};
export const reverse = async (number: string | null) => {
  const body = JSON.stringify({ reverse: number });
  await fetch(`${company.url}/_sandbox/bills`, { method: 'POST', body });
};
export const controlIds = () => [...company.world.completed].map((id) => id.split('\n')[1] ?? '');
