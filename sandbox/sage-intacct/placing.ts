/** Bills that people enter: put in place directly, by the same rules but for the switches about numbers and terms. */
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
  const call: Call = { world, settings, entity: bill.entity ?? '' };
  const { vendor, number, date, description, reference, currency, lines } = bill;
  return book(
    [
      {
        object: 'APBILL',
        header: {
          ...{ VENDORID: vendor, RECORDID: number, WHENCREATED: date, WHENDUE: date },
          ...(description !== undefined && { DESCRIPTION: description }),
          ...(reference !== undefined && { DOCNUMBER: reference }),
          ...(currency !== undefined && { CURRENCY: currency }),
        },
        lines: lines.map(({ account, amount, location, department }) => ({
          ...{ ACCOUNTNO: account, TRX_AMOUNT: amount },
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
