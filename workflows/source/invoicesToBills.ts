/** The main flow: approved invoices become bills, whoever asks for it: the poll, a replay, a reconciliation. */
import type { Erp } from './erp';
import {
  core,
  groupByCause,
  needsAttention,
  note,
  own,
  POLLS,
  polling,
  readTable,
  tellSomebody,
  unlessRow,
  writeRows,
} from './parts';
import type { TemplateNode } from './template';
import { workflowOf } from './template';

/** Mapping node with the fields that a consultant adjusts. */
export const mapCodes = (
  erp: Erp,
  position: [number, number],
  more: Record<string, unknown> = {},
): TemplateNode =>
  own('Map Codes', 'crosswalk', position, {
    mode: 'map',
    accountSegments: 'Account',
    dimensions: { dimension: erp.dimensions },
    options: { targetSystem: erp.name },
    ...more,
  });

export const readInvoices = (position: [number, number]): TemplateNode =>
  own(
    'Read Invoices',
    'jaggaer',
    position,
    {
      resource: 'invoice',
      operation: 'get',
      invoiceId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
      options: {},
    },
    { onError: 'continueErrorOutput' },
  );

export const postBills = (
  erp: Erp,
  position: [number, number],
  parameters: Record<string, unknown> = {},
): TemplateNode =>
  own(
    'Post Bills',
    erp.node,
    position,
    { resource: erp.bill.resource, operation: 'post', ...parameters },
    {},
    erp.credentials,
  );

const settled = (position: [number, number]): TemplateNode =>
  unlessRow('Leave Out Settled', 'audit', position, [
    { keyName: 'key', keyValue: "={{ [$json.environment, $json.tenant, $json.id].join(':') }}" },
    { keyName: 'operation', keyValue: 'settle' },
  ]);

const UNREAD =
  "={{ ({ at: $now.toUTC().toISO(), key: [$json.environment, $json.tenant, $json.id].join(':'), environment: $json.environment, company: $json.tenant, flow: 'invoices', sourceSystem: 'JAGGAER', sourceId: $json.id, sourceNumber: $json.number, supplierReference: $json.supplierInvoiceNumber ?? '', supplier: $json.supplier?.name ?? '', entity: $json.businessUnit ?? '', targetSystem: 'ERP', targetId: '', operation: 'read', matchedBy: '', outcome: 'held', cause: 'jaggaer.read', owner: 'connection', reason: $json.error?.message ?? String($json.error), advice: $json.error?.description ?? '', httpStatus: null, attempts: 1, amount: $json.total == null ? null : Number($json.total), currency: $json.currency ?? '', mappingHash: '', executionId: $execution.id }) }}";

export function invoicesToBills(erp: Erp) {
  const { name, bill } = erp;
  const tells = erp.toJaggaer.billNumbers;
  const takesFiles = bill.takesFiles !== false;
  const one = bill.plural.replace(/ies$/, 'y').replace(/s$/, '');
  const off = { disabled: true };
  return workflowOf({
    name: `JAGGAER to ${name}: Invoices to ${title(bill.plural)}`,
    nodes: [
      note(
        [-460, -360],
        [420, 360],
        `## Approved invoices become ${bill.plural}\n${POLLS[erp.cadence].words} (UTC unless the workflow says otherwise) this asks JAGGAER for approved invoices, maps their codes and books each as exactly one ${name} ${one}.\n\n**Before the first run**\n1. Run the workflow *JAGGAER ERP: Set Up* once.\n2. Fill the data table \`jaggaer_erp_mapping\`.\n3. Choose credentials in the JAGGAER and ${name} nodes.\n4. In the workflow settings choose *JAGGAER ERP: Alerts* as the error workflow.\n\n*Replay*, *Reconcile* and *Watchdog* call this workflow too.`,
        4,
      ),
      own('Invoice Approved', 'jaggaerTrigger', [60, -80], {
        ...polling(erp.cadence),
        event: 'invoiceApproved',
        options: {},
      }),
      core('Asked by Another Workflow', 'executeWorkflowTrigger', 1.1, [60, 120], {
        inputSource: 'passthrough',
      }),
      note(
        [20, -360],
        [600, 180],
        '### 1 · Read\nThe trigger finds invoices that are Completed and Payable. What a person marked as already in the ERP, or a cut-over adopted, is left out. The next node reads lines and accounting splits. Mapping rows are read once per execution.',
      ),
      settled([260, 0]),
      readInvoices([460, 0]),
      readTable('Read Mapping Rows', 'mapping', [460, 220]),
      note(
        [660, -360],
        [280, 220],
        '### 2 · Map\nCodes are translated by the rows of `jaggaer_erp_mapping` (kind, from, to). An unmapped code **holds** the invoice; an empty table holds every invoice. Set the names of your account and cost center fields here.',
      ),
      mapCodes(erp, [740, 0]),
      note(
        [960, -360],
        [280, 200],
        `### 3 · Post\nLooks every invoice up in ${name} first, checks vendor, account, period and total, then creates what is missing. ${bill.waits} Running it again changes nothing.`,
      ),
      postBills(erp, [1000, -80]),
      core('Unread Invoices', 'set', 3.4, [1000, 280], {
        mode: 'manual',
        duplicateItem: false,
        assignments: {
          assignments: [
            { id: 'a1', name: 'outcome', type: 'string', value: 'held' },
            { id: 'a2', name: 'audit', type: 'object', value: UNREAD.replace("'ERP'", `'${name}'`) },
          ],
        },
        includeOtherFields: false,
        options: {},
      }),
      core('All Outcomes', 'merge', 3.2, [1300, 80], { mode: 'append', numberInputs: 4 }),
      note(
        [1280, -360],
        [320, 160],
        '### 4 · Record\nOne row for each invoice and attempt in `jaggaer_erp_audit`: what happened, the bill number or the reason, and who can mend it.',
      ),
      writeRows('Write Audit Rows', 'audit', [1500, 112], 'audit'),
      // above “Needs Attention”: n8n finishes the upper branch before the lower one, which ends the run
      core('Recorded', 'merge', 3.2, [1720, -40], { mode: 'chooseBranch', useDataOfInput: 2 }),
      needsAttention([1720, 300]),
      groupByCause([1920, 300]),
      note(
        [1700, 440],
        [520, 160],
        '### 5 · Alert\nWhat needs attention is grouped by cause with count and value. The last node ends the run with that text, so that the error workflow tells the owners at once. All bills and audit rows are written by then.',
        3,
      ),
      tellSomebody([2120, 300]),
      ...(tells || takesFiles ? [note([1900, -360], [960, 150], optional(one, tells, takesFiles))] : []),
      ...(takesFiles ? imageNodes(erp) : []),
      ...(tells
        ? [
            own(
              'Tell JAGGAER',
              'jaggaer',
              [1940, 60],
              { resource: 'invoice', operation: 'writeErpResult' },
              off,
            ),
          ]
        : []),
      ...(tells || takesFiles ? [writeRows('Write Side Rows', 'audit', [2780, -40], 'audit', off)] : []),
    ],
    links: [
      'Invoice Approved > Leave Out Settled',
      'Invoice Approved > Read Mapping Rows',
      'Asked by Another Workflow > Leave Out Settled',
      'Asked by Another Workflow > Read Mapping Rows',
      'Leave Out Settled > Read Invoices',
      'Read Invoices > Map Codes',
      'Read Invoices:1 > Unread Invoices',
      'Read Mapping Rows > Map Codes:1',
      'Map Codes > Post Bills',
      'Map Codes:1 > All Outcomes:2',
      'Post Bills > All Outcomes',
      'Post Bills:1 > All Outcomes:1',
      'Unread Invoices > All Outcomes:3',
      'All Outcomes > Write Audit Rows',
      'Write Audit Rows > Needs Attention',
      'Needs Attention > Group by Cause',
      'Group by Cause > Tell Somebody',
      'All Outcomes > Recorded:1',
      'Write Audit Rows > Recorded',
      ...(takesFiles ? IMAGE_LINKS : []),
      ...(tells
        ? ['Recorded > Tell JAGGAER', 'Tell JAGGAER > Write Side Rows', 'Tell JAGGAER:1 > Write Side Rows']
        : []),
    ],
  });
}

