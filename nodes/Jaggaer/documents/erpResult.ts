/** What became of an invoice in the ERP, from the item of a posting or mapping node. */
import type { IDataObject } from 'n8n-workflow';
import type { Environment } from '../../shared/documents';
import { Refusal, held } from '../../shared/outcome';
import type { Json } from '../transport/envelope';
import { object, text } from './fields';

export interface ErpResult {
  environment: Environment;
  tenant: string;
  invoiceId: string;
  /** JAGGAER's number of the invoice. */
  number: string;
  /** Name of the ERP. */
  system: string;
  accepted: boolean;
  /** The ERP's number of the bill; null where there is none. */
  billNumber: string | null;
  /** Why there is none, free of line breaks. */
  message: string | null;
  lastUpdate: null;
}

const ACCEPTED = new Set(['posted', 'alreadyPosted']);
const REFUSED = new Set(['held', 'rejected', 'differs']);

/** @throws Refusal where the item is not one of a posting or mapping node, or nothing is certain yet */
export function readErpResult(json: IDataObject): ErpResult {
  const document = object(json.document) as Json;
  const { environment } = document;
  const [tenant, invoiceId] = [text(document.tenant), text(document.id)];
  const isInvoice = document.document === 'invoice' && tenant !== null && invoiceId !== null;
  if (!isInvoice || (environment !== 'production' && environment !== 'test')) {
    throw unusable(
      'document.unreadable',
      'This item holds no invoice under “document”.',
      'Feed the node both outputs of Bill ▸ Post, or what the Crosswalk holds.',
    );
  }
  const outcome = String(json.outcome);
  const number = text(document.number) ?? invoiceId;
  const accepted = ACCEPTED.has(outcome);
  if (!accepted && !REFUSED.has(outcome)) {
    throw unusable(
      'result.uncertain',
      `What became of invoice ${number} is not certain (${outcome}): nothing was written.`,
      'It is written once a later run has settled it.',
    );
  }
  const billNumber = text(object(json.bill).number);
  if (accepted && billNumber === null) {
    throw unusable(
      'document.unreadable',
      `The item of invoice ${number} names no bill.`,
      'Feed the node what Bill ▸ Post puts out.',
    );
  }
  return {
    ...{ environment, tenant, invoiceId, number, accepted },
    system: text(object(json.audit).targetSystem) ?? 'ERP',
    billNumber: accepted ? billNumber : null,
    message: accepted ? null : (text(json.reason) ?? outcome).replace(/\s+/g, ' '),
    lastUpdate: null,
  };
}

const unusable = (cause: string, reason: string, advice: string): Refusal =>
  new Refusal(held(cause, reason, advice, 'support'));
