/** What flows from JAGGAER to an ERP beside invoices: purchase orders and suppliers. */
import type { Erp, Taking } from './erp';
import { mapCodes } from './invoicesToBills';
import { operation } from './operations/nodes';
import { numberPairLinks, numberPairNodes, outcomeLinks, outcomeNodes, recordedLinks } from './outcomes';
import { core, dailyAt, note, own, POLLS, polling, readTable } from './parts';
import type { TemplateNode } from './template';
import { workflowOf } from './template';

const upsert = (name: string, erp: Erp, taking: Taking, position: [number, number]): TemplateNode =>
  own(
    name,
    erp.node,
    position,
    { resource: taking.resource, operation: 'upsert', ...taking.parameters },
    {},
    erp.credentials,
  );

/** @throws Error for an ERP that takes none */
export function purchaseOrdersToErp(erp: Erp) {
  const taking = erp.fromJaggaer?.purchaseOrders;
  if (!taking) throw new Error(`${erp.name} takes no purchase orders`);
  const items = taking.needsItems
    ? { fallbacks: { rule: [{ kind: 'item', then: 'hold', value: '' }] } }
    : undefined;
  const rows = taking.needsItems
    ? 'supplier, entity, item, dimension, unit'
    : 'supplier, entity, account, unit';
  return workflowOf({
    name: `JAGGAER to ${erp.name}: Purchase Orders`,
    nodes: [
      note(
        [-460, -360],
        [420, 480],
        `## Purchase orders of JAGGAER count as committed in ${erp.name}\n${POLLS[erp.cadence].words} this asks JAGGAER for orders that are new or changed. Approved ones become ${taking.plural} in ${erp.name} or bring them into step; what is billed, closed or cancelled in JAGGAER is closed there, so that it stops counting as committed. What ${erp.name} does not let anybody change any more is told with both values. Held orders are tried again every hour.\n\n**Before the first run**\n1. JAGGAER names the path of purchase orders at onboarding: set it in the JAGGAER credential.\n2. Fill the data table \`jaggaer_erp_mapping\`: kinds ${rows}.\n3. In the workflow settings choose *JAGGAER ERP: Alerts* as the error workflow.`,
        4,
      ),
      own('Purchase Order Changed', 'jaggaerTrigger', [60, -80], {
        ...polling(erp.cadence),
        event: 'purchaseOrderChanged',
        options: {},
      }),
      core('Every Hour', 'scheduleTrigger', 1.2, [-360, 180], {
        rule: { interval: [{ field: 'hours', hoursInterval: 1 }] },
      }),
      readTable(
        'Read Audit Rows',
        'audit',
        [-160, 180],
        [
          { keyName: 'flow', keyValue: 'purchaseOrders' },
          { keyName: 'targetSystem', keyValue: erp.name },
        ],
      ),
      operation('Held and Unknown', [60, 180], 'problem', 'listOpen', {
        outcomes: ['held', 'unknown'],
        options: { flows: 'purchaseOrders' },
      }),
      // what cannot be read stays open, and is tried again
      own(
        'Read Purchase Orders',
        'jaggaer',
        [280, 180],
        { resource: 'purchaseOrder', operation: 'get', purchaseOrderId: '={{ $json.id }}' },
        { onError: 'continueErrorOutput' },
      ),
      readTable('Read Mapping Rows', 'mapping', [280, 380]),
      mapCodes(erp, [500, 0], items),
      upsert('Create or Update Orders', erp, taking, [740, -80]),
      ...outcomeNodes(1000, 0, 3),
      ...numberPairNodes(1440, 'purchaseOrder'),
    ],
    links: [
      'Purchase Order Changed > Map Codes',
      'Purchase Order Changed > Read Mapping Rows',
      'Every Hour > Read Audit Rows',
      'Read Audit Rows > Held and Unknown',
      'Held and Unknown > Read Purchase Orders',
      'Held and Unknown > Read Mapping Rows',
      'Read Purchase Orders > Map Codes',
      'Read Mapping Rows > Map Codes:1',
      'Map Codes > Create or Update Orders',
      'Map Codes:1 > All Outcomes:2',
      ...outcomeLinks('Create or Update Orders'),
      ...numberPairLinks,
    ],
  });
}

