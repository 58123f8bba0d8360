/** What Create or Update of purchase orders has alike in every ERP: what is to be done with an order, and how n8n shows it. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { BatchAction } from './actions';
import type { OrderState, PurchaseOrder } from './documents';
import type { Owner, Trouble } from './outcome';
import { Refusal, held } from './outcome';
import { readPurchaseOrder } from './readPurchaseOrder';
import { syncAction } from './syncAction';
import type { Change, SyncTarget } from './syncTarget';

/** Identity of an order for ever. */
export const orderKey = ({ environment, tenant, id }: PurchaseOrder): string =>
  `${environment}:${tenant}:${id}`;

/** Brings orders into step with JAGGAER: created, updated, and closed once they bind nothing any more. */
export const purchaseOrderAction = <Found>({
  fields,
  makeTarget,
  operation = 'createOrUpdate',
  read = (json) => readPurchaseOrder(json),
}: {
  fields: INodeProperties[];
  makeTarget(context: IExecuteFunctions): Promise<SyncTarget<PurchaseOrder, Found>>;
  /** As the audit row names it. */
  operation?: string;
  read?(json: IDataObject): PurchaseOrder;
}): BatchAction =>
  syncAction<PurchaseOrder, Found>({
    flow: 'purchaseOrders',
    operation,
    sourceSystem: () => 'JAGGAER',
    fields,
    read,
    facts: (order) => ({
      environment: order.environment,
      company: order.tenant,
      sourceId: order.id,
      sourceNumber: order.number,
      supplier: order.supplier.name,
      entity: order.erpEntity ?? order.businessUnit ?? '',
      amount: order.total === null ? null : Number(order.total),
      currency: order.currency ?? '',
      mappingHash: order.mapping?.hash ?? '',
    }),
    makeTarget,
    more: ({ document, targetId, matchedBy, outcome }) => ({
      mapping: {
        ...{ kind: 'purchaseOrder', scope: '', from: document.number, to: targetId },
        ...{ note: orderKey(document), matchedBy: outcome === 'created' ? 'created' : matchedBy },
      },
    }),
  });

/** What an ERP decides itself about an order. Each may throw a Refusal where a person has to decide. */
export interface OrderSteps<Found> {
  system: string;
  create(order: PurchaseOrder): Change;
  /** Whether the record that was found is this order. */
  checkIdentity(order: PurchaseOrder, found: Found): void;
  /** Brings an order that binds money into step. */
  update(order: PurchaseOrder, found: Found): Change;
  /** Closes one that binds nothing any more. */
  end(order: PurchaseOrder, found: Found, state: 'closed' | 'cancelled'): Change;
}

/**
 * An approved order is created or brought into step; one that is billed, ended or cancelled in JAGGAER is closed, so
 * that it stops counting as open; one in approval is left as it is.
 * @throws Refusal where a person has to decide, with what and where
 */
export function planPurchaseOrder<Found>(
  order: PurchaseOrder,
  found: Found | null,
  steps: OrderSteps<Found>,
): Change {
  const { system } = steps;
  const state = stateOf(order);
  const name = `Purchase order ${order.number}`;
  if (state === 'unknown') {
    throw new Refusal(
      held(
        'order.status',
        `${name} has the status “${order.status || 'none'}”, and nobody knows whether it binds money.`,
        'Set its field “state” to open, pending, closed or cancelled in a Set node before this one.',
        'mapping',
      ),
    );
  }
  if (found === null) {
    if (state === 'pending') return nothingToDo(`${name} is not approved in JAGGAER yet`);
    if (state !== 'open') return nothingToDo(`${name} is ${state} and not in ${system}`);
    return steps.create(order);
  }
  steps.checkIdentity(order, found);
  if (state === 'pending')
    return nothingToDo(`${name} is in approval in JAGGAER; ${system} keeps what it has`);
  return state === 'open' ? steps.update(order, found) : steps.end(order, found, state);
}

/** An order of which nothing is left is over, whatever its status says. */
const stateOf = ({ state, lines }: PurchaseOrder): OrderState =>
  state === 'open' && lines.length > 0 && lines.every(({ cancelled }) => cancelled) ? 'cancelled' : state;

/** No change, and why. */
export const nothingToDo = (note: string): Change => ({
  ...{ payload: {}, differences: [], notCarried: [] },
  note,
});

/** What a person has to decide about an order; purchasing in the ERP where nobody else is named. */
export const orderTrouble = (
  outcome: Trouble,
  cause: string,
  reason: string,
  advice: string,
  owner: Owner = 'erp',
): Refusal => new Refusal({ outcome, cause, reason, advice, owner });
