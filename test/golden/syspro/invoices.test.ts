/** Canonical invoice → the exact bytes of XmlParameters and XmlIn, order and escapes included. */
import { billDocument, invoiceDocument, invoiceParameters } from '../../../nodes/Syspro/documents';
import type { Masters } from '../../../nodes/Syspro/ledger/masters';
import type { SysproSettings } from '../../../nodes/Syspro/ledger/settings';
import { planBill } from '../../../nodes/Syspro/ledger/validate';
import { narrowed } from '../../../nodes/Syspro/transport/encoding';
import { writeXml } from '../../../nodes/Syspro/transport/xml';
import { masters, sysproSettings } from '../../fixtures/syspro';
import { bookedOf, goldenXml } from '../expected';
import { documents } from './documents';

const golden = goldenXml(__dirname);

function wire(name: string, change: Partial<SysproSettings> = {}, there: Partial<Masters> = {}) {
  const bill = bookedOf(documents, name);
  const rules = { masters: masters(there), settings: sysproSettings(change), used: new Map() };
  const { plan, notCarried } = planBill(bill, rules);
  const draft = billDocument(plan);
  const text = narrowed(writeXml(invoiceDocument([draft.item])));
  return { text, notCarried, slots: draft.slots };
}

const grn = (number: string, line: string, quantity: string, value: string, outstanding = value) => ({
  key: { supplier: 'HARBOUR', grn: number, source: 'I', journal: '12', entry: '1' },
  ...{ line, quantity, value, outstanding },
});

describe('golden invoices', () => {
  it.each<[string, Partial<SysproSettings>]>([
    ['plain', {}],
    ['short-mark', {}],
    ['long-mark', {}],
    ['negative-invoice', {}],
    ['credit', { creditedInvoiceField: 'Original Invoice' }],
    ['analysis-codes', { costCentre: 'analysis' }],
  ])('%s', (name, change) => {
    const analysisCodes = new Set(['TRAVEL|1|RAIL']);
    const { text, notCarried, slots } = wire(name, change, { analysisCodes });
    expect(text).toBe(golden(name));
    expect(notCarried).toEqual([]);
    expect(slots).toEqual(['C']);
  });

  it('production-without-supplier-number: what Windows-1252 and thirty signs cannot hold is told', () => {
    const { text, notCarried } = wire('production-without-supplier-number', { notationLength: 60 });
    expect(text).toBe(golden('production-without-supplier-number'));
    expect(notCarried).toEqual(['the end of the notation “JGR:northwind-paper:20002 I20002 Paper f…”']);
  });

  it('goods-received: the older GRN is closed, of the newer a part is taken, and the rest is distributed', () => {
    const received = [grn('311', '2', '20', '200'), grn('312', '2', '50', '500')];
    const order = { number: '101', supplierKey: 'HARBOUR', isCancelled: false, received };
    const { text, notCarried } = wire('goods-received', {}, { orders: new Map([['PO-000050', [order]]]) });
    expect(text).toBe(golden('goods-received'));
    expect(notCarried).toEqual([]);
  });

  it('goods-received-distributed: where AP wants matched values distributed as well', () => {
    const received = [grn('311', '2', '30', '310')];
    const order = { number: '101', supplierKey: 'HARBOUR', isCancelled: false, received };
    const orders = new Map([['PO-000050', [order]]]);
    const { text } = wire('goods-received', { grnLedgerCode: '2100' }, { orders });
    expect(text).toBe(golden('goods-received-distributed'));
  });

  it('charges: tax with its code, the rest on lines of their own or over the lines', () => {
    const { text, notCarried } = wire('charges', {}, { taxDistribution: 'S', ledgerCodes: chargeCodes() });
    expect(text).toBe(golden('charges'));
    expect(notCarried).toEqual([]);
  });

  it('parameters: each invoice by itself in its period, values in the supplier’s currency', () => {
    const parameters = invoiceParameters({
      ...{ slot: 'P', isWhole: false, warnings: 'refuse', analysis: 'codes' },
    });
    expect(writeXml(parameters)).toBe(golden('parameters'));
    const v8 = invoiceParameters({
      ...{ slot: 'C', isWhole: true, warnings: 'ignore', analysis: 'dimensions' },
    });
    expect(writeXml(v8)).toBe(golden('parameters-whole'));
  });
});

const chargeCodes = (): Masters['ledgerCodes'] =>
  new Map(
    ['61000-000-000', '63000-100', '62000-100'].map((code) => [
      code,
      { description: code, onHold: false, needsAnalysis: false, category: '' },
    ]),
  );