/** @throws Error for an ERP that takes none */
export function suppliersToErp(erp: Erp) {
  const taking = erp.fromJaggaer?.suppliers;
  if (!taking) throw new Error(`${erp.name} takes no suppliers`);
  const { plural } = taking;
  return workflowOf({
    name: `JAGGAER to ${erp.name}: Suppliers`,
    nodes: [
      note(
        [-460, -300],
        [420, 300],
        `## Suppliers of JAGGAER are ${plural} in ${erp.name}\nNew and changed suppliers are created or updated in ${erp.name}. Which of the ${plural} a supplier is, say the rows of \`jaggaer_erp_mapping\` first; new pairs of numbers go into the table. Bank data is never carried.\n\n**If ${plural} flow to JAGGAER as well**, choose in both workflows which side wins: then nothing goes to and fro.`,
        4,
      ),
      own('Supplier Changed', 'jaggaerTrigger', [60, 0], {
        ...polling(erp.cadence),
        event: 'supplierChanged',
        options: {},
      }),
      readTable('Read Mapping Rows', 'mapping', [60, 200]),
      upsert(`Create or Update ${title(plural)}`, erp, taking, [360, 0]),
      ...outcomeNodes(680),
      ...numberPairNodes(1120, 'supplier'),
    ],
    links: [
      `Supplier Changed > Create or Update ${title(plural)}`,
      'Supplier Changed > Read Mapping Rows',
      `Read Mapping Rows > Create or Update ${title(plural)}:1`,
      ...outcomeLinks(`Create or Update ${title(plural)}`),
      ...numberPairLinks,
    ],
  });
}

/** @throws Error for an ERP that takes none */
export function accountsToErp(erp: Erp) {
  const takings = erp.fromJaggaer?.accounts;
  if (!takings) throw new Error(`${erp.name} takes no accounts`);
  const writerOf = ({ plural }: Taking) => `Create or Update ${title(plural)}`;
  const readerOf = ({ plural }: Taking) => `Read ${title(plural)}`;
  return workflowOf({
    name: `JAGGAER to ${erp.name}: Chart of Accounts`,
    nodes: [
      note(
        [-460, -300],
        [420, 270],
        `## ${erp.name} has the accounts that JAGGAER offers\nEvery day the values of JAGGAER's custom fields become ${takings.map(({ plural }) => plural).join(' and ')} in ${erp.name}. What is the same already is left alone; nothing is deleted.\n\n**If ${erp.name}'s accounts flow to JAGGAER as well**, let one side lead: publish this workflow only for what JAGGAER owns.`,
        4,
      ),
      dailyAt('Every Day', [60, 0], 5),
      ...takings.flatMap((taking, at) => [
        own(readerOf(taking), 'jaggaer', [300, at * 220], {
          ...{ resource: 'glAccount', operation: 'getAll', returnAll: true, accountField: 'Account' },
          filters: { fields: taking.field, active: false },
        }),
        upsert(writerOf(taking), erp, taking, [560, at * 220]),
      ]),
      ...outcomeNodes(860, 0, takings.length * 2),
    ],
    links: [
      ...takings.flatMap((taking, at) => [
        `Every Day > ${readerOf(taking)}`,
        `${readerOf(taking)} > ${writerOf(taking)}`,
        `${writerOf(taking)} > All Outcomes:${at * 2}`,
        `${writerOf(taking)}:1 > All Outcomes:${at * 2 + 1}`,
      ]),
      ...recordedLinks,
    ],
  });
}

const title = (words: string): string => words.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
