/** The node as n8n runs it: parameters resolved with its defaults, two inputs, two outputs. */
import type {
  IDataObject,
  IExecuteFunctions,
  INode,
  INodeExecutionData,
  INodeParameters,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { Crosswalk } from '../../nodes/Crosswalk/Crosswalk.node';
import { BASE_ROWS, invoice, line, split } from './crosswalkSamples';

const node = new Crosswalk();
const { description } = node;

interface Run {
  parameters?: INodeParameters;
  documents?: unknown[];
  rows?: unknown[];
  credentialText?: string;
}

/** Runs the node on items, with the parameters that n8n's own resolution gives. */
async function run({ parameters = {}, documents = [invoice()], rows = BASE_ROWS, credentialText }: Run = {}) {
  const self = {
    name: 'Crosswalk',
    type: 'crosswalk',
    typeVersion: 1,
    position: [0, 0],
    id: '1',
    parameters,
  } as INode;
  const resolved = NodeHelpers.getNodeParameters(
    description.properties,
    parameters,
    true,
    false,
    self,
    description,
  );
  const inputs = [documents, rows].map((items) => items.map((json) => ({ json: json as IDataObject })));
  const context = {
    getInputData: (index = 0) => inputs[index] ?? [],
    getNode: () => self,
    getExecutionId: () => '4711',
    getNodeParameter: (name: string, _item: number, otherwise?: unknown) => resolved?.[name] ?? otherwise,
    getCredentials: async () => ({ rows: credentialText }),
  };
  const [mapped = [], unmapped = []] = await node.execute.call(context as unknown as IExecuteFunctions);
  return { mapped, unmapped, all: [...mapped, ...unmapped] };
}

const json = (items: INodeExecutionData[]) => items[0]?.json;

describe('Crosswalk node', () => {
  it('maps with nothing but its defaults', async () => {
    const { mapped, unmapped } = await run();
    expect(unmapped).toEqual([]);
    expect(json(mapped)).toMatchObject({
      document: 'invoice',
      supplier: { erpVendor: 'V-BRIGHT' },
      erpEntity: 'MAIN',
      mapping: { supplierMatchedBy: 'number', hash: expect.stringMatching(/^[0-9a-f]{16}$/) },
    });
    expect(mapped[0]?.pairedItem).toEqual({ item: 0, input: 0 });
  });

  it('holds with everything that an alert, an audit table and a person need', async () => {
    const held = invoice({ lines: [line({ splits: [split('9')] })] });
    const { mapped, unmapped } = await run({
      documents: [invoice(), held],
      parameters: { options: { targetSystem: 'Acumatica' } },
    });
    expect(mapped).toHaveLength(1);
    expect(unmapped[0]?.pairedItem).toEqual({ item: 1, input: 0 });
    expect(json(unmapped)).toEqual({
      outcome: 'held',
      cause: 'unmapped.account',
      owner: 'mapping',
      reason: 'Account 9 (Supplies) is not in the mapping table.',
      advice: "Add a mapping row: kind account, from 9, to the ERP's GL account. Then replay.",
      key: 'test:northfield:9001',
      number: 'I00092',
      supplier: 'Brightwater Labs',
      amount: '100.00',
      currency: 'USD',
      problems: [
        {
          ...{ kind: 'account', code: '9', name: 'Supplies', scope: '', state: 'unmapped' },
          ...{ targets: [], count: 1, value: '100' },
        },
      ],
      audit: expect.objectContaining({
        ...{ key: 'test:northfield:9001', flow: 'invoices', sourceSystem: 'JAGGAER', sourceId: '9001' },
        ...{ targetSystem: 'Acumatica', operation: 'map', outcome: 'held', cause: 'unmapped.account' },
        ...{ owner: 'mapping', amount: 100, currency: 'USD', executionId: '4711', entity: '0004' },
        mappingHash: expect.stringMatching(/^[0-9a-f]{16}$/),
      }),
      document: held,
    });
  });

  it('an empty second input holds every document', async () => {
    const { mapped, unmapped } = await run({ rows: [], documents: [invoice(), invoice({ id: '2' })] });
    expect(mapped).toEqual([]);
    expect(unmapped.map((item) => item.json.reason)).toEqual(Array(2).fill('The mapping table is empty.'));
  });

  it('no documents, nothing to do', async () => {
    expect((await run({ documents: [] })).all).toEqual([]);
  });

  it('never puts out a top-level error, and holds an item that carries one', async () => {
    const { mapped, unmapped } = await run({
      documents: [{ ...invoice(), error: 'upstream' }, { error: 'timeout' }],
    });
    expect([...mapped, ...unmapped].filter((item) => 'error' in item.json || 'error' in item)).toEqual([]);
    expect(mapped).toHaveLength(1);
    expect(json(unmapped)).toMatchObject({
      cause: 'document.unreadable',
      audit: { outcome: 'held', sourceId: '' },
    });
  });

  it('reads rows from the credential, and holds everything where its text cannot be read', async () => {
    const parameters = { rowsFrom: 'credential' };
    const credentialText = 'kind,from,to\nsupplier,0012345,V-BRIGHT\naccount,51425,61000\nentity,0004,MAIN\n';
    expect((await run({ parameters, credentialText, rows: [] })).mapped).toHaveLength(1);
    const bad = await run({ parameters, credentialText: 'kind;to\n', rows: [] });
    expect(json(bad.unmapped)).toMatchObject({ cause: 'mapping.unreadable' });
    const none = await run({ parameters, credentialText: '', rows: BASE_ROWS });
    expect(json(none.unmapped)).toMatchObject({ cause: 'mapping.empty' });
  });

  it('takes match keys, segments, dimensions, rules and cleaning from its panel', async () => {
    const document = invoice({
      terms: 'Net 45',
      charges: [
        { kind: 'freight', name: null, amount: '1', erpBooking: null, erpCode: null, erpDimensions: {} },
      ],
      lines: [
        line({
          splits: [
            split(null, {
              segments: [
                { chart: 0, name: 'Account', value: '000', description: null },
                { chart: 1, name: 'FAU', value: '51425-L', description: null },
                { chart: 1, name: 'CC', value: 'n/a', description: null },
              ],
            }),
          ],
        }),
      ],
    });
    const { mapped, unmapped } = await run({
      documents: [document],
      rows: [...BASE_ROWS.slice(1), { kind: 'supplier', scope: 'name', from: 'Brightwater Labs', to: 'V7' }],
      parameters: {
        supplierKeys: { match: [{ key: 'duns' }, { key: 'name' }] },
        accountSegments: 'Account, FAU',
        dimensions: {
          dimension: [
            {
              name: 'subaccount',
              source: 'segment',
              sourceName: 'CC',
              whenMissing: 'fixed',
              value: '000-000',
            },
            { name: 'class', source: 'fixed', value: 'JGR' },
          ],
        },
        fallbacks: {
          rule: [
            { kind: 'charge', then: 'fixed', value: 'account:61200/000-100' },
            { kind: 'terms', then: 'same' },
          ],
        },
        options: { suffixes: '-[A-Z]$', emptyWords: 'none\nN/A', zerosAreEmpty: true },
      },
    });
    expect(unmapped).toEqual([]);
    expect(json(mapped)).toMatchObject({
      supplier: { erpVendor: 'V7' },
      erpTerms: 'Net 45',
      lines: [{ splits: [{ erpAccount: '61000', erpDimensions: { subaccount: '000-000', class: 'JGR' } }] }],
      charges: [
        { erpBooking: 'account', erpCode: '61200', erpDimensions: { class: 'JGR', subaccount: '000-100' } },
      ],
    });
  });

  it.each<[string, INodeParameters, string]>([
    ['no key', { supplierKeys: {} }, 'Match Suppliers By is empty'],
    ['a bad pattern', { options: { suffixes: '(' } }, 'is not a regular expression'],
    [
      'a dimension without a name',
      { dimensions: { dimension: [{ source: 'segment', sourceName: 'x' }] } },
      'has no name',
    ],
    ['a dimension without a place', { dimensions: { dimension: [{ name: 'x' }] } }, 'does not say where'],
    [
      'a dimension without its fixed value',
      { dimensions: { dimension: [{ name: 'x', source: 'fixed' }] } },
      'is empty',
    ],
    ['a rule without its value', { fallbacks: { rule: [{ kind: 'account', then: 'fixed' }] } }, 'is empty'],
    [
      'a charge rule',
      { fallbacks: { rule: [{ kind: 'charge', then: 'fixed', value: '612' }] } },
      'how a charge is booked',
    ],
  ])('stops with a clear message on %s', async (_name, parameters, message) => {
    await expect(run({ parameters })).rejects.toThrow(message);
  });

  it('reports coverage: rows to paste on Unmapped, totals on Mapped', async () => {
    const documents = [invoice(), invoice({ id: '2', lines: [line({ splits: [split('9')] })] })];
    const { mapped, unmapped } = await run({ parameters: { mode: 'coverage' }, documents });
    expect(mapped).toHaveLength(1);
    expect(json(mapped)).toMatchObject({ documents: 2, ready: 1, held: 1 });
    expect(mapped[0]?.pairedItem).toEqual([
      { item: 0, input: 0 },
      { item: 1, input: 0 },
    ]);
    expect(json(unmapped)).toMatchObject({ kind: 'account', from: '9', to: '', count: 1 });
    expect(unmapped[0]?.pairedItem).toEqual({ item: 1, input: 0 });
  });
});
