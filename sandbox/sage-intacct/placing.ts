/**
 * Bills that people enter, or entered long ago: put in place directly, by the same rules but for the switches about
 * numbers and terms, and as if their month were open.
 */
import type { Call } from './call';
import { book } from './bills';
import type { Row } from './records';
import type { SeedBill } from './seed';
import type { World } from './world';

export function placeBill(world: World, bill: SeedBill): Row {
  const settings = {
    ...world.seed.settings,
    ...({ duplicateBill: 'allow', billNumber: 'optional', termAlone: 'accepted' } as const),
  };
  const seed = { ...world.seed, periods: [{ month: bill.date.slice(0, 7), open: true }] };
  const call: Call = { world: { ...world, seed }, settings, entity: bill.entity ?? '' };
  const { vendor, number, date, description, reference, currency, lines } = bill;
  return book(
    [
      {
        object: bill.credit ? 'APADJUSTMENT' : 'APBILL',
        header: {
          ...{ VENDORID: vendor, RECORDID: number, WHENCREATED: date, WHENDUE: date },
          ...(description !== undefined && { DESCRIPTION: description }),
          ...(reference !== undefined && { DOCNUMBER: reference }),
          ...(currency !== undefined && { CURRENCY: currency }),
        },
        lines: lines.map(({ account, amount, location, department }) => ({
          ...{ ACCOUNTNO: account, TRX_AMOUNT: bill.credit ? `-${amount}` : amount },
          ...(location !== undefined && { LOCATIONID: location }),
          ...(department !== undefined && { DEPARTMENTID: department }),
        })),
        isDraft: false,
      },
      [],
    ],
    call,
  );
}
