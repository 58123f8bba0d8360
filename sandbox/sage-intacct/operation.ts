/** The functions of one operation, in their order: repeats, transactions, and what each costs [doc: requests]. */
import type { SimContext } from '../kit/simulator';
import type { Call, Outcome } from './call';
import { HANDLERS, READING } from './functions';
import { FUNCTIONS, type FunctionName } from './grammar';
import type { GatewayError } from './refusal';
import { Refusal, refuse } from './refusal';
import type { ControlEcho, FunctionResult, SignedOn } from './reply';
import { openSession } from './session';
import type { Settings } from './switches';
import type { World } from './world';
import { savePoint } from './world';
import type { XmlNode } from '../kit/xml';
import { childrenOf } from '../kit/xml';

export interface Setting {
  world: World;
  settings: Settings;
  sim: SimContext;
  who: SignedOn;
  echo: ControlEcho;
  /** Control ids that another request holds at the moment. */
  running: ReadonlySet<string>;
  origin: string;
}

const ROLLED_BACK: GatewayError = {
  ...{
    errorno: 'XL03000009',
    description: 'The entire transaction in this operation has been rolled back due to an error.',
  },
  description2: 'The entire transaction in this operation has been rolled back due to an error.',
};

export function operate(operation: XmlNode, at: Setting): FunctionResult[] {
  const functions = childrenOf(operation, 'content').flatMap((content) => childrenOf(content, 'function'));
  if (operation.attributes.transaction !== 'true')
    return functions.map((one) => carryOut(one, functions.length, at).result);
  const goBack = savePoint(at.world);
  const results: FunctionResult[] = [];
  let cost = 0;
  for (const [index, one] of functions.entries()) {
    const { result, cost: own } = carryOut(one, functions.length, at, true);
    cost += own;
    if (result.status === 'success') {
      results.push(result);
      continue;
    }
    goBack();
    // what had run is aborted; the guilty one has its own errors first [official SDK]; the rest is not published
    const aborted = (each: FunctionResult): FunctionResult => ({
      ...{ status: 'aborted', name: each.name, controlId: each.controlId, errors: [ROLLED_BACK] },
    });
    const later = at.settings.afterGuilty === 'aborted' ? functions.slice(index + 1) : [];
    return [
      ...results.map(aborted),
      { ...result, errors: [...result.errors, ROLLED_BACK] },
      ...later.map((other) => aborted({ ...result, ...nameOf(other) })),
    ];
  }
  at.world.usage.transactions += cost;
  return results;
}

const nameOf = (one: XmlNode) => ({
  ...{ name: one.children[0]?.name ?? '', controlId: one.attributes.controlid ?? '' },
});

function carryOut(
  one: XmlNode,
  of: number,
  at: Setting,
  isTransaction = false,
): { result: FunctionResult; cost: number } {
  const { world, settings, echo } = at;
  const { name, controlId } = nameOf(one);
  const id = `${echo.senderId}\n${controlId}`;
  const isUnique =
    echo.uniqueId !== 'false' &&
    (settings.repeatScope === 'all' || !READING.has(name)) &&
    name !== 'getAPISession';
  const spend = (cost: number): number => {
    world.usage.byKind[name] = (world.usage.byKind[name] ?? 0) + cost;
    if (!isTransaction) world.usage.transactions += cost;
    return cost;
  };
  try {
    if (isUnique) refuseRepeat(id, controlId, at);
    const outcome = perform(one, of, at);
    const { key, data, errors = [] } = outcome;
    const isDone = errors.length === 0;
    if (isUnique && (isDone || settings.failedControlId === 'used')) world.completed.add(id);
    const shown = { ...(key !== undefined && { key }), ...(data && { data }) };
    return {
      result: { status: isDone ? 'success' : 'failure', name, controlId, ...shown, errors },
      cost: spend(outcome.cost + (isDone || settings.failedCounts === 'no' ? 0 : 1)),
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (isUnique && settings.failedControlId === 'used') world.completed.add(id);
    return {
      result: { status: 'failure', name, controlId, errors: error.errors },
      cost: settings.failedCounts === 'yes' ? spend(1) : 0,
    };
  }
}

/** The first text is seen in the field [community]; that of a repeat is nowhere published. @throws Refusal */
function refuseRepeat(id: string, controlId: string, { world, settings, running }: Setting): void {
  if (running.has(id))
    throw refuse('XL03000006', `A request's function with the control ID ${controlId} is in process.`);
  if (world.completed.has(id))
    throw refuse(settings.repeatErrorno, settings.repeatText.replace('{id}', controlId));
}

function perform(one: XmlNode, of: number, { world, settings, sim, who, origin }: Setting): Outcome {
  const [node] = one.children;
  const name = FUNCTIONS.find((known) => known === node?.name);
  if (!node || !name) throw refuse('XL03000006', 'There is no such function.');
  if (sim.fault('offline')) throw refuse('DL02000001', 'The Service is Temporarily Off-line');
  const object = node.children.find((child) => child.name.toLowerCase() === 'object')?.text.trim();
  const about = object ?? node.children[0]?.name ?? '';
  const forbidden = [sim.fault('forbidden')].flat();
  if (forbidden.includes(name) || forbidden.includes(about))
    throw refuse(
      'XL03000006',
      `You do not have permission for API operation ${name} on objects of type ${about.toLowerCase()}`,
    );
  if (name === 'getAPISession') return session(node, of, { world, settings, who, origin });
  const call: Call = { world, settings, entity: who.entity };
  return HANDLERS[name satisfies FunctionName](node, call);
}

/** Alone in its request, or not at all [doc]. @throws Refusal */
function session(
  node: XmlNode,
  of: number,
  { world, settings, who, origin }: Pick<Setting, 'world' | 'settings' | 'who' | 'origin'>,
) {
  const failed = (description2: string): Refusal =>
    new Refusal([{ errorno: 'Get API Session Failed', description2 }]);
  if (of > 1) throw failed('getAPISession must be the only function of its request.');
  const data = openSession(node, who, world, settings, origin);
  if (!data) throw failed('The location is not valid.');
  return { data, cost: settings.sessionCounts === 'yes' ? 1 : 0 };
}
