/** The templates of what flows from JAGGAER to an ERP, for an ERP that nobody knows. */
import type { Erp } from '../../workflows/source/erp';
import { accountsToErp, purchaseOrdersToErp, suppliersToErp } from '../../workflows/source/jaggaerToErp';

const LEDGER: Erp = {
  ...{ folder: 'ledger-one', name: 'Ledger One', node: 'ledgerOne', credentials: { ledgerApi: 'Ledger' } },
  ...{ cadence: 'daily', bill: { resource: 'bill', plural: 'bills', waits: '' }, dimensions: [] },
  toJaggaer: { billNumbers: false },
  fromJaggaer: {
    suppliers: { resource: 'creditor', plural: 'creditors', parameters: { winner: 'jaggaer' } },
    purchaseOrders: { resource: 'order', plural: 'orders', needsItems: true },
    accounts: [
      { resource: 'account', plural: 'accounts', field: 'Account' },
      { resource: 'place', plural: 'places', field: 'CostCenter' },
    ],
  },
};
type Workflow = ReturnType<typeof suppliersToErp>;

const nodeOf = ({ nodes }: Workflow, name: string) => nodes.find((node) => node.name === name);
const targets = ({ connections }: Workflow, name: string, output = 0) =>
  (connections[name]?.main[output] ?? []).map(({ node, index }) => `${node}:${index}`);

describe('purchase orders to an ERP', () => {
  const workflow = purchaseOrdersToErp(LEDGER);

  it('go through the Crosswalk to the ERP, everything into the audit table, then the number pairs', () => {
    expect(targets(workflow, 'Purchase Order Changed')).toEqual(['Map Codes:0', 'Read Mapping Rows:0']);
    expect(targets(workflow, 'Map Codes')).toEqual(['Create or Update Orders:0']);
    expect(nodeOf(workflow, 'Create or Update Orders')).toMatchObject({
      type: 'n8n-nodes-jaggaer-erp.ledgerOne',
      parameters: { resource: 'order', operation: 'upsert' },
      credentials: { ledgerApi: { id: null } },
    });
    const ends = ['Create or Update Orders', 'Map Codes'].flatMap((name) => targets(workflow, name, 1));
    expect([...targets(workflow, 'Create or Update Orders'), ...ends].sort()).toEqual([
      ...['All Outcomes:0', 'All Outcomes:1', 'All Outcomes:2'],
    ]);
    expect(nodeOf(workflow, 'All Outcomes')?.parameters.numberInputs).toBe(3);
    expect(targets(workflow, 'All Outcomes')).toContain('Write Audit Rows:0');
    expect(JSON.stringify(nodeOf(workflow, 'Keep the Number Pair'))).toContain('"keyValue":"purchaseOrder"');
  });

  it('are tried again from the audit rows of their own flow and ERP', () => {
    expect(nodeOf(workflow, 'Read Audit Rows')?.parameters.filters).toEqual({
      conditions: [
        { keyName: 'flow', keyValue: 'purchaseOrders' },
        { keyName: 'targetSystem', keyValue: 'Ledger One' },
      ],
    });
    expect(targets(workflow, 'Read Purchase Orders')).toEqual(['Map Codes:0']);
  });

  it('hold lines without an item where the ERP needs items, and without an account where not', () => {
    const rule = (one: Workflow) => nodeOf(one, 'Map Codes')?.parameters.fallbacks;
    expect(rule(workflow)).toEqual({ rule: [{ kind: 'item', then: 'hold', value: '' }] });
    const purchaseOrders = { resource: 'order', plural: 'orders', needsItems: false };
    expect(rule(purchaseOrdersToErp({ ...LEDGER, fromJaggaer: { purchaseOrders } }))).toBeUndefined();
  });
});

describe('suppliers to an ERP', () => {
  it('go straight to the ERP with the mapping rows beside them', () => {
    const workflow = suppliersToErp(LEDGER);
    expect(targets(workflow, 'Read Mapping Rows')).toEqual(['Create or Update Creditors:1']);
    expect(nodeOf(workflow, 'Create or Update Creditors')?.parameters).toEqual({
      ...{ resource: 'creditor', operation: 'upsert', winner: 'jaggaer' },
    });
    expect(JSON.stringify(nodeOf(workflow, 'Keep the Number Pair'))).toContain('"keyValue":"supplier"');
  });
});

it('are refused for an ERP that takes none', () => {
  const none = { ...LEDGER, fromJaggaer: {} };
  expect(() => purchaseOrdersToErp(none)).toThrow('Ledger One takes no purchase orders');
  expect(() => suppliersToErp(none)).toThrow('Ledger One takes no suppliers');
});

describe('accounts to an ERP', () => {
  const workflow = accountsToErp(LEDGER);

  it('read each field of JAGGAER for its own kind of record, and record both outputs of each writer', () => {
    expect(targets(workflow, 'Every Day')).toEqual(['Read Accounts:0', 'Read Places:0']);
    expect(nodeOf(workflow, 'Read Places')?.parameters).toMatchObject({
      filters: { fields: 'CostCenter' },
    });
    expect(nodeOf(workflow, 'Create or Update Places')?.parameters).toMatchObject({
      resource: 'place',
      operation: 'upsert',
    });
    const ends = ['Accounts', 'Places'].flatMap((kind) =>
      [0, 1].flatMap((output) => targets(workflow, `Create or Update ${kind}`, output)),
    );
    expect(ends).toEqual([0, 1, 2, 3].map((input) => `All Outcomes:${input}`));
  });
});
