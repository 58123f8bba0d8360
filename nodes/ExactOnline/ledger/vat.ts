/** Which VAT code each line goes with, and how much VAT. Pure. */
import { refuse } from '../../shared/outcome';
import type { BookedBill } from '../../shared/booking';
import type { Decimal } from '../../shared/money';
import { absolute, allocate, equal, isZero, sum } from '../../shared/money';
import type { Refusal } from '../../shared/outcome';
import type { AccountMaster, Masters, VatMaster } from './masters';
import type { ExactSettings } from './settings';

export interface LineVat {
  /** '' leaves it to the account. */
  vatCode: string;
  /** What AmountFC is to be. */
  amount: Decimal;
  vat: Decimal | null;
}

/**
 * VAT by line. Exact works VAT out line by line, so JAGGAER's own amount is sent, in proportion to the lines (reference
 * 6: support.spend.cloud). The supplier must get the invoice's total, so a line without tax goes with no code that adds
 * any.
 * @throws Refusal
 */
export function planVat(
  bill: BookedBill,
  accounts: AccountMaster[],
  masters: Masters,
  settings: ExactSettings,
): LineVat[] {
  const { lines, taxes } = bill;
  if (taxes.length === 0) {
    return lines.map(({ amount }, at) => ({
      ...{ vatCode: untaxedCode(accounts[at], masters, settings), amount, vat: null },
    }));
  }
  const code = taxCode(bill, masters, settings);
  const tax = sum(taxes.map(({ amount }) => amount));
  const shares = allocate(
    tax,
    lines.map(({ amount }) => absolute(amount)),
  );
  return lines.map(({ amount }, at) => {
    const vat = shares[at] ?? '0';
    return { vatCode: code.code, amount: code.type === 'I' ? sum([amount, vat]) : amount, vat };
  });
}

/** One code for the whole invoice: which line is taxed by which, JAGGAER does not say. @throws Refusal */
function taxCode({ taxes, invoice }: BookedBill, { vatCodes }: Masters, settings: ExactSettings): VatMaster {
  const codes = [...new Set(taxes.map(({ code }) => code || settings.taxCode))];
  const [wanted = ''] = codes;
  if (codes.length > 1) {
    throw bad(
      'charge.tax',
      `Invoice ${invoice.number} has VAT codes ${codes.join(' and ')}, and nothing says which line is taxed by which.`,
    );
  }
  const code = vatCodes.get(wanted);
  if (!code || code.blocked || code.forSalesOnly) {
    const why = !code ? 'is not there' : code.blocked ? 'is blocked' : 'is for sales only';
    throw bad('erp.taxCode', `VAT code ${wanted || '(none)'} of the tax ${why} in Exact Online.`);
  }
  if (addsVat(code) || code.type === 'I') return code;
  throw bad(
    'erp.taxCode',
    `VAT code ${code.code} (${code.name}) adds no VAT to what the supplier gets; the invoice has tax.`,
  );
}

/** @throws Refusal */
function untaxedCode(
  account: AccountMaster | undefined,
  { vatCodes }: Masters,
  { untaxedCode: chosen }: ExactSettings,
): string {
  const code = vatCodes.get(chosen || (account?.vatCode ?? ''));
  if (chosen !== '' && (!code || code.blocked)) {
    throw refuse(
      'erp.taxCode',
      `VAT code ${chosen} for lines without tax is ${code ? 'blocked' : 'not there'} in Exact Online.`,
      'Correct VAT Code Without Tax in the node.',
      'support',
    );
  }
  if (!code || isNeutral(code)) return chosen === '' ? '' : (code?.code ?? '');
  throw refuse(
    'erp.taxCode',
    chosen === ''
      ? `GL account ${account?.code} (${account?.name}) goes with VAT code ${code.code} (${code.name}); the invoice has no tax for it.`
      : `VAT code ${code.code} (${code.name}) for lines without tax has VAT in it.`,
    'Map the invoice’s tax to a VAT code, or choose a VAT Code Without Tax in the node.',
    'mapping',
  );
}

const bad = (cause: string, reason: string): Refusal =>
  refuse(
    cause,
    reason,
    'Correct the charge row in the mapping table, or the VAT code (Financial ▸ VAT codes).',
    'mapping',
  );

/** Amounts without VAT, which is added for the supplier; reverse charge adds none (reference 3.6). */
const addsVat = ({ type, percentage, charged }: VatMaster): boolean =>
  type === 'E' && !charged && !isZero(percentage);

/** Neither added to the line nor taken out of it. */
const isNeutral = (code: VatMaster): boolean =>
  !addsVat(code) && (code.type !== 'I' || equal(code.percentage, '0'));
