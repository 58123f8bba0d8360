/** Invoices that are not approved yet, registered in an ERP that has a file for them. */
import type { Erp } from './erp';
import { mapCodes, readInvoices } from './invoicesToBills';
import { outcomeLinks, outcomeNodes } from './outcomes';
import { core, note, own, POLLS, polling, readTable } from './parts';
import { workflowOf } from './template';

export const registerInvoices = (erp: Erp) =>
  workflowOf({
    name: `JAGGAER to ${erp.name}: Register Invoices`,
    nodes: [
      note(
        [-460, -300],
        [420, 320],
        `## Invoices are known in ${erp.name} before they are approved\n${POLLS[erp.cadence].words} invoices that came into JAGGAER or changed, and are not approved yet, are **registered**: accounts payable sees them, and nothing reaches the ledger.\n\n**Either this or the main flow.** ${erp.name} does not post an invoice that is registered already: a person completes it there. Publish this workflow only where people do so, and leave *Invoices to …* to the invoices of the others.`,
        4,
      ),
      own('Invoice Changed', 'jaggaerTrigger', [60, 0], {
        ...polling(erp.cadence),
        event: 'invoiceChanged',
        options: {},
      }),
      core('Not Approved Yet', 'filter', 2.2, [260, 0], {
        conditions: {
          options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
          combinator: 'and',
          conditions: [
            {
              id: 'c1',
              leftValue: '={{ $json.workflowStatus }}',
              rightValue: 'Completed',
              operator: { type: 'string', operation: 'notEquals' },
            },
            {
              id: 'c2',
              leftValue: '={{ $json.cancelled }}',
              rightValue: '',
              operator: { type: 'boolean', operation: 'false', singleValue: true },
            },
          ],
        },
        options: {},
      }),
      // one that cannot be read ends the run, and is told
      { ...readInvoices([460, 0]), onError: 'stopWorkflow' },
      readTable('Read Mapping Rows', 'mapping', [460, 220]),
      mapCodes(erp, [740, 0]),
      own(
        'Register Invoices',
        erp.node,
        [1000, -80],
        { resource: 'registeredInvoice', operation: 'register' },
        {},
        erp.credentials,
      ),
      ...outcomeNodes(1300, 0, 3),
    ],
    links: [
      'Invoice Changed > Not Approved Yet',
      'Not Approved Yet > Read Invoices',
      'Not Approved Yet > Read Mapping Rows',
      'Read Invoices > Map Codes',
      'Read Mapping Rows > Map Codes:1',
      'Map Codes > Register Invoices',
      'Map Codes:1 > All Outcomes:2',
      ...outcomeLinks('Register Invoices'),
    ],
  });