/** What the nodes that are switched off are for. */
function optional(one: string, tells: boolean, takesFiles: boolean): string {
  const files = `puts the invoice's files on its ${one}`;
  const number = `writes the ${one}'s number, or the reason of a refusal, to the invoice, once the credential says that your JAGGAER has a field for it.`;
  if (!tells)
    return `### Optional · Images\nSwitch these nodes on (select, press **D**): they put the invoice's files on its ${one}. Nothing is written back to JAGGAER.`;
  return takesFiles
    ? `### Optional · Images and the ERP number in JAGGAER\nSwitch these nodes on (select, press **D**), *Write Side Rows* with either: the upper row ${files}; *Tell JAGGAER* ${number}`
    : `### Optional · The ERP number in JAGGAER\nSwitch these nodes on (select, press **D**): *Tell JAGGAER* ${number}`;
}

/** Puts an invoice's files on its bill; switched off. */
function imageNodes(erp: Erp): TemplateNode[] {
  const { bill } = erp;
  const off = { disabled: true };
  return [
    core('With an Image', 'filter', 2.2, [1940, -140], imageFilter(), off),
    core(
      'Each Image',
      'splitOut',
      1,
      [2140, -140],
      {
        fieldToSplitOut: 'document.attachments',
        include: 'allOtherFields',
        options: { destinationFieldName: 'image' },
      },
      off,
    ),
    own(
      'Download Image',
      'jaggaer',
      [2340, -140],
      {
        resource: 'attachment',
        operation: 'download',
        findBy: 'fileId',
        fileId: '={{ $json.image.id }}',
        fileName: '={{ $json.image.name }}',
      },
      { ...off, onError: 'continueErrorOutput' },
    ),
    own(
      'Attach Image',
      erp.node,
      [2540, -140],
      {
        resource: bill.resource,
        operation: 'attach',
        ...(bill.attachTo ?? { filesLink: "={{ $('Each Image').item.json.bill.filesLink }}" }),
        document: "={{ $('Each Image').item.json.document }}",
        billNumber: "={{ $('Each Image').item.json.bill.number }}",
      },
      off,
      erp.credentials,
    ),
  ];
}

const IMAGE_LINKS = [
  'Recorded > With an Image',
  'With an Image > Each Image',
  'Each Image > Download Image',
  'Download Image > Attach Image',
  'Attach Image > Write Side Rows',
  'Attach Image:1 > Write Side Rows',
];

const title = (words: string): string => words.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());

const imageFilter = () => ({
  conditions: {
    options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
    combinator: 'and',
    conditions: [
      {
        id: 'c1',
        leftValue: '={{ $json.outcome }}',
        rightValue: 'posted',
        operator: { type: 'string', operation: 'equals' },
      },
      {
        id: 'c2',
        leftValue: '={{ $json.document.attachments }}',
        rightValue: 1,
        operator: { type: 'array', operation: 'lengthGte', rightType: 'number' },
      },
    ],
  },
  options: {},
});
