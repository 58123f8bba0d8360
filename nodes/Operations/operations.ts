import type { INodeProperties } from 'n8n-workflow';
import { operation, resource } from '../shared/fields';

/** Resource and operation pickers. */
export const operations: INodeProperties[] = [
  resource('problem', [
    { name: 'Adoption', value: 'adoption' },
    { name: 'Audit', value: 'audit' },
    { name: 'Delivery', value: 'delivery' },
    { name: 'Problem', value: 'problem' },
    { name: 'Reconciliation', value: 'reconciliation' },
    { name: 'Settlement', value: 'settlement' },
    { name: 'Status Page', value: 'statusPage' },
  ]),
  operation('audit', [
    {
      name: 'Keep House',
      value: 'keepHouse',
      action: 'Keep house in the audit table',
      description: 'Find rows that may be purged, and say how full the table is',
    },
  ]),
  operation('delivery', [
    {
      name: 'Find Overdue',
      value: 'findOverdue',
      action: 'Find overdue invoices',
      description: 'Find approved invoices that no run has touched',
    },
  ]),
  operation('problem', [
    {
      name: 'Group',
      value: 'group',
      action: 'Group problems',
      description: 'Write one message for each cause, owner and entity that has open documents',
    },
    {
      name: 'List Open',
      value: 'listOpen',
      action: 'List open problems',
      description: 'List the documents that are open, to be replayed',
    },
  ]),
  operation('settlement', [
    {
      name: 'Mark as Already in the ERP',
      value: 'markAsInErp',
      action: 'Mark documents as already in the ERP',
      description: 'Close documents that a person has found in the ERP; they are not posted any more',
    },
  ]),
  operation('adoption', [
    {
      name: 'Match',
      value: 'match',
      action: 'Match older invoices to bills',
      description:
        'Record older invoices that are in the ERP already, so that they are not posted; writes nothing to the ERP',
    },
  ]),
  operation('reconciliation', [
    {
      name: 'Compare',
      value: 'compare',
      action: 'Compare invoices with bills',
      description: 'Compare a period in JAGGAER, in the audit table and in the ERP, and find what is missing',
    },
  ]),
  operation('statusPage', [
    {
      name: 'Render',
      value: 'render',
      action: 'Render the status page',
      description:
        'Write one HTML page: open problems first, then counts and amounts, then the last delivery of each flow',
    },
  ]),
];
