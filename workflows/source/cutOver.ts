/** What compares JAGGAER with one ERP: reconciliation, and adopting older bills at cut-over. */
import type { Erp } from './erp';
import { byHand, callWorkflow, core, dailyAt, note, own, readTable, writeRows } from './parts';
import type { TemplateNode } from './template';
import { workflowOf } from './template';

const invoicesOf = (position: [number, number], days: number): TemplateNode =>
  own(
    'JAGGAER Invoices',
    'jaggaer',
    position,
    {
      resource: 'invoice',
      operation: 'getAll',
      returnAll: true,
      filters: {
        workflowStatuses: '',
        paymentStatuses: '',
        invoiceDateFrom: `={{ $now.minus({ days: ${days} }).toISODate() }}`,
      },
    },
    { executeOnce: true, alwaysOutputData: true },
  );

const billsOf = (erp: Erp, position: [number, number], days: number): TemplateNode =>
  own(
    `${erp.name} Bills`,
    erp.node,
    position,
    {
      resource: erp.bill.resource,
      operation: 'getAll',
      returnAll: true,
      filters: { modifiedAfter: `={{ $now.minus({ days: ${days} }).toUTC().toISO() }}` },
    },
    { executeOnce: true, alwaysOutputData: true },
    erp.credentials,
  );

export const reconcile = (erp: Erp) =>
  workflowOf({
    name: `JAGGAER to ${erp.name}: Reconcile`,
    nodes: [
      note(
        [-460, -300],
        [420, 290],
        `## JAGGAER, the audit table and ${erp.name} say the same\nEvery night, or by hand, the last 31 days are compared by count and amount for each day, entity and currency. What is missing in the ERP is given to the main flow; what is there without an audit row gets one; anything else that differs is mailed.\n\n**Before the first run**\nChoose your *Invoices to …* workflow in **Book Missing Invoices**, and a mail server.`,
        4,
      ),
      dailyAt('Every Night', [60, -60], 4),
      byHand('Run Now', [60, 140]),
      invoicesOf([300, -200], 31),
      readTable('Read Audit Rows', 'audit', [300, 0]),
      billsOf(erp, [300, 180], 62),
      readTable('Read Mapping Rows', 'mapping', [300, 360]),
      own('Compare', 'jaggaerErpOperations', [600, 0], {
        resource: 'reconciliation',
        operation: 'compare',
        from: '={{ $now.minus({ days: 31 }).toISODate() }}',
        to: '={{ $now.toISODate() }}',
        options: { targetSystem: erp.name },
      }),
      core('Summary', 'noOp', 1, [900, -200]),
      callWorkflow('Book Missing Invoices', [900, 0]),
      core('Without Audit Row', 'filter', 2.2, [900, 180], {
        conditions: {
          options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
          combinator: 'and',
          conditions: [
            {
              id: 'c1',
              leftValue: '={{ $json.kind }}',
              rightValue: 'missingAudit',
              operator: { type: 'string', operation: 'equals' },
            },
          ],
        },
        options: {},
      }),
      writeRows('Write Audit Rows', 'audit', [1120, 180], 'audit'),
      core('For a Person', 'filter', 2.2, [900, 360], {
        conditions: {
          options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
          combinator: 'and',
          conditions: ['missingAudit', 'missing', 'waiting'].map((kind, at) => ({
            id: `c${at + 1}`,
            leftValue: '={{ $json.kind }}',
            rightValue: kind,
            operator: { type: 'string', operation: 'notEquals' },
          })),
        },
        options: {},
      }),
      core('One Letter', 'aggregate', 1, [1120, 360], {
        aggregate: 'aggregateAllItemData',
        destinationFieldName: 'findings',
        options: {},
      }),
      core(
        'Send Findings',
        'emailSend',
        2.1,
        [1340, 360],
        {
          fromEmail: 'JAGGAER bridge <n8n@yourcompany.example>',
          toEmail: 'ap@yourcompany.example',
          subject: `=JAGGAER and ${erp.name} differ: {{ $json.findings.length }} findings`,
          emailFormat: 'text',
          text: "={{ $json.findings.map(each => [each.kind, each.number, each.bill, each.reason, each.advice].filter(Boolean).join(' · ')).join('\\n') }}",
          options: { appendAttribution: false },
        },
        { credentials: { smtp: { id: null, name: 'Mail Server' } } },
      ),
    ],
    links: [
      ...['Every Night', 'Run Now'].flatMap((start) => [
        `${start} > JAGGAER Invoices`,
        `${start} > Read Audit Rows`,
        `${start} > ${erp.name} Bills`,
        `${start} > Read Mapping Rows`,
      ]),
      'JAGGAER Invoices > Compare',
      'Read Audit Rows > Compare:1',
      `${erp.name} Bills > Compare:2`,
      'Read Mapping Rows > Compare:3',
      'Compare > Summary',
      'Compare:1 > Book Missing Invoices',
      'Compare:2 > Without Audit Row',
      'Without Audit Row > Write Audit Rows',
      'Compare:2 > For a Person',
      'For a Person > One Letter',
      'One Letter > Send Findings',
    ],
  });

export const adopt = (erp: Erp) =>
  workflowOf({
    name: `JAGGAER to ${erp.name}: Adopt at Cut-Over`,
    nodes: [
      note(
        [-460, -300],
        [420, 290],
        `## Older invoices that are in ${erp.name} already\nRun by hand before go-live: the invoices of the last 90 days are matched to bills by vendor, number (written any way), amount and date. Each match is recorded as already posted, and no flow books it again. Nothing is written to ${erp.name}.\n\nLook at *Not Matched*: what stays there will be booked once the main flow reaches it.`,
        4,
      ),
      byHand('Run Once', [60, 0]),
      invoicesOf([300, -140], 90),
      billsOf(erp, [300, 60], 180),
      readTable('Read Mapping Rows', 'mapping', [300, 240]),
      own('Match', 'jaggaerErpOperations', [580, 0], {
        resource: 'adoption',
        operation: 'match',
        days: 5,
        targetSystem: erp.name,
      }),
      writeRows('Write Audit Rows', 'audit', [860, -80], 'audit'),
      core('Not Matched', 'noOp', 1, [860, 120]),
    ],
    links: [
      'Run Once > JAGGAER Invoices',
      `Run Once > ${erp.name} Bills`,
      'Run Once > Read Mapping Rows',
      'JAGGAER Invoices > Match',
      `${erp.name} Bills > Match:1`,
      'Read Mapping Rows > Match:2',
      'Match > Write Audit Rows',
      'Match:1 > Not Matched',
    ],
  });
