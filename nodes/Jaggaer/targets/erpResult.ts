/** The ERP's answer to an invoice, told to JAGGAER. Path and body are assumed. */
import type { SyncTarget } from '../../shared/syncTarget';
import { object, text } from '../documents/fields';
import type { ErpResult } from '../documents/erpResult';
import { fillTemplate } from '../documents/template';
import type { Connection } from '../transport/connection';
import type { Json } from '../transport/envelope';
import { sendWrite } from '../transport/send';
import { findInvoices, shownAt } from '../transport/shownInvoice';
import { demandConfirmed } from '../transport/writes';

export interface ErpResultRules {
  acceptedWord: string;
  refusedWord: string;
  /** Most characters of the reason. */
  longestMessage: number;
  dryRun: boolean;
}

/** @throws Refusal where writing is not confirmed */
export function erpResultTarget(connection: Connection, rules: ErpResultRules): SyncTarget<ErpResult, Json> {
  const write = connection.writeOf('erpResult');
  return {
    system: 'JAGGAER',
    company: connection.origin.tenant,
    environment: connection.origin.environment,
    kind: 'erpResult',
    batchSize: 1,
    readsBack: false,
    nameOf,

    async find(results) {
      if (!rules.dryRun) demandConfirmed(write);
      return await findInvoices(
        connection,
        results.map((result) => ({ ...nameOf(result), ...result })),
      );
    },

    plan(result, match) {
      const body = fillTemplate(write.body, {
        invoiceId: result.invoiceId,
        invoiceNumber: result.number,
        billNumber: result.billNumber,
        status: result.accepted ? rules.acceptedWord : rules.refusedWord,
        message: result.message?.slice(0, rules.longestMessage) ?? null,
        erp: result.system,
      });
      const shown = object(shownAt(match?.record ?? {}, connection.shownAt.erpResult));
      const differences = Object.entries(body)
        .map(([field, value]) => ({ field, expected: wordsOf(value), found: wordsOf(shown[field]) }))
        .filter(({ expected, found }) => expected !== found);
      return { payload: body, differences, notCarried: [] };
    },

    async write([order]) {
      if (!order?.match) return [];
      const { change, match } = order;
      return [await sendWrite(connection, write, change.payload as Json, { id: match.id })];
    },
  };
}

const nameOf = ({ environment, tenant, invoiceId, number }: ErpResult) => ({
  key: `${environment}:${tenant}:${invoiceId}`,
  name: `The ERP’s result of invoice ${number}`,
});

const wordsOf = (value: unknown): string =>
  text(value) ?? (value === undefined || value === null ? '' : JSON.stringify(value));
