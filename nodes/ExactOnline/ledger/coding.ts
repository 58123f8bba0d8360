/** Which codes the mapping gives a line: GL account, cost center, cost unit. Pure. */
import { refuse } from '../../shared/outcome';
import type { BookedBill, BookedLine } from '../../shared/booking';
import type { ExactSettings } from './settings';

/** Codes of the lines' GL accounts: the mapping's for the line, or that of the invoice type. */
export function accountOf(bill: BookedBill, line: BookedLine, { account }: ExactSettings): string {
  const ofType = line.origin === 'line' ? (bill.invoice.erpInvoiceType ?? '') : '';
  if (account === 'lines') return line.account || ofType;
  if (line.origin !== 'line' || ofType !== '') return ofType || line.account;
  throw refuse(
    'unmapped.invoiceType',
    `Invoice type ${bill.invoice.lineType || '(none)'} of invoice ${bill.invoice.number} has no GL account.`,
    'Add a row of kind invoiceType to the mapping table, with the GL account as “to”.',
    'mapping',
  );
}

type Coded = { dimensions: Record<string, string> };

const plainName = (name: string): string => name.replace(/[\s_-]/g, '').toLowerCase();
const isCostCenter = (name: string): boolean => /^costcent(er|re)$/.test(plainName(name));
const isCostUnit = (name: string): boolean => plainName(name) === 'costunit';

/** Whether lines of an entry have a field for this dimension. */
export const isCostDimension = (name: string): boolean => isCostCenter(name) || isCostUnit(name);

const dimension = ({ dimensions }: Coded, isOne: (name: string) => boolean): string =>
  Object.entries(dimensions).find(([name, code]) => code !== '' && isOne(name))?.[1] ?? '';

/** A line's codes: its own, else the entity's where the entity stands for one. */
export function costCodes(
  { entity }: BookedBill,
  line: Coded,
  settings: ExactSettings,
): { costCenter: string; costUnit: string } {
  const ofEntity = (meaning: ExactSettings['entity']) => (settings.entity === meaning ? (entity ?? '') : '');
  return {
    costCenter: dimension(line, isCostCenter) || ofEntity('costCenter'),
    costUnit: dimension(line, isCostUnit) || ofEntity('costUnit'),
  };
}
