/** Finding approved invoices that no flow has touched. */
import { operation, MAIN } from './nodes';
import { callWorkflow, core, note, own, readTable, writeRows } from '../parts';
import { workflowOf } from '../template';

export const watchdog = () =>
  workflowOf({
    readsAll: true,
    name: 'JAGGAER ERP: Watchdog',
    nodes: [
      note(
        [-460, -300],
        [420, 270],
        `## Nothing approved is forgotten\nEvery hour this asks JAGGAER for approved invoices of the last 30 days that no flow has touched within an hour: a poll that stopped, or a batch that was lost. Each gets an audit row, so that an alert goes out, and is given to the main flow.\n\n**Before the first run**\n${MAIN}`,
        4,
      ),
      core('Every Hour', 'scheduleTrigger', 1.2, [60, 0], {
        rule: { interval: [{ field: 'hours', hoursInterval: 1, triggerAtMinute: 30 }] },
      }),
      own(
        'Approved Invoices',
        'jaggaer',
        [280, 0],
        {
          resource: 'invoice',
          operation: 'getAll',
          returnAll: true,
          filters: {
            workflowStatuses: 'Completed',
            paymentStatuses: 'Payable',
            updatedSince: '={{ $now.minus({ days: 30 }).toUTC().toISO() }}',
          },
        },
        { onError: 'continueErrorOutput', alwaysOutputData: true },
      ),
      readTable('Read Audit Rows', 'audit', [280, 200]),
      operation('Find Overdue', [540, 0], 'delivery', 'findOverdue', { olderThan: 60 }),
      writeRows('Write Audit Rows', 'audit', [800, -100], 'audit'),
      callWorkflow('Book Invoices', [800, 100]),
    ],
    links: [
      'Every Hour > Approved Invoices',
      'Every Hour > Read Audit Rows',
      'Approved Invoices > Find Overdue',
      'Read Audit Rows > Find Overdue:1',
      'Find Overdue > Write Audit Rows',
      'Find Overdue > Book Invoices',
    ],
  });
