/** Canonical invoice → the exact function that goes over the wire, order and escapes included. */
import { billDocument, functionOf } from '../../../nodes/SageIntacct/documents';
import type { IntacctSettings } from '../../../nodes/SageIntacct/ledger/settings';
import { planBill } from '../../../nodes/SageIntacct/ledger/validate';
import { mappedColumns } from '../../../nodes/SageIntacct/methods/billColumns';
import { writeXml } from '../../../nodes/SageIntacct/transport/xml';
import { intacctSettings, masters } from '../../fixtures/sage-intacct';
import { bookedOf, goldenXml } from '../expected';
import { documents } from './billDocuments';

const golden = (name: string): string => goldenXml(__dirname)(`bill-${name}`);

function wire(name: string, change: Partial<IntacctSettings> = {}) {
  const bill = bookedOf(documents, name);
  const { plan, notCarried } = planBill(bill, masters(), intacctSettings(change));
  const draft = billDocument(plan);
  const { controlId, body } = functionOf(draft, draft.postingDate);
  return { text: writeXml({ function: { '@controlid': controlId, ...body } }), notCarried };
}

describe('golden bills', () => {
  it.each(['plain', 'production-without-supplier-number', 'credit-memo', 'purchase-orders', 'charges'])(
    '%s',
    (name) => {
      const { text, notCarried } = wire(name);
      expect(text).toBe(golden(name));
      expect(notCarried).toEqual([]);
    },
  );

  it('odd-characters: what a bill number cannot hold is replaced, and the number stands in the description', () => {
    const { text, notCarried } = wire('odd-characters');
    expect(text).toBe(golden('odd-characters'));
    expect(notCarried).toEqual([
      "the signs of the supplier's number O'Brien & Söhne #7\u000b: the bill number is O-Brien - Söhne -7",
    ]);
  });

  it('splits: a dimension that Sage Intacct has no field for is listed', () => {
    const { text, notCarried } = wire('splits', { defaultDepartment: 'D100' });
    expect(text).toBe(golden('splits'));
    expect(notCarried).toEqual(['dimension region = EU of “Copy paper”']);
  });

  it('custom-fields: a draft, stamped in a field of its own, with mapped fields', () => {
    const key = 'test:northwind-paper:20008';
    const line = mappedColumns({
      COST_NOTE: '',
      'COST_NOTE::custom': 'customFields.Cost.Object',
      'UNTIL::date::custom': 'customFields.Until',
    });
    const { text, notCarried } = wire('custom-fields', {
      ...{ postAs: 'draft', stampField: 'JAGGAER_ID', baseCurrency: 'USD' },
      header: new Map([
        [
          key,
          mappedColumns({
            PAYMENTPRIORITY: 'high',
            ONHOLD: false,
            'RECPAYMENTDATE::date': '2026-07-01T00:00:00.000Z',
            SUPDOCID: null,
            'PLANT::custom': 'Mill',
          }),
        ],
      ]),
      lines: new Map([[key, line.map(({ column, value: path }) => ({ column, path }))]]),
    });
    expect(text).toBe(golden('custom-fields'));
    expect(notCarried).toEqual([]);
  });
});
