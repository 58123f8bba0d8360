/** Passwords and session ids travel in addresses: none of them may come out of the node, whatever goes wrong. */
import { inspect } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import type { PartialSeed } from '../../sandbox/syspro';
import { Company } from './syspro-company';

// pauses between attempts are of no interest here
jest.mock('n8n-workflow', () => ({
  ...jest.requireActual<object>('n8n-workflow'),
  sleep: () => Promise.resolve(),
}));

/** Signs that an address writes otherwise than a text. */
const OPERATOR = 'canary op/77?é';
const COMPANY = 'canary&co=99%';
const PLANTED = 'canary-planted-4711';

let company: Company;
let log: string[];
/** Keeps what is written to n8n's log, whatever its level, and to the console. */
function listen(): void {
  const keep = (...given: unknown[]) => void log.push(inspect(given, { depth: 12 }));
  const { logger } = company.n8n.context();
  // the one method that all levels of n8n's logger come to
  jest.spyOn(Object.getPrototypeOf(logger) as { log(): void }, 'log').mockImplementation(keep);
  for (const level of ['debug', 'info', 'log', 'warn', 'error'] as const)
    jest.spyOn(console, level).mockImplementation(keep);
}

afterEach(async () => {
  jest.restoreAllMocks();
  await company.close();
});

const open = async (settings: Record<string, string | number> = {}, change: IDataObject = {}) => {
  const signIn = {
    ...{ operator: 'INTEGR', operatorPassword: OPERATOR, companyId: 'G', companyPassword: COMPANY },
  };
  company = await Company.start({ signIn, settings } as unknown as PartialSeed, change);
  log = [];
  listen();
  return ids();
};

/** Every id that the simulator hands out from now on. */
const ids = (): Set<string> => {
  const given = new Set<string>();
  const { sessions } = company.sim.world;
  const set = sessions.set.bind(sessions);
  sessions.set = (id, session) => {
    given.add(id.trim());
    return set(id, session);
  };
  return given;
};

/** All that n8n would show, log or keep: items, the error with everything that hangs on it, and the log. */
const outcome = async (parameters: IDataObject, settings: object = {}): Promise<string> => {
  const shown = await company.n8n.execute(parameters as never, [{}], settings).then(
    (output) => inspect(output, { depth: 20, maxStringLength: null }) + JSON.stringify(output),
    (error: Error) =>
      inspect(error, { depth: 20, showHidden: true, maxStringLength: null }) +
      JSON.stringify(error) +
      String(error.stack),
  );
  return [shown, ...log].join('\n');
};

/** The secret in each of the forms that an address or a text may hold it in. */
const forms = (secret: string): string[] => [
  ...new Set([
    ...[secret, encodeURIComponent(secret), encodeURI(secret), JSON.stringify(secret).slice(1, -1)],
    new URLSearchParams({ s: secret }).toString().slice(2),
  ]),
];
const leaks = (text: string, secrets: Iterable<string>): string[] =>
  [...secrets].filter((secret) => forms(secret).some((form) => text.includes(form)));

const SUPPLIERS = { resource: 'supplier', operation: 'getAll', returnAll: true };
const POST = {
  ...{ resource: 'businessObject', operation: 'call', verb: 'Transaction/Post', object: 'APSTIN' },
  xmlIn: '<PostApInvoice><Item/></PostApInvoice>',
};
const LARGE = { ...POST, xmlIn: `<PostApInvoice><Item>${'<a>b</a>'.repeat(4_000)}</Item></PostApInvoice>` };

test('a planted secret would be found in an item, in an error and in the log', async () => {
  await open();
  const echo = {
    ...POST,
    xmlIn: `<PostApInvoice><Item><Supplier>1</Supplier><TransactionCode>${PLANTED}</TransactionCode></Item></PostApInvoice>`,
  };
  expect(leaks(await outcome(echo), [PLANTED])).toEqual([PLANTED]);
  const missing = { resource: 'supplier', operation: 'get', supplier: { mode: 'id', value: PLANTED } };
  expect(leaks(await outcome(missing), [PLANTED])).toEqual([PLANTED]);
  log = [];
  company.n8n.context().logger.warn(`it says ${encodeURIComponent(OPERATOR)}`);
  expect(leaks(log.join('\n'), [OPERATOR])).toEqual([OPERATOR]);
});

/** Where a call can go wrong: faults of the simulator, and what they leave behind. */
const FAULTS: Array<[string, object[]]> = [
  ['nothing goes wrong', []],
  ['the connection is cut at the logon', [{ kind: 'cut', route: 'Logon', times: 9 }]],
  ['the connection is cut at a read', [{ kind: 'cut', route: 'COMFND', times: 9 }]],
  ['an answer is lost', [{ kind: 'cut', route: 'APSTIN', times: 9, when: 'after' }]],
  ['a proxy wants a sign-in', [{ kind: 'html', status: 401, times: 99 }]],
  ['a proxy forbids', [{ kind: 'html', status: 403, times: 9 }]],
  ['a page is not found', [{ kind: 'html', status: 404, times: 9 }]],
  ['an address is too long', [{ kind: 'html', status: 414, times: 9 }]],
  ['a server fails', [{ kind: 'html', status: 500, times: 9 }]],
  ['a server is busy at the Logoff', [{ kind: 'html', status: 503, route: 'Logoff', times: 9 }]],
  ['a page comes instead of an answer', [{ kind: 'html', status: 200, times: 9 }]],
  ['an answer is cut', [{ kind: 'truncate', route: 'APSTIN', times: 9 }]],
];

describe.each(FAULTS)('when %s', (_, faults) => {
  test.each([
    ['a read', SUPPLIERS],
    ['a posting', POST],
    ['a large posting', LARGE],
  ])(
    'nothing comes out of %s',
    async (_name, parameters) => {
      const handedOut = await open();
      if (faults.length > 0) await company.faults(...faults);
      for (const onError of ['stopWorkflow', 'continueRegularOutput']) {
        const text = await outcome(parameters, { onError });
        expect(text.length).toBeGreaterThan(20);
        expect(leaks(text, [OPERATOR, COMPANY, ...handedOut])).toEqual([]);
      }
    },
    120_000,
  );
});

test.each([
  ['wrong passwords', { operatorPassword: 'canary wrong/1', companyPassword: 'canary&wrong2' }],
  ['a server that is not there', { baseUrl: 'http://127.0.0.1:9' }],
  ['a name that does not resolve', { baseUrl: 'http://syspro.invalid' }],
  ['https where there is none', {}],
])(
  'nothing comes out of %s',
  async (name, change) => {
    await open({}, change);
    if (name.startsWith('https')) company.n8n.change({ baseUrl: company.sim.url.replace('http:', 'https:') });
    const text = await outcome(SUPPLIERS);
    expect(leaks(text, [OPERATOR, COMPANY, 'canary wrong/1', 'canary&wrong2'])).toEqual([]);
  },
  60_000,
);
