/** Invoices that JAGGAER sends by itself, for customers whose JAGGAER was set up to push. */
import { MAIN } from './nodes';
import { callWorkflow, note, own } from '../parts';
import { workflowOf } from '../template';

export const invoicePush = () =>
  workflowOf({
    name: 'JAGGAER ERP: Pushed Invoices',
    nodes: [
      note(
        [-460, -240],
        [420, 340],
        `## JAGGAER sends invoices by itself\nOnly where JAGGAER's services have set your tenant up to send its invoice export. The message names no id, so the invoice is looked up by its number; only an approved one goes on to the main flow.\n\n**Before the first run**\n${MAIN} Give JAGGAER the production address of *Invoice Pushed*. Keep the polling flow published: a message that could not be taken is not sent again.`,
        4,
      ),
      own(
        'Invoice Pushed',
        'jaggaerPushTrigger',
        [60, 0],
        { authentication: 'secret' },
        { webhookId: 'jaggaer-invoice-pushed' },
        { jaggaerPushApi: 'JAGGAER Push' },
      ),
      own(
        'Find the Invoice',
        'jaggaer',
        [300, 0],
        {
          resource: 'invoice',
          operation: 'getAll',
          returnAll: false,
          limit: 1,
          filters: {
            numbers: '={{ $json.number }}',
            workflowStatuses: 'Completed',
            paymentStatuses: 'Payable',
          },
        },
        { onError: 'continueErrorOutput' },
      ),
      callWorkflow('Book Invoices', [540, 0]),
    ],
    links: ['Invoice Pushed > Find the Invoice', 'Find the Invoice > Book Invoices'],
  });
