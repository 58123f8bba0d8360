/** Purchase orders of an ERP that orders itself: into JAGGAER, with the supplier where JAGGAER lacks it. */
import type { Erp } from './erp';
import { operation } from './operations/nodes';
import { keepPair, newPair, outcomeLinks, outcomeNodes } from './outcomes';
import { core, note, own, POLLS, polling, readTable } from './parts';
import { workflowOf } from './template';

/** What waits for approval is no order yet; it comes again once it is approved. */
const approved = (position: [number, number]) =>
  core('Approved or Over', 'filter', 2.2, position, {
    conditions: {
      options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
      combinator: 'and',
      conditions: [
        {
          id: 'c1',
          leftValue: '={{ $json.state }}',
          rightValue: 'pending',
          operator: { type: 'string', operation: 'notEquals' },
        },
      ],
    },
    options: {},
  });

/** @throws Error for an ERP that gives none */
export function purchaseOrdersToJaggaer(erp: Erp) {
  const giving = erp.toJaggaer.purchaseOrders;
  if (!giving) throw new Error(`${erp.name} gives no purchase orders`);
  const { cadence, supplier, parameters } = giving;
  return workflowOf({
    name: `${erp.name} to JAGGAER: Purchase Orders`,
    nodes: [
      note(
        [-460, -420],
        [440, 480],
        `## Purchase orders of ${erp.name} are orders in JAGGAER\n${POLLS[cadence].words} this asks ${erp.name} for orders that are new or changed. Approved ones are created in JAGGAER or brought up to date; what is cancelled, or billed in full, ends there too. A supplier that JAGGAER lacks is created first. The GL account of each line is translated by the rows of \`jaggaer_erp_mapping\`, read backwards. Held orders are tried again every hour.\n\n**Before the first run**\n1. JAGGAER names path and body at onboarding: set them in the JAGGAER credential under *Writes*, and switch on *Purchase Order* and *Supplier* under Confirmed Writes. Until then everything is held.\n2. Fill the data table: kinds supplier, account, dimension. Where several of JAGGAER's accounts lead to one of ${erp.name}, add a row of kind **toJaggaer** (scope account, from ${erp.name}'s, to JAGGAER's).\n3. In the workflow settings choose *JAGGAER ERP: Alerts* as the error workflow.`,
        4,
      ),
      own(
        'Purchase Order Changed',
        `${erp.node}Trigger`,
        [60, -80],
        { ...polling(cadence), event: 'purchaseOrderChanged', options: {} },
        {},
        erp.credentials,
      ),
      core('Every Hour', 'scheduleTrigger', 1.2, [-360, 180], {
        rule: { interval: [{ field: 'hours', hoursInterval: 1 }] },
      }),
      readTable(
        'Read Audit Rows',
        'audit',
        [-160, 180],
        [
          { keyName: 'flow', keyValue: 'purchaseOrders' },
          { keyName: 'targetSystem', keyValue: 'JAGGAER' },
        ],
      ),
      operation('Held and Unknown', [60, 180], 'problem', 'listOpen', {
        outcomes: ['held', 'unknown'],
        options: { flows: 'purchaseOrders' },
      }),
      // what cannot be read stays open, and is tried again
      own(
        'Read Purchase Orders',
        erp.node,
        [280, 180],
        { resource: 'purchaseOrder', operation: 'get', order: '={{ $json.id }}' },
        { onError: 'continueErrorOutput' },
        erp.credentials,
      ),
      approved([500, 0]),
      note(
        [680, 200],
        [620, 130],
        '### Suppliers first\nEach supplier of these orders is looked up in JAGGAER and created where it is missing; what JAGGAER has is only filled where it is empty. Delete these nodes where somebody else keeps suppliers.',
      ),
      core('Each Supplier Once', 'removeDuplicates', 1.1, [720, 360], {
        compare: 'selectedFields',
        fieldsToCompare: 'supplier.id',
        options: { disableDotNotation: false },
      }),
      own(
        'Read Supplier',
        erp.node,
        [940, 360],
        {
          ...{ resource: supplier.resource, operation: 'get' },
          [supplier.key]: { __rl: true, mode: 'id', value: '={{ $json.supplier.id }}' },
        },
        { onError: 'continueErrorOutput' },
        erp.credentials,
      ),
      readTable('Read Mapping Rows', 'mapping', [500, 560]),
      own('Create Missing Suppliers', 'jaggaer', [1160, 360], {
        ...{ resource: 'supplier', operation: 'upsert', sourceSystem: erp.name },
        ...{ supplierNumbers: 'input', winner: 'jaggaer' },
      }),
      newPair([1380, 460]),
      keepPair([1600, 460], 'supplier'),
      core('Rows and New Pairs', 'merge', 3.2, [1600, 660], { mode: 'append', numberInputs: 2 }),
      own('Create or Update Orders', 'jaggaer', [1840, 0], {
        ...{ resource: 'purchaseOrder', operation: 'upsert', sourceSystem: erp.name },
        ...{ supplierNumbers: 'input', codes: 'mapping', accountField: 'Account' },
        dimensionFields: {
          dimension: erp.dimensions.map(({ name, sourceName }) => ({ name, field: sourceName })),
        },
        ...parameters,
      }),
      ...outcomeNodes(2120, 0, 4),
    ],
    links: [
      'Purchase Order Changed > Approved or Over',
      'Every Hour > Read Audit Rows',
      'Read Audit Rows > Held and Unknown',
      'Held and Unknown > Read Purchase Orders',
      'Read Purchase Orders > Approved or Over',
      'Approved or Over > Create or Update Orders',
      'Approved or Over > Each Supplier Once',
      'Approved or Over > Read Mapping Rows',
      'Each Supplier Once > Read Supplier',
      'Read Supplier > Create Missing Suppliers',
      'Read Mapping Rows > Create Missing Suppliers:1',
      'Read Mapping Rows > Rows and New Pairs',
      'Create Missing Suppliers > All Outcomes:2',
      'Create Missing Suppliers:1 > All Outcomes:3',
      'Create Missing Suppliers > New Number Pair',
      'New Number Pair > Keep the Number Pair',
      'Keep the Number Pair > Rows and New Pairs:1',
      'Rows and New Pairs > Create or Update Orders:1',
      ...outcomeLinks('Create or Update Orders'),
    ],
  });
}
