/**
 * JAGGAER's invoice export, pushed: one BuyerInvoiceExportMessage a message, and what the receiver answered
 * [C NS, UML]. Ordered by the control API; the real one is set up by JAGGAER's services [D].
 */
import { randomUUID } from 'node:crypto';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Queue } from '../kit/outbox';
import { Outbox } from '../kit/outbox';
import type { ExportStyle } from './exportXml';
import { exportXml } from './exportXml';
import type { WireInvoice } from './wire';

export interface PushTarget extends ExportStyle {
  url: string;
  /** A header for authentication; what the real product offers is not public [I]. */
  auth?: { name: string; value: string };
}

export interface PushAnswer {
  invoiceId: number;
  messageId: string;
  /** HTTP status; 0 where there was no answer. */
  http: number;
  /** Whether it is a DocumentExportResponse as demanded; why not, if not. */
  valid: boolean;
  problem?: string;
  /** 200 or 400, inside the body [C NS]. */
  statusCode: string;
  statusText: string;
  body: string;
}

const PATIENCE_MS = 120_000;

export class ExportPusher {
  readonly answers: PushAnswer[] = [];
  /** Where every export goes, too. */
  target: PushTarget | null = null;
  private readonly line: Queue = { queue: Promise.resolve() };
  private readonly outbox = new Outbox();

  constructor(private readonly now: () => Date) {}

  /** Sends one message after the other, after those that are still under way. */
  push(invoices: readonly WireInvoice[], target: PushTarget): Promise<PushAnswer[]> {
    return this.outbox.enqueue(this.line, async () => {
      const answers: PushAnswer[] = [];
      for (const invoice of invoices) {
        if (this.outbox.isOver) break;
        answers.push(await this.send(invoice, target));
      }
      this.answers.push(...answers);
      return answers;
    });
  }

  end(): void {
    this.outbox.end();
  }

  private async send(invoice: WireInvoice, target: PushTarget): Promise<PushAnswer> {
    const at = this.now();
    // ends in the epoch milliseconds, as the ids of Indirect's messages do [P]
    const messageId = `${randomUUID().slice(0, 24)}${at.getTime().toString(16).padStart(12, '0')}`;
    const { invoiceId } = invoice.header;
    const { status, text } = await this.outbox.post(target.url, {
      headers: {
        'content-type': 'application/xml; charset=utf-8',
        ...(target.auth && { [target.auth.name]: target.auth.value }),
      },
      body: exportXml(invoice, { messageId, at }, target),
      patienceMs: PATIENCE_MS,
    });
    if (status !== 0) return { invoiceId, messageId, http: status, ...judged(text) };
    const nothing = { valid: false, problem: 'no answer', statusCode: '', statusText: '', body: '' };
    return { invoiceId, messageId, http: 0, ...nothing };
  }
}

type Judgement = Pick<PushAnswer, 'valid' | 'problem' | 'statusCode' | 'statusText' | 'body'>;

/** `DocumentExportResponse version="1.0"{Header{MessageId,Timestamp}, Response/Status{StatusCode,StatusText}}` [C NS]. */
export function judged(body: string): Judgement {
  const none = { valid: false, statusCode: '', statusText: '', body };
  if (XMLValidator.validate(body) !== true) return { ...none, problem: 'the answer is no XML' };
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false });
  const root = at(parser.parse(body), 'DocumentExportResponse');
  if (!isNode(root)) return { ...none, problem: 'no DocumentExportResponse' };
  const [header, status] = [at(root, 'Header'), at(at(root, 'Response'), 'Status')];
  const [statusCode, statusText] = [textOf(status, 'StatusCode'), textOf(status, 'StatusText')];
  const demands: Array<[boolean, string]> = [
    [textOf(root, '@version') === '1.0', 'version is not 1.0'],
    [textOf(header, 'MessageId') !== '', 'Header/MessageId is missing'],
    [!Number.isNaN(Date.parse(textOf(header, 'Timestamp'))), 'Header/Timestamp is no time'],
    [['200', '400'].includes(statusCode), 'StatusCode is neither 200 nor 400'],
    [isNode(status) && 'StatusText' in status, 'StatusText is missing'],
  ];
  const problem = demands.find(([holds]) => !holds)?.[1];
  return { valid: problem === undefined, ...(problem && { problem }), statusCode, statusText, body };
}

const isNode = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const at = (node: unknown, name: string): unknown => (isNode(node) ? node[name] : undefined);
const textOf = (node: unknown, name: string): string => String(at(node, name) ?? '').trim();
