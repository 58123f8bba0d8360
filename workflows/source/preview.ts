/** Before go-live: the whole flow without a write, and the codes that are still to be mapped. */
import type { Erp } from './erp';
import { mapCodes, postBills } from './invoicesToBills';
import { byHand, core, note, own, readTable } from './parts';
import { workflowOf } from './template';

const pastInvoices = (months: number) =>
  own('Past Invoices', 'jaggaer', [280, 0], {
    resource: 'invoice',
    operation: 'getAll',
    returnAll: true,
    withLines: true,
    filters: {
      workflowStatuses: 'Completed',
      updatedSince: `={{ $now.minus({ months: ${months} }).toUTC().toISO() }}`,
    },
  });

export function dryRun(erp: Erp) {
  return workflowOf({
    name: `JAGGAER to ${erp.name}: Dry Run`,
    nodes: [
      note(
        [-460, -240],
        [420, 320],
        `## What would be booked\nRun by hand: the invoices of the last month go through mapping and all checks of *${erp.name} ▸ Post*, and nothing is written anywhere. The first output shows the exact document for each; the second what would be held or refused, and why. *Differences* shows where the ERP has an invoice with other values.`,
        4,
      ),
      byHand('Run Once', [60, 0]),
      pastInvoices(1),
      readTable('Read Mapping Rows', 'mapping', [280, 220]),
      mapCodes(erp, [540, 0]),
      postBills(erp, [800, 0], { dryRun: true }),
      core('Would Be Booked', 'noOp', 1, [1080, -80]),
      core('Would Need Attention', 'noOp', 1, [1080, 120]),
    ],
    links: [
      'Run Once > Past Invoices',
      'Run Once > Read Mapping Rows',
      'Past Invoices > Map Codes',
      'Read Mapping Rows > Map Codes:1',
      'Map Codes > Post Bills',
      'Map Codes:1 > Would Need Attention',
      'Post Bills > Would Be Booked',
      'Post Bills:1 > Would Need Attention',
    ],
  });
}

export function coverage(erp: Erp) {
  return workflowOf({
    name: `JAGGAER to ${erp.name}: Coverage`,
    nodes: [
      note(
        [-460, -240],
        [420, 320],
        '## Which codes are still unmapped\nRun by hand: reads the invoices of the last twelve months and lists the codes without a mapping row, the ones that hold most invoices and most money first. Download the file of the last node, fill in the column **to**, and paste the rows into `jaggaer_erp_mapping`.',
        4,
      ),
      byHand('Run Once', [60, 0]),
      pastInvoices(12),
      readTable('Read Mapping Rows', 'mapping', [280, 220]),
      (() => {
        const node = mapCodes(erp, [540, 0]);
        return { ...node, name: 'Find Unmapped Codes', parameters: { ...node.parameters, mode: 'coverage' } };
      })(),
      core('Rows to Fill In', 'convertToFile', 1.1, [800, 0], {
        operation: 'csv',
        binaryPropertyName: 'data',
        options: { fileName: 'unmapped-codes.csv' },
      }),
    ],
    links: [
      'Run Once > Past Invoices',
      'Run Once > Read Mapping Rows',
      'Past Invoices > Find Unmapped Codes',
      'Read Mapping Rows > Find Unmapped Codes:1',
      'Find Unmapped Codes:1 > Rows to Fill In',
    ],
  });
}
