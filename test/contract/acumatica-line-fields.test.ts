/** Bill ▸ Post ▸ Line Fields: from the columns in the editor to the lines in the simulator's books. */
import type { INodeParameters } from 'n8n-workflow';
import { Acumatica } from '../../nodes/Acumatica/Acumatica.node';
import type { Invoice } from '../../nodes/shared/documents';
import { AcumaticaN8n, passwordCredential } from '../fixtures/acumatica-n8n';
import { aLine, anInvoice } from '../fixtures/invoices';
import type { Simulator, World } from './acumatica-tenant';
import { books, startTenant } from './acumatica-tenant';

const { resourceMapping } = new Acumatica().methods;
const OWN = 'custom::Transactions::UsrCostObject::CustomStringField';

describe('Line Fields', () => {
  let tenant: Simulator<World>;
  let n8n: AcumaticaN8n;
  beforeEach(async () => {
    tenant = await startTenant({
      userFields: ['Document.AttributeRUSH', 'Details/Transactions.UsrCostObject'],
    });
    n8n = new AcumaticaN8n('acumaticaPasswordApi', passwordCredential(tenant.url));
  });
  afterEach(() => tenant.close());

  const withFields = (customFields: Record<string, string>) =>
    anInvoice({ lines: [aLine('100', { customFields })] });
  const post = async (invoices: Invoice[], value: Record<string, string>) => {
    const lineFields = { mappingMode: 'defineBelow', value, schema: [] } as unknown as INodeParameters;
    const outputs = await n8n.execute({ resource: 'bill', operation: 'post', lineFields }, invoices);
    return outputs.map((items) => items.map(({ json }) => json));
  };
  const puts = () => tenant.calls().byRoute['PUT /entity/:endpoint/:version/Bill'] ?? 0;
  const lines = () =>
    (tenant.world.stores.get('Bill')?.all() ?? []).flatMap(({ details }) => details.Details ?? []);

  it.each([false, true])(
    'offers the fields of a line as text (custom fields only: %s)',
    async (customOnly) => {
      if (customOnly) tenant.faults([{ kind: 'switch', name: 'schemaCustomOnly' }]);
      const { fields } = await resourceMapping.getBillLineColumns.call(n8n.editor({}));
      const ids = fields.map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining(['Project', 'ProjectTask', 'CostCode', 'NonBillable', OWN]));
      expect(ids.includes('LCNbr')).toBe(!customOnly);
      for (const ours of ['Account', 'Amount', 'Qty', 'POOrderNbr', 'custom'])
        expect(ids).not.toContain(ours);
      expect(ids.some((id) => id.includes('AttributeRUSH'))).toBe(false);
      expect(new Set(fields.map(({ type }) => type))).toEqual(new Set(['string']));
      expect(fields.find(({ id }) => id === OWN)?.displayName).toBe('UsrCostObject (Transactions)');
    },
  );

  it('books what the paths lead to', async () => {
    const [done] = await post(
      [withFields({ Project: 'X', 'Cost Object': 'CO-7' }), withFields({ Project: 'X' })],
      {
        Project: 'customFields.Project',
        [OWN]: 'customFields.cost object?',
      },
    );
    expect(done?.map(({ outcome }) => outcome)).toEqual(['posted', 'posted']);
    expect(lines().map(({ fields }) => fields.Project)).toEqual(['X', 'X']);
    expect(lines().map(({ custom }) => custom.Transactions?.UsrCostObject?.value)).toEqual([
      'CO-7',
      undefined,
    ]);
  });

  it('holds an invoice whose line lacks a field, or whose path is none, and sends nothing for it', async () => {
    const [done, attention] = await post([withFields({ Projekt: 'X' }), withFields({ Project: 'X' })], {
      Project: 'customFields.Project',
    });
    expect(done).toHaveLength(1);
    expect(attention?.[0]).toMatchObject({
      ...{ outcome: 'held', cause: 'line.fieldMissing', owner: 'jaggaer' },
      reason: 'Line 1 (Copy paper) has no custom field “Project”; it has Projekt.',
      advice: expect.stringContaining('customFields.Project?'),
    });
    expect(puts()).toBe(1);
    const [none, held] = await post([withFields({})], { Project: 'customField.Project' });
    expect(none).toEqual([]);
    expect(held?.[0]).toMatchObject({ outcome: 'held', cause: 'setting.linePath', owner: 'support' });
    expect(held?.[0]?.reason).toBe('“customField.Project” is not a field of an invoice line.');
    expect(puts()).toBe(1);
  });

  it('stops before anything is sent where the endpoint has no such column', async () => {
    const gone = 'custom::Transactions::UsrGone::CustomStringField';
    await expect(
      post([withFields({ Project: 'X' })], { [gone]: 'number', Project: 'number' }),
    ).rejects.toThrow('Bill lines of Default have no field Transactions.UsrGone.');
    await expect(post([withFields({})], { Projekt: 'number' })).rejects.toThrow(/no field Projekt/);
    expect(books(tenant)).toEqual([]);
    expect(puts()).toBe(0);
  });

  it('takes a number for a number and yes for a flag, and holds anything else', async () => {
    const flag = { NonBillable: 'customFields.Flag' };
    const [done, attention] = await post(
      [withFields({ Flag: 'Yes' }), withFields({ Flag: 'perhaps' })],
      flag,
    );
    expect(done).toHaveLength(1);
    expect(lines()[0]?.fields.NonBillable).toBe(true);
    expect(attention?.[0]).toMatchObject({
      cause: 'line.fieldValue',
      reason: '“perhaps” (customFields.Flag of “Copy paper”) is no boolean for Non Billable in Acumatica.',
    });
    const [, held] = await post([withFields({ Line: '1st' })], { POReceiptLine: 'customFields.Line' });
    expect(held?.[0]?.reason).toContain('is no number for POReceipt Line');
  });

  it('costs one call an execution, and none where nothing is mapped', async () => {
    const schemaCalls = () =>
      Object.entries(tenant.calls().byRoute).filter(([route]) => route.includes('adHocSchema'));
    await post([anInvoice()], {});
    expect(schemaCalls()).toEqual([]);
    await post([anInvoice(), anInvoice()], { LCNbr: 'number' });
    expect(schemaCalls().map(([, count]) => count)).toEqual([1]);
  });
});
