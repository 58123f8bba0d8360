/** Canonical document → the exact document that goes over the wire, key order and numbers included. */
import { billDocument } from '../../../nodes/Acumatica/documents';
import { planBill } from '../../../nodes/Acumatica/ledger/validate';
import { headerValues, lineFields } from '../../../nodes/Acumatica/methods/billColumns';
import { acumaticaSettings, masters } from '../../fixtures/acumatica';
import { bookedOf, goldenJson } from '../expected';
import { documents } from './documents';

const golden = goldenJson(__dirname);

function wire(name: string, change: Parameters<typeof acumaticaSettings>[0] = {}) {
  const bill = bookedOf(documents, name);
  const { plan, notCarried } = planBill(bill, masters(), acumaticaSettings(change), new Map());
  return { text: JSON.stringify(billDocument(plan).body), notCarried };
}

describe('golden bills', () => {
  it.each(['plain', 'production-without-supplier-number', 'credit-memo', 'purchase-order-lines', 'charges'])(
    '%s',
    (name) => {
      const { text, notCarried } = wire(name);
      expect(text).toBe(golden(name));
      expect(notCarried).toEqual([]);
    },
  );

  it('splits: a dimension that Acumatica has no field for is listed', () => {
    const { text, notCarried } = wire('splits');
    expect(text).toBe(golden('splits'));
    expect(notCarried).toEqual(['dimension region = EU of “Copy paper”']);
  });

  it('line-fields: paths into the line behind each line of the bill, none for a charge', () => {
    const mapped = lineFields({
      Project: 'customFields.Project',
      ProjectTask: '',
      NonBillable: 'customFields.Billable?',
      POReceiptLine: ' number ',
      'custom::Transactions::UsrOrder::CustomStringField': 'purchaseOrder.number',
      'custom::Transactions::UsrCostObject::CustomStringField': 'customFields.Cost.Object?',
      'custom::Transactions::UsrHours::CustomDecimalField': 'customFields.Hours?',
      'custom::Details::UsrUnit::CustomStringField': 'unit',
    });
    const { text } = wire('line-fields', { lines: new Map([['test:northwind-paper:20008', mapped]]) });
    expect(text).toBe(golden('line-fields'));
  });

  it('custom-and-header-fields', () => {
    const mapped = headerValues({
      LocationID: 'MAIN',
      ApprovedForPayment: true,
      CashAccount: '',
      'custom::CurrentDocument::TaxZoneID::CustomStringField': 'EXT',
      'custom::Document::AttributeRUSH::CustomBooleanField': true,
    });
    const { text } = wire('custom-and-header-fields', {
      onHold: true,
      taxCategory: 'TAXABLE',
      stampField: { view: 'Document', field: 'AttributeJAGGAERID' },
      header: new Map([['test:northwind-paper:20007', mapped]]),
    });
    expect(text).toBe(golden('custom-and-header-fields'));
  });
});
