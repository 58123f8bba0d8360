/**
 * Both workflows of suppliers published at once. Whatever is changed on either side, or on both between two polls, both
 * sides come to hold the same, and then neither is written to any more, however often they are polled.
 */
import { order } from '../control';
import type { WireCompanyInfo } from '../jaggaer/wire';
import type { WorkflowJson } from '../n8n/client';
import { AUDIT, MAPPING } from '../run';
import type { Stage } from '../stage';
import type { Party, Side } from '../world/supplierSync';
import { isSameParty, over, partiesOfCompanies, supplierSync, wrongParties } from '../world/supplierSync';
import type { Flow } from './flow';
import { until } from './flow';
import { companiesOf } from './suppliers';

/** Suppliers that hold the same on both sides after all (templates suppliers-from-jaggaer and vendors-to-jaggaer). */
export const suppliersBothWays: Flow = {
  ...{ figure: 'suppliersInStep', title: 'suppliers changed on both sides', unit: 'suppliers in step' },
  run: (stage, faults) => changeBothSides(stage, stage.erp.kind.winner ?? 'erp', faults),
};

/** A supplier that both sides have, with what each is to hold. */
interface Pair {
  number: string;
  vendor: string;
  jaggaer: Party;
  erp: Party;
}

/** What people change of one supplier between two polls: on the side that wins, on the other, or on both. */
interface Change {
  pair: Pair;
  wins?: Partial<Party>;
  yields?: Partial<Party>;
}

/**
 * Changes suppliers, first between two polls and then while both sides are polled.
 * @param winner as both workflows say
 * @returns how many suppliers are the same on both sides in the end
 */
export async function changeBothSides(stage: Stage, winner: Side, faults: string[]): Promise<number> {
  const { client } = stage;
  const workflows = ['suppliersFromJaggaer', 'vendorsToJaggaer'].map((name) => stage.workflow(name));
  const pairs = await pairsOf(stage, winner);
  // something that neither side has so far, and both can hold
  const gapField = stage.erp.kind.lacks?.includes('website') ? 'taxNumber' : 'website';
  const filled = (text: string) => ({
    [gapField]: gapField === 'website' ? `https://${text}.example` : `TAX ${text}`.toUpperCase(),
  });
  const bare = pairs.filter(({ jaggaer, erp }) => jaggaer[gapField] === '' && erp[gapField] === '');
  const [both, apart, own, gap, alone, live] = bare;
  if (!both || !apart || !own || !gap || !alone || !live)
    throw new Error('The world has too few suppliers for this.');
  const phone = (last: number) => `+1 918 555 ${winner === 'erp' ? '02' : '01'}${last}`;
  const speak = async () => {
    faults.push(...(await settled(stage, pairs)), ...(await quiet(stage)));
  };
  const slow = await pollOften(stage, workflows);
  await carryOut(stage, winner, [
    { pair: both, wins: { phone: phone(10) }, yields: { phone: phone(11) } },
    { pair: apart, wins: { email: `${winner}@new.example` }, yields: { city: 'Enid', postalCode: '73701' } },
    { pair: own, wins: { name: `${own[winner].name} ${winner}` } },
    { pair: gap, yields: filled(winner) },
    { pair: alone, yields: { phone: phone(12) } },
  ]);
  for (const id of workflows) await client.publish(id);
  await speak();
  await carryOut(stage, winner, [
    { pair: live, wins: { phone: phone(13) }, yields: { phone: phone(14) } },
    { pair: both, yields: filled(`live.${winner}`) },
    { pair: alone, wins: { email: `${winner}@later.example` } },
  ]);
  await speak();
  for (const id of workflows) await client.unpublish(id);
  for (const [at, id] of workflows.entries())
    await client.changeWorkflow(id, ({ nodes }) => slow[at]?.(nodes));
  faults.push(...(await wrongRows(stage, pairs)));
  // what the ERP has no field for stays in JAGGAER alone
  const unheld = Object.fromEntries((stage.erp.kind.lacks ?? []).map((field) => [field, '']));
  const same = pairs.filter(({ jaggaer, erp }) =>
    isSameParty({ ...jaggaer, ...unheld }, { ...erp, ...unheld }),
  );
  if (same.length < pairs.length) faults.push('suppliers were to be the same on both sides');
  return same.length;
}

/** As both sides hold them now: what flows before have brought about, and judged. */
async function pairsOf(stage: Stage, winner: Side): Promise<Pair[]> {
  const companies = partiesOfCompanies(await companiesOf(stage));
  const vendors = await vendorsOf(stage);
  return supplierSync(stage.world, winner, true).pairs.map(({ number, vendor }) => {
    const [jaggaer, erp] = [companies.get(number), vendors.get(vendor)];
    if (!jaggaer || !erp) throw new Error(`Supplier ${number} is not on both sides.`);
    return { number, vendor, jaggaer, erp };
  });
}

const vendorsOf = async ({ erp }: Stage): Promise<Map<string, Party>> =>
  new Map(
    ((await erp.vendors?.()) ?? []).map(({ id, active: _, rest: __, ...party }) => {
      void [_, __];
      return [id, party];
    }),
  );

const WIRE: Record<keyof Party, keyof WireCompanyInfo> = {
  ...{ name: 'companyName', currency: 'currency', taxNumber: 'euVat', email: 'bizEmail' },
  ...{ phone: 'bizPhone', website: 'webSite', street: 'address', city: 'city', region: 'province' },
  ...{ postalCode: 'zip', country: 'isoCountry' },
} as const;

