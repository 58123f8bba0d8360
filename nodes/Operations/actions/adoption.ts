import type { IDataObject } from 'n8n-workflow';
import type { BatchAction } from '../../shared/actions';
import { auditRecord } from '../../shared/audit';
import { optionsField } from '../../shared/fields';
import { held } from '../../shared/outcome';
import type { AdoptedInvoice, OpenInvoice } from '../adoption/match';
import { matchInvoices } from '../adoption/match';
import { cellText } from '../cells';
import { billFacts, readBills } from '../documents/bills';
import type { Unreadable } from '../documents/invoices';
import { headerFacts, readHeaders } from '../documents/invoices';
import { Vendors } from '../documents/vendors';
import { inputRows, outputItem } from '../inputs';
import { targetSystemOption } from './targetSystem';

/** Records older invoices that are in the ERP already, so that they are not posted. Writes nothing to the ERP. */
export const match: BatchAction = {
  fields: [
    {
      displayName: 'Days Apart',
      name: 'days',
      type: 'number',
      typeOptions: { minValue: 0 },
      default: 5,
      description: 'How far the invoice date and the date of the bill may lie apart',
    },
    optionsField([targetSystemOption('ERP to name in the audit rows')]),
  ],
  async runAll(context) {
    const days = Number(context.getNodeParameter('days', 0, 5));
    const options = context.getNodeParameter('options', 0, {}) as IDataObject;
    const facts = { targetSystem: cellText(options.targetSystem), executionId: context.getExecutionId() };
    const { headers, unreadable } = readHeaders(inputRows(context, 0));
    const read = readBills(inputRows(context, 1));
    const vendors = new Vendors(inputRows(context, 2).map(({ json }) => json));
    const { matched, unmatched } = matchInvoices(headers, read.bills, (header) => vendors.of(header), days);
    return [
      matched.map((each) => outputItem(adoptedItem(each, facts), [each.header.index])),
      [
        ...unmatched.map((each) => outputItem(openItem(each), [each.header.index])),
        ...unreadable.map((each) => outputItem(unreadableItem(each), [each.index])),
        ...read.unreadable.map((each) => outputItem(unreadableItem(each), [each.index], 1)),
      ],
    ];
  },
};

function adoptedItem(
  { header, bill, reason }: AdoptedInvoice,
  facts: { targetSystem: string; executionId: string },
): object {
  const audit = auditRecord(header.json, {
    ...{ sourceSystem: 'JAGGAER', operation: 'settle', outcome: 'alreadyPosted', matchedBy: 'adopt' },
    ...{ targetId: bill.number, reason, ...facts },
  });
  const { outcome, matchedBy } = audit;
  return { ...headerFacts(header), outcome, matchedBy, reason, bill: billFacts(bill), audit };
}

const openItem = ({ header, problem, candidates }: OpenInvoice): object => ({
  ...headerFacts(header),
  ...problem,
  candidates: candidates.map(({ number }) => number),
});

const unreadableItem = ({ why }: Unreadable): object =>
  held(
    'adopt.unreadable',
    why,
    'Feed the node canonical invoices and the simplified bills of Get Many.',
    'support',
  );
