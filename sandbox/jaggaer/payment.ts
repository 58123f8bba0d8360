/** `PUT ji/v1/invoices/{id}/paymentstatus`: path and body [I]. */
import { isDeepStrictEqual } from 'node:util';
import type { SimReply } from '../kit/simulator';
import type { Call } from './call';
import { failed, part, text } from './call';
import type { WireDetail } from './wire';

type Payment = WireDetail['header']['payment'];

/** Statuses that are seen or told of [P; Paid: D IU]. */
const KNOWN = ['paid', 'payable', 'inprocess'];

/** Spellings differ between XML and JSON: `In Process`, `InProcess` [P, C UML]. */
const plain = (status: string): string => status.replaceAll(' ', '').toLowerCase();

/**
 * Writes what the ERP says about a payment; `Payable` takes it back. The same again changes nothing; what is not
 * approved is refused; the snapshot shows it at once, and gets a new `lastUpdate` only by the switch `paymentExports`.
 */
export function writePayment(call: Call): SimReply {
  const { request, tenant } = call;
  const body = request.json();
  const refuse = (message: string): SimReply => {
    tenant.wrote('paymentstatus', 'refused');
    return failed(message);
  };
  const shown = tenant.detail(request.params.id ?? '');
  if (!shown) return refuse('124(invoiceId)');
  const paymentStatus = text(body, 'paymentStatus');
  if (paymentStatus === '') return refuse('124(paymentStatus)');
  if (!KNOWN.includes(plain(paymentStatus)) && call.setting('partPaid') === 'refused') {
    return refuse('124(paymentStatus)');
  }
  const { header } = shown;
  if (header.workflowStatus !== 'Completed') return refuse('124(workflowStatus)');
  const payment = paymentOf(header.payment, body);
  const isSame = header.paymentStatus === paymentStatus && isDeepStrictEqual(header.payment, payment);
  tenant.wrote('paymentstatus', isSame ? 'unchanged' : 'changed');
  if (!isSame)
    tenant.change(header.invoiceId, { paymentStatus, payment }, call.setting('paymentExports') === 'yes');
  return { status: 200, body: { returnCode: 0, returnMessage: '' } };
}

/** What is not said stays, but for a payment that is taken back. Names of the fields are invented [I]. */
function paymentOf(former: Payment, body: unknown): Payment {
  const { paidByExternalPaymentProcessor } = former;
  const isTakenBack = plain(text(body, 'paymentStatus')) === 'payable';
  const base: Payment = isTakenBack ? { method: 'Unknown', paidByExternalPaymentProcessor } : former;
  const [method, date, number] = ['paymentMethod', 'paymentDate', 'paymentNumber'].map((name) =>
    text(body, name),
  );
  const amount = part(body, 'amount');
  const value = Number(amount.value);
  return {
    ...base,
    ...(method && { method }),
    ...(date && { paymentDate: date }),
    ...(number && { paymentNumber: number }),
    ...(Number.isFinite(value) && { amount: { currency: text(amount, 'currency'), value } }),
  };
}