/** Changes the records on both sides at once, and says in the pairs what has to come of it. */
async function carryOut(stage: Stage, winner: Side, changes: Change[]): Promise<void> {
  const loser = winner === 'erp' ? 'jaggaer' : 'erp';
  const work = changes.flatMap(({ pair, ...change }) => {
    const { wins = {}, yields = {} } = change;
    pair[winner] = { ...pair[winner], ...wins };
    pair[loser] = { ...pair[loser], ...yields };
    const full = over(pair[winner], pair[loser]);
    const isTold = change.wins !== undefined || !isSameParty(full, pair[winner]);
    pair[winner] = full;
    // what only the other side says otherwise stays there until the winner's record changes
    if (isTold) pair[loser] = full;
    const made = { [winner]: wins, [loser]: yields } as Record<Side, Partial<Party>>;
    return [inJaggaer(stage, pair, made.jaggaer), inErp(stage, pair, made.erp)];
  });
  await Promise.all(work);
}

async function inJaggaer({ jaggaer }: Stage, { number }: Pair, changes: Partial<Party>): Promise<void> {
  const info = Object.entries(changes).map(([field, value]) => [WIRE[field as keyof Party], value]);
  if (info.length === 0) return;
  await order(jaggaer.url, 'companies', { edits: [{ extCode: number, info: Object.fromEntries(info) }] });
}

async function inErp({ erp }: Stage, { vendor }: Pair, changes: Partial<Party>): Promise<void> {
  if (Object.keys(changes).length > 0) await erp.changeVendor?.(vendor, changes);
}

/** Waits until both sides are as they must be. @returns what is not, in words */
async function settled(stage: Stage, pairs: Pair[]): Promise<string[]> {
  const wrong = async () => {
    const numbers = new Set(pairs.map(({ number }) => number));
    const ids = new Set(pairs.map(({ vendor }) => vendor));
    const own = (of: Map<string, Party>, names: Set<string>) =>
      new Map([...of].filter(([name]) => names.has(name)));
    const side = (name: 'number' | 'vendor', of: Side) =>
      new Map(pairs.map((pair) => [pair[name], { party: pair[of] }]));
    const companies = own(partiesOfCompanies(await companiesOf(stage)), numbers);
    return [
      ...wrongParties('JAGGAER', side('number', 'jaggaer'), companies),
      ...wrongParties(stage.erp.kind.name, side('vendor', 'erp'), own(await vendorsOf(stage), ids)),
    ];
  };
  await until('suppliers to be in step', async () => (await wrong()).length === 0).catch(() => undefined);
  return await wrong();
}

/** Calls of a side in which it was polled several times. */
const SEVERAL_POLLS = 6;

/** Polls both sides on and on. @returns what was still written meanwhile, in words */
async function quiet(stage: Stage): Promise<string[]> {
  const { erp, jaggaer, client } = stage;
  const polled = async () => {
    const [theirs, ours] = [erp.calls().total, jaggaer.calls().total];
    await until('several polls of both sides', () =>
      Promise.resolve(
        erp.calls().total >= theirs + SEVERAL_POLLS && jaggaer.calls().total >= ours + SEVERAL_POLLS,
      ),
    );
  };
  const writes = async () => ({ erp: await erp.written?.(), jaggaer: await jaggaerWrites(jaggaer.url) });
  const before = await writes();
  // the echo of the last change is looked up once more, and found to be equal
  await polled();
  const rows = await client.countRows(AUDIT);
  await polled();
  const after = await writes();
  const told = (await client.countRows(AUDIT)) - rows;
  return [
    ...(JSON.stringify(before) === JSON.stringify(after)
      ? []
      : [`suppliers go to and fro: writes ${JSON.stringify(before)}, then ${JSON.stringify(after)}`]),
    ...(told === 0 ? [] : [`${told} suppliers were handed over again and again`]),
  ];
}

/** Calls that wrote a company, whatever became of it. */
async function jaggaerWrites(url: string): Promise<number> {
  const { writes } = (await order(url, 'state')) as { writes: Record<string, Record<string, number>> };
  return Object.values(writes.companyprofiles ?? {}).reduce((sum, count) => sum + count, 0);
}

/** Each pair is in the mapping table once. */
async function wrongRows({ client }: Stage, pairs: Pair[]): Promise<string[]> {
  const rows = (await client.rows(MAPPING)).filter(({ kind }) => kind === 'supplier');
  return pairs.flatMap(({ number, vendor }) => {
    const own = rows.filter(({ from, to }) => from === number && to === vendor).length;
    return own === 1 ? [] : [`the mapping table has ${own} rows for supplier ${number} and vendor ${vendor}`];
  });
}

/** Lets workflows poll every second. @returns what puts the old times back, one for each */
async function pollOften(
  { client }: Stage,
  workflows: string[],
): Promise<Array<(nodes: WorkflowJson['nodes']) => void>> {
  const item = Array.from({ length: 60 }, (_, at) => ({
    mode: 'custom',
    cronExpression: `${at} * * * * *`,
  }));
  const back: Array<(nodes: WorkflowJson['nodes']) => void> = [];
  for (const id of workflows)
    await client.changeWorkflow(id, ({ nodes }) => {
      const before = new Map(nodes.map((node) => [node.id, node.parameters.pollTimes]));
      for (const { parameters } of nodes) if (parameters.pollTimes) parameters.pollTimes = { item };
      back.push((later) => {
        for (const node of later) if (before.get(node.id)) node.parameters.pollTimes = before.get(node.id);
      });
    });
  return back;
}
