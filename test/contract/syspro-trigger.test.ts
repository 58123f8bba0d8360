/** The SYSPRO trigger in n8n's poll context, with n8n's own static data, against the simulated company. */
import type { IDataObject } from 'n8n-workflow';
import { SysproTrigger } from '../../nodes/Syspro/SysproTrigger.node';
import type { PartialSeed } from '../../sandbox/syspro';
import { json } from '../fixtures/n8n';
import { Company } from './syspro-company';

describe('SYSPRO Trigger', () => {
  let company: Company;
  const start = async (seed: object = {}): Promise<void> => {
    company = await Company.start(seed as PartialSeed);
  };
  afterEach(async () => {
    expect(await company.sessions()).toMatchObject({ openSessions: 0, evicted: 0 });
    await company.close();
  });

  const trigger = (event: string, options: IDataObject = {}) =>
    company.n8n.n8n.trigger(new SysproTrigger(), { event, options } as never);
  const enter = async (invoice: string, value = '100', change: object = {}): Promise<string> => {
    const entered = {
      ...{ supplier: '1', invoice, date: '2026-06-15', value, branch: 'HO' },
      lines: [{ ledgerCode: '10-6220', value }],
      ...change,
    };
    const { invoices } = (await company.control('invoices', entered)) as {
      invoices: Array<{ name: string }>;
    };
    await company.control('edit', {
      ...{ table: 'ApInvoice', key: ['000000000000001', invoice] },
      fields: { Reference: invoice.startsWith('HAND') ? 'by hand' : `JGR:test:acme:${invoice}` },
    });
    return invoices[0]?.name ?? '';
  };

  describe('lists without times of change', () => {
    it('gives every supplier once, with its address and without bank data, then only what changed', async () => {
      await start();
      const published = trigger('supplierChanged');
      const all = json(await published.poll());
      expect(all).toHaveLength(5);
      expect(all[0]).toMatchObject({
        ...{ document: 'supplier', environment: 'test', tenant: 'G', id: '000000000000001', bankFields: {} },
        address: {
          ...{ lines: ['1 Harbour Street'], city: 'Tacoma', region: 'WA' },
          ...{ postalCode: '98401', country: 'US' },
        },
      });
      expect(JSON.stringify(all)).not.toMatch(/SIM0001|SIMB001/);
      expect(await published.poll()).toBeNull();
      expect(published.dirty).toBe(false);
      await company.control('masters', { suppliers: [{ code: '2', name: 'Quarry Lane Ltd' }] });
      expect(json(await published.poll())).toMatchObject([{ name: 'Quarry Lane Ltd' }]);
      expect(await published.poll()).toBeNull();
    });

    it('drains thousands in batches, each once, rests, and keeps its memory small', async () => {
      await start({
        suppliers: Array.from({ length: 1_200 }, (_, at) => ({ code: String(at + 1), name: `S${at + 1}` })),
        ...{ purchaseOrders: [], receipts: [] },
      });
      const published = trigger('supplierChanged', { batchSize: 500 });
      const seen: unknown[] = [];
      for (let found = await published.poll(); found; found = await published.poll())
        seen.push(...json(found).map(({ id }) => id));
      expect(seen).toHaveLength(1_200);
      expect(new Set(seen).size).toBe(1_200);
      expect(JSON.stringify(published.staticData).length).toBeLessThan(20_000);
      await company.control('masters', { suppliers: [{ code: '77', name: 'Changed' }] });
      const changed = json(await published.poll());
      expect(changed.map(({ name }) => name)).toContain('Changed');
      expect(changed.length).toBeLessThan(10);
      expect(await published.poll()).toBeNull();
    }, 60_000);

    it('gives ledger codes, in one call where nothing changed', async () => {
      await start();
      const published = trigger('accountChanged');
      const accounts = json(await published.poll());
      expect(accounts.find(({ code }) => code === '10-6990')).toMatchObject({
        ...{ document: 'glAccount', description: 'Old suspense', active: false, type: 'E' },
      });
      const before = company.sim.calls().total;
      expect(await published.poll()).toBeNull();
      // Logon, the list, Logoff
      expect(company.sim.calls().total - before).toBe(3);
    });
  });

  it('gives invoices from activation on, changed ones again, and those of others where it is told to', async () => {
    await start();
    await enter('OLD-1', '10', { date: '2026-05-01' });
    const published = trigger('invoiceChanged');
    const first = json(await published.poll());
    await enter('A-1');
    await enter('HAND-1');
    const found = json(await published.poll());
    expect([...first, ...found].filter(({ vendorReference }) => vendorReference !== 'OLD-1')).toMatchObject([
      {
        ...{ vendorReference: 'A-1', vendor: '0000001', amount: '100', status: 'Open', key: 'test:acme:A-1' },
      },
    ]);
    expect(await published.poll()).toBeNull();
    const others = trigger('invoiceChanged', { onlyFromJaggaer: false });
    expect(json(await others.poll()).map(({ vendorReference }) => vendorReference)).toContain('HAND-1');
    await company.control('edit', {
      ...{ table: 'ApInvoice', key: ['000000000000001', 'A-1'], fields: { MthInvBal1: '40.00' } },
    });
    expect(json(await published.poll())).toMatchObject([
      { vendorReference: 'A-1', status: 'Partially Paid' },
    ]);
  });

  it('gives payments of invoices as they stand, part by part, and what is taken back', async () => {
    await start();
    const published = trigger('paymentChanged');
    const bill = await enter('P-1');
    const other = await enter('HAND-2');
    expect(await published.poll()).toBeNull();
    await company.control('payments', { bill, amount: '30', reference: 'CHK-1', date: '2026-06-15' });
    await company.control('payments', { bill: other, reference: 'CHK-2', date: '2026-06-15' });
    expect(json(await published.poll())).toMatchObject([
      {
        ...{
          document: 'paymentStatus',
          invoiceId: 'P-1',
          status: 'partPaid',
          paidAmount: '30',
          balance: '70',
        },
      },
    ]);
    expect(await published.poll()).toBeNull();
    await company.control('payments', { bill, amount: '70', reference: 'CHK-3', date: '2026-06-15' });
    expect(json(await published.poll())).toMatchObject([{ invoiceId: 'P-1', status: 'paid', balance: '0' }]);
    await company.control('payments', { void: 'CHK-3' });
    expect(json(await published.poll())).toMatchObject([{ invoiceId: 'P-1', status: 'partPaid' }]);
  });

  it('shows one real record in a manual run, and leaves the memory alone', async () => {
    await start();
    const published = trigger('supplierChanged');
    expect(await published.poll('manual')).toHaveLength(1);
    expect(published.staticData).toEqual({});
  });

  it('fails with words that a person understands, and logs off', async () => {
    await start({ settings: { unlicensed: 'COMFND' } });
    await expect(trigger('supplierChanged').poll()).rejects.toThrow(/100000/);
  });
});
