/**
 * Tax on purchases [reference 7]. US: no recoverable tax, so nothing is added. Elsewhere it is rounded for each rate over
 * the document, not for each line [official]; what the lines hold under TaxInclusive is inferred: the whole amounts.
 */
import Big from 'big.js';
import type { Call } from './call';
import { refuse } from './fault';
import type { Fields } from './values';
import { big, bigAt, fieldsAt, listAt, money, refAt, sum, textAt } from './values';
import type { World } from './world';
import { recordOf } from './world';

/** What is added to the lines, and the detail that the answer shows. @throws QboFault 2020, 6000, 6170 */
export function taxOf({ world }: Call, fields: Fields): { tax: Big; detail?: Fields } {
  const none = { tax: new Big(0) };
  const { company, preferences } = world.seed;
  const mode = textAt(fields, 'GlobalTaxCalculation');
  // tax detail with NotApplicable [official: 6170]
  if (mode === 'NotApplicable' && fields.TxnTaxDetail !== undefined)
    throw refuse('6170', 'Tax detail cannot be sent with NotApplicable.', 'TxnTaxDetail');
  // ignored while tax is off [official]
  if (company.country === 'US' || !preferences.UsingSalesTax) return none;
  if (mode === '')
    throw refuse(
      '2020',
      'Required parameter GlobalTaxCalculation is missing in the request',
      'GlobalTaxCalculation',
    );
  if (mode === 'NotApplicable') return none;
  const bases = basesOf(world, fields);
  const isInclusive = mode === 'TaxInclusive';
  const given = listAt(fieldsAt(fields, 'TxnTaxDetail'), 'TaxLine');
  // an override by the caller: amounts that are no percentage [client code: fyle, ruckus]
  const lines = given.length > 0 ? given : [...bases].map(([rate, base]) => taxLine(rate, base, isInclusive));
  const total = sum(lines.map((line) => bigAt(line, 'Amount')));
  return {
    tax: isInclusive ? new Big(0) : total,
    detail: { TotalTax: money(total), TaxLine: lines },
  };
}

interface Base {
  percent: Big;
  amount: Big;
}

/** What each rate is reckoned from. */
function basesOf(world: World, fields: Fields): Map<string, Base> {
  const bases = new Map<string, Base>();
  for (const line of listAt(fields, 'Line')) {
    const code = recordOf(world, 'TaxCode', refAt(fieldsAt(line, textAt(line, 'DetailType')), 'TaxCodeRef'));
    if (!code)
      throw refuse('6000', 'Make sure all your lines have a tax code before you save.', 'TaxCodeRef');
    for (const detail of listAt(fieldsAt(code.fields, 'PurchaseTaxRateList'), 'TaxRateDetail')) {
      const rate = recordOf(world, 'TaxRate', refAt(detail, 'TaxRateRef'));
      if (!rate) continue;
      const known = bases.get(rate.id)?.amount ?? new Big(0);
      const percent = big(rate.fields.RateValue);
      bases.set(rate.id, { percent, amount: known.plus(bigAt(line, 'Amount')) });
    }
  }
  return bases;
}

function taxLine(rate: string, { percent, amount }: Base, isInclusive: boolean): Fields {
  const share = isInclusive ? percent.div(percent.plus(100)) : percent.div(100);
  const tax = amount.times(share).round(2, 1);
  return {
    Amount: money(tax),
    DetailType: 'TaxLineDetail',
    TaxLineDetail: {
      ...{ TaxRateRef: { value: rate }, PercentBased: true, TaxPercent: percent.toNumber() },
      NetAmountTaxable: money(isInclusive ? amount.minus(tax) : amount),
    },
  };
}
