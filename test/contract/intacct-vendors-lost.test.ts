/** Vendors whose answers get lost: each is written once, against the simulated company. */
import type { Fault } from '../../sandbox/kit/simulator';
import { outcomesOf } from '../fixtures/results';
import { Company, mappingRow as row, supplier, vendorsOf } from './intacct-node';

describe('Sage Intacct ▸ Vendor ▸ Create or Update, without an answer', () => {
  let company: Company;
  beforeEach(async () => {
    company = await Company.start({ vendors: [{ id: 'HARBOUR', name: 'Harbour Paper', currency: 'USD' }] });
  });
  afterEach(() => company.close());

  const { upsert, vendor, writes } = vendorsOf(() => company);

  it.each<Fault>([
    { kind: 'cut', when: 'after' },
    { kind: 'cut', when: 'before' },
    { kind: 'status', status: 502, when: 'after' },
    { kind: 'status', status: 503, when: 'before' },
    { kind: 'truncate', when: 'after' },
  ])(
    'settles $kind $when by the control id and a look-up, and never creates twice',
    async (fault) => {
      const items = [supplier('2001', 'Bramley Pumps'), supplier('1001', 'Harbour Mills')];
      for (const route of ['create:VENDOR', 'update:VENDOR'])
        company.sim.faults([{ ...fault, route, times: 1 }]);
      const [done, attention] = await upsert(items, {}, [row('1001', 'HARBOUR')]);
      expect(attention).toEqual([]);
      expect(outcomesOf(done).sort()).toEqual(['created', 'updated']);
      expect(company.records('VENDOR').filter(({ NAME }) => NAME === 'Bramley Pumps')).toHaveLength(1);
      expect(vendor('HARBOUR')).toMatchObject({ NAME: 'Harbour Mills' });
      expect(writes()).toBeGreaterThan(1);
    },
    30_000,
  );

  it('creates one vendor where the answer is lost and Sage Intacct numbers them', async () => {
    const items = [
      supplier('2001', 'Bramley Pumps', { taxNumber: '98-7654321' }),
      supplier('2002', 'Dale Ropes'),
    ];
    company.sim.faults([{ kind: 'cut', when: 'after', route: 'create:VENDOR', times: 1 }]);
    const [done, attention] = await upsert(items, { newId: 'sequence' });
    expect(outcomesOf(done)).toEqual(['created']);
    // nothing but its name could find the other one: it may be there, so it is not sent again in another way
    expect(attention?.[0]).toMatchObject({ outcome: 'unknown', cause: 'write.noAnswer' });
    for (const name of ['Bramley Pumps', 'Dale Ropes'])
      expect(company.records('VENDOR').filter(({ NAME }) => NAME === name)).toHaveLength(1);
    await upsert(items, { newId: 'sequence' });
    expect(company.records('VENDOR').filter(({ NAME }) => NAME === 'Dale Ropes')).toHaveLength(1);
  }, 30_000);
});
