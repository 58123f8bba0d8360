import type { IDataObject } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import type { PaymentStatus } from '../../shared/documents';
import { collection, optionsField } from '../../shared/fields';
import { readDecimal } from '../../shared/money';
import { Refusal, held } from '../../shared/outcome';
import { readDocument, syncAction } from '../../shared/syncAction';
import { paymentKey, paymentTarget } from '../targets/payment';
import { connect } from '../transport/connection';
import { sourceSystemField, sourceSystemOf, unconfirmedNotice, word } from './writing';

const STATUSES = ['unpaid', 'partPaid', 'paid', 'settled'];

/** How far bills are paid in the ERP, written to their JAGGAER invoices; path and body are assumed. */
const write = syncAction<PaymentStatus, object>({
  flow: 'payments',
  operation: 'write',
  sourceSystem: sourceSystemOf,
  fields: [
    unconfirmedNotice('payment statuses'),
    sourceSystemField,
    {
      displayName: 'Write Part Payments',
      name: 'writePartPayments',
      type: 'boolean',
      default: false,
      description:
        'Whether to write a status for bills that are paid in part. Otherwise they are held until the rest is paid.',
    },
    {
      displayName: 'Part Paid Status',
      name: 'partPaidWord',
      type: 'string',
      default: 'PartPaid',
      displayOptions: { show: { writePartPayments: [true] } },
      description: 'JAGGAER’s word for it; no public source names one',
    },
    optionsField([
      {
        displayName: 'Paid Status',
        name: 'paidWord',
        type: 'string',
        default: 'Paid',
        description: 'JAGGAER’s word for a paid invoice',
      },
      {
        displayName: 'Taken Back Status',
        name: 'takenBackWord',
        type: 'string',
        default: 'Payable',
        description: 'What an invoice shows again when its payment was voided',
      },
    ]),
  ],
  read,
  facts: (status) => ({
    key: paymentKey(status),
    environment: status.environment,
    company: status.tenant ?? '',
    sourceId: status.invoiceId ?? '',
    sourceNumber: status.bill.number,
    supplierReference: status.supplierInvoiceNumber ?? '',
    supplier: status.vendor,
    amount: Number(status.paidAmount),
    currency: status.currency ?? '',
  }),
  async makeTarget(context, { dryRun }) {
    const options = collection(context, 0, 'options');
    const inPart = context.getNodeParameter('writePartPayments', 0, false) === true;
    return paymentTarget(await connect(context), {
      paidWord: word(options.paidWord, 'Paid'),
      takenBackWord: word(options.takenBackWord, 'Payable'),
      partPaidWord: inPart ? word(context.getNodeParameter('partPaidWord', 0, ''), 'PartPaid') : null,
      dryRun,
    });
  },
});

export const paymentStatus: Record<string, Action> = { write };

/** @throws Refusal */
function read(json: IDataObject): PaymentStatus {
  readDocument(json, ['paymentStatus'], ['status', 'vendor', 'amount', 'paidAmount', 'creditedAmount']);
  const amounts = [json.amount, json.paidAmount, json.creditedAmount];
  const bill = json.bill as IDataObject | undefined;
  const isReadable =
    STATUSES.includes(String(json.status)) &&
    amounts.every((amount) => readDecimal(amount) !== null) &&
    typeof bill?.number === 'string';
  if (isReadable) {
    const empty = { tenant: null, invoiceId: null, date: null, reference: null, method: null };
    return { ...empty, ...json, bill: { id: '', type: '', ...bill } } as unknown as PaymentStatus;
  }
  throw new Refusal(
    held(
      'document.unreadable',
      'This payment status cannot be read: its status, its bill’s number or an amount is missing.',
      'Feed the node what the ERP’s trigger puts out for its event of payments.',
      'support',
    ),
  );
}
