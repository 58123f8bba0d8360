/** Vendors, accounts and subaccounts as canonical documents, from the node to the simulator; bank data by name only. */
import { order } from '../../sandbox/control';
import { AcumaticaN8n, passwordCredential } from '../fixtures/acumatica-n8n';
import { json } from '../fixtures/n8n';
import type { Simulator, World } from './acumatica-tenant';
import { startTenant } from './acumatica-tenant';

const instruction = (id: string, value: string) => ({ id, method: 'WIRE', description: id, value });
const vendor = (id: string, status: string) => ({ id, name: `${id} Ltd`, currency: 'USD', status });

describe('masters of Acumatica', () => {
  let tenant: Simulator<World>;
  let n8n: AcumaticaN8n;
  beforeEach(async () => {
    tenant = await startTenant({
      vendors: [
        {
          ...vendor('HARBOUR', 'Active'),
          contact: {
            ...{ email: 'ap@harbour.example', phone: '555 0100', web: 'harbour.example' },
            address: {
              line1: '1 Quay',
              line2: 'Dock B',
              city: 'Tulsa',
              state: 'OK',
              postalCode: '74101',
              country: 'US',
            },
          },
          paymentInstructions: [instruction('IBAN', 'XX00 1234'), instruction('BIC', 'ABCDEF99')],
        },
        vendor('WAITING', 'On Hold'),
        vendor('UNPAID', 'Hold Payments'),
        vendor('ONCE', 'One-Time'),
        vendor('GONE', 'Inactive'),
      ],
    });
    n8n = new AcumaticaN8n('acumaticaPasswordApi', passwordCredential(tenant.url));
  });
  afterEach(() => tenant.close());

  const run = async (resource: string, operation: string, parameters: object = {}) =>
    json((await n8n.execute({ resource, operation, ...parameters }, [{}]))[0]);
  const harbour = async (operation: 'get' | 'getAll', parameters: object = {}) => {
    const which = operation === 'get' ? { vendor: { mode: 'id', value: 'HARBOUR' } } : { returnAll: true };
    const found = await run('vendor', operation, { ...which, ...parameters });
    return found.find(({ id, VendorID }) => id === 'HARBOUR' || VendorID === 'HARBOUR');
  };

  it.each(['get', 'getAll'] as const)(
    '%s gives a vendor as a supplier with its address',
    async (operation) => {
      expect(await harbour(operation)).toMatchObject({
        ...{ document: 'supplier', environment: 'test', tenant: 'Granite' },
        ...{ id: 'HARBOUR', number: 'HARBOUR', erpVendor: 'HARBOUR', name: 'HARBOUR Ltd', active: true },
        ...{ email: 'ap@harbour.example', phone: '555 0100', website: 'harbour.example', currency: 'USD' },
        address: {
          ...{ lines: ['1 Quay', 'Dock B'], city: 'Tulsa', region: 'OK', postalCode: '74101', country: 'US' },
        },
        bankFields: {},
      });
    },
  );

  it.each([
    ['get', true],
    ['get', false],
    ['getAll', true],
    ['getAll', false],
  ] as const)('%s, simplified %s, reads no bank data unless it is named', async (operation, simplify) => {
    const plain = JSON.stringify(await harbour(operation, { simplify }));
    expect(plain).not.toMatch(/1234|ABCDEF99|IBAN/);
    const named = JSON.stringify(
      await harbour(operation, { simplify, options: { bankFields: ' IBAN, SWIFT' } }),
    );
    expect(named).toContain('XX00 1234');
    expect(named).not.toContain('ABCDEF99');
  });

  it('carries the named bank fields by their name', async () => {
    const options = { bankFields: 'BIC,IBAN' };
    expect(await harbour('getAll', { options })).toMatchObject({
      bankFields: { IBAN: 'XX00 1234', BIC: 'ABCDEF99' },
    });
  });

  it('does not even ask for bank data that nobody named', async () => {
    const cost = async (bankFields: string) => {
      await order(tenant.url, 'reset', { calls: true });
      await harbour('getAll', { options: { bankFields } });
      return tenant.calls().total;
    };
    await harbour('getAll');
    const view = {
      kind: 'switch',
      name: 'optimisationFails',
      value: ['Vendor/PaymentInstructions'],
    } as const;
    tenant.faults([view]);
    expect(await cost('')).toBe(1);
    expect(await cost('IBAN')).toBeGreaterThan(1);
  });

  it('counts vendors as active that bills may be entered for', async () => {
    const found = await run('vendor', 'getAll', { returnAll: true });
    expect(Object.fromEntries(found.map(({ id, active }) => [id, active]))).toEqual({
      ...{ HARBOUR: true, UNPAID: true, ONCE: true },
      ...{ WAITING: false, GONE: false },
    });
  });

  it('gives accounts and subaccounts as documents of their company', async () => {
    const account = { account: { mode: 'id', value: '61000' } };
    expect((await run('account', 'get', account))[0]).toMatchObject({
      ...{ document: 'glAccount', environment: 'test', tenant: 'Granite', id: '61000', code: '61000' },
      lastUpdate: expect.stringMatching(/Z$/),
    });
    expect((await run('subaccount', 'get', { subaccount: '000-000' }))[0]).toMatchObject({
      ...{ document: 'dimension', name: 'subaccount', tenant: 'Granite', code: '000-000', lastUpdate: null },
    });
  });
});
