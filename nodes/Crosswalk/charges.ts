/** How the header charges of an invoice are booked. */
import type { Charge, Invoice } from '../shared/documents';
import type { Desk } from './accounting';
import { findField, headerDimensions } from './accounting';
import type { ChargeTarget } from './chargeTarget';
import { readChargeTarget } from './chargeTarget';
import { cleanCode } from './cleaning';
import { settle } from './findings';
import type { Answer } from './table';

/** Maps a charge: a fee's own row comes before the row of all fees, the user's fallback comes last. */
export function mapCharge(charge: Charge, invoice: Invoice, desk: Desk): Charge {
  const { code, answer } = lookCharge(charge, desk);
  const facts = {
    kind: 'charge',
    code,
    scope: '',
    name: charge.name ?? charge.kind,
    value: charge.amount,
  } as const;
  const unbooked: Charge = { ...charge, erpBooking: null, erpCode: null, erpDimensions: {} };
  const fallback = desk.rules.chargeFallback;
  if (answer.found !== 'none') {
    const to = settle(answer, facts, { then: 'hold' }, desk.findings);
    const target = to === null ? null : readChargeTarget(to);
    return target === null ? unbooked : book(unbooked, target, invoice, desk);
  }
  if (fallback.then === 'hold') {
    desk.findings.add(facts, 'unmapped', 'hold');
    return unbooked;
  }
  desk.findings.add(facts, 'unmapped', fallback.target.booking === 'spread' ? 'spread' : 'fixed');
  return book(unbooked, fallback.target, invoice, desk);
}

function lookCharge(charge: Charge, desk: Desk): { code: string; answer: Answer } {
  const named = charge.kind === 'misc' && charge.name !== null && charge.name.trim() !== '';
  const own = chargeCode(named ? `misc:${charge.name}` : charge.kind, desk);
  const answer = desk.table.look('charge', '', own, desk.date);
  if (answer.found !== 'none' || !named) return { code: own, answer };
  return { code: own, answer: desk.table.look('charge', '', chargeCode(charge.kind, desk), desk.date) };
}

const chargeCode = (text: string, desk: Desk): string => cleanCode('charge', null, text, desk.rules.cleaning);

function book(charge: Charge, target: ChargeTarget, invoice: Invoice, desk: Desk): Charge {
  if (target.booking === 'spread') return { ...charge, erpBooking: 'spread' };
  if (target.booking === 'account') {
    const ofHeader = headerDimensions(invoice, charge.amount, desk);
    const erpDimensions = { ...ofHeader, ...target.dimensions };
    return { ...charge, erpBooking: 'account', erpCode: target.account, erpDimensions };
  }
  const code = target.code ?? mapTaxCode(charge, invoice, desk);
  return code === null ? charge : { ...charge, erpBooking: 'tax', erpCode: code };
}

/** The document's own tax code, by the rows of kind tax; lines that disagree leave it open. */
function mapTaxCode(charge: Charge, invoice: Invoice, desk: Desk): string | null {
  const { rules, table, date, findings } = desk;
  const names = rules.taxCodeField === '' ? [] : [rules.taxCodeField];
  const ofHeader = findField(invoice.customFields, names, 'tax', rules.cleaning).code;
  const ofLines = invoice.lines.map(
    (line) => findField(line.customFields, names, 'tax', rules.cleaning).code,
  );
  const codes = ofHeader !== '' ? [ofHeader] : [...new Set(ofLines.filter((code) => code !== ''))];
  const facts = { kind: 'tax', scope: '', name: rules.taxCodeField, value: charge.amount } as const;
  if (codes.length > 1) {
    findings.add({ ...facts, code: codes.join(', ') }, 'ambiguous', 'hold', codes);
    return null;
  }
  const code = codes[0] ?? '';
  const answer: Answer = code === '' ? { found: 'none' } : table.look('tax', '', code, date);
  return settle(answer, { ...facts, code }, rules.fallbacks.tax, findings);
}
