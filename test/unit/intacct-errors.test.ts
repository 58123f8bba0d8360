/**
 * Every refusal of the gateway that public material shows, as the gateway answers it: told apart by level and words, not
 * by number, with what a client may do about it. Sources: developer.intacct.com error-handling, tests of the official
 * SDKs, recorded answers of published clients.
 */
import { readAnswer } from '../../nodes/SageIntacct/transport/envelope';
import { interpret } from '../../nodes/SageIntacct/transport/errors';

interface GatewayText {
  errorno: string;
  description?: string;
  description2?: string;
  correction?: string;
}

const message = (errors: GatewayText[]): string =>
  `<errormessage>${errors
    .map(
      ({ errorno, description = '', description2 = '', correction = '' }) =>
        `<error><errorno>${errorno}</errorno><description>${description}</description><description2>${description2}</description2><correction>${correction}</correction></error>`,
    )
    .join('')}</errormessage>`;

const GOOD = '<control><status>success</status><senderid>s</senderid><controlid>n8n</controlid></control>';
const ANSWERS = {
  control: (errors: GatewayText[]) =>
    `<response><control><status>failure</status><senderid/><controlid/></control>${message(errors)}</response>`,
  authentication: (errors: GatewayText[]) =>
    `<response>${GOOD}<operation><authentication><status>failure</status><userid/><companyid/></authentication>${message(errors)}</operation></response>`,
  result: (errors: GatewayText[], status = 'failure') =>
    `<response>${GOOD}<operation><authentication><status>success</status></authentication><result><status>${status}</status><function>create</function><controlid>f1</controlid><data listtype="objects" count="0"/>${message(errors)}</result></operation></response>`,
};
type Level = keyof typeof ANSWERS;

/** What a client may do: nothing, the same again later, sign in anew, look the record up, or sign in with something else. */
type Remedy = 'no' | 'later' | 'newSession' | 'lookUp' | 'credential';

const REMEDIES: Record<string, Remedy> = {
  ...{ held: 'no', rejected: 'no', schema: 'no', busy: 'later', transient: 'later', inProcess: 'later' },
  ...{ session: 'newSession', duplicate: 'lookUp', repeated: 'lookUp', signIn: 'credential' },
};

const TAIL = { errorno: 'BL01001973', description2: 'Could not create Document record!' };

const CASES: Array<[string, Level, GatewayText[], Remedy, RegExp]> = [
  [
    'a request that is not well-formed',
    'control',
    [
      {
        errorno: 'XL03000003',
        description2:
          'XML Parse schema error: Fatal Error 76: Opening and ending tag mismatch: a line 1 and b Line: 1, column: 9.',
      },
      {
        errorno: 'XL03000003',
        description2: 'XML Parse schema error: Fatal Error 77: Premature end Line: 2, column: 1.',
      },
    ],
    'no',
    /report it/,
  ],
  [
    'a wrong sender',
    'control',
    [{ errorno: 'XL03000006', description2: 'Incorrect Intacct XML Partner ID or password.' }],
    'credential',
    /[Ss]ender/,
  ],
  [
    'a wrong policy',
    'control',
    [{ errorno: 'XL03000006', description2: 'nightly is not a valid transport policy.' }],
    'credential',
    /policy/,
  ],
  [
    'a wrong user, company, password or entity',
    'authentication',
    [{ errorno: 'XL03000006', description2: 'Sign-in information is incorrect' }],
    'credential',
    /entity/,
  ],
  [
    'a dead session',
    'authentication',
    [{ errorno: 'XL03000006', description2: 'Invalid session or session has timed out' }],
    'newSession',
    /over/,
  ],
  [
    'a sender that the company does not list',
    'authentication',
    [
      {
        errorno: 'XL03000006',
        description: 'Invalid Web Services Authorization',
        description2:
          'The sender ID &apos;x&apos; is not authorized to make Web Services requests to company ID &apos;y&apos;.',
      },
    ],
    'credential',
    /authorizations/,
  ],
  [
    'a sign-in refused at the front',
    'control',
    [
      {
        errorno: 'XMLGW_JPP0002',
        description2: 'Sign-in information is incorrect. Please check your request.',
      },
    ],
    'credential',
    /credential/,
  ],
  [
    'a request refused at the front',
    'control',
    [{ errorno: 'GW-0011', description2: 'Invalid Request [Request ID 0a1b]' }],
    'credential',
    /credential/,
  ],
  ['the rate limit', 'control', [{ errorno: 'GW-0010', description2: 'x' }], 'later', /later/],
  [
    'the rate limit in words',
    'control',
    [{ errorno: '', description2: 'API rate limit exceeded' }],
    'later',
    /later/,
  ],
  [
    'a full company',
    'control',
    [
      {
        errorno: 'XL03000006',
        description2: 'There are too many operations running for this company (200024)',
      },
    ],
    'later',
    /apart/,
  ],
  [
    'an outage',
    'result',
    [{ errorno: 'x', description2: 'The Service is Temporarily Off-line' }],
    'later',
    /later/,
  ],
  [
    'a missing permission',
    'result',
    [
      {
        errorno: 'x',
        description2: 'You do not have permission for API operation CREATE on objects of type apbill',
      },
    ],
    'no',
    /permission/,
  ],
  ['a generic tail without a cause', 'result', [TAIL], 'no', /Correct what Sage Intacct names/],
  [
    'the cause that stands before its generic tail',
    'result',
    [
      {
        errorno: 'BL03000018',
        description2: 'This transaction is missing the Location dimension for the Account 16200',
      },
      TAIL,
    ],
    'no',
    /dimension/,
  ],
  [
    'a cause behind a generic head',
    'result',
    [
      TAIL,
      { errorno: 'BL34000061', description2: 'Another Account with the given value(s) 6000 already exists' },
    ],
    'lookUp',
    /Look it up/,
  ],
  [
    'a duplicate key',
    'result',
    [
      {
        errorno: 'BL34000061',
        description2: 'Another Project with the given value(s) Fellow PD1  already exists',
        correction: 'Use a unique value instead.',
      },
      TAIL,
    ],
    'lookUp',
    /Look it up/,
  ],
  [
    'a duplicate employee',
    'result',
    [{ errorno: 'PL05000104', description2: 'x' }, TAIL],
    'lookUp',
    /Look it up/,
  ],
  [
    'an invalid field',
    'result',
    [{ errorno: 'BL03000018', description2: 'The e-mail is not valid' }, TAIL],
    'no',
    /value/,
  ],
  ['an expired company', 'control', [{ errorno: 'PL04000055', description2: 'x' }], 'credential', /expired/],
  [
    'a missing document number',
    'result',
    [{ errorno: 'PL01000127', description2: 'Document Number is missing' }],
    'no',
    /number/,
  ],
  [
    'a rolled back sibling',
    'result',
    [
      {
        errorno: 'XL03000009',
        description2: 'The entire transaction in this operation has been rolled back due to an error.',
      },
    ],
    'later',
    /Mend the other/,
  ],
  [
    'a failure on the server',
    'result',
    [{ errorno: 'DL02000001', description2: 'There was an error processing the request' }],
    'later',
    /again/,
  ],
  [
    'a failed query',
    'result',
    [{ errorno: 'Query Failed', description2: 'Object definition X not found' }],
    'no',
    /field|object/,
  ],
  ['a wrong field list', 'result', [{ errorno: 'Invalid fields list x', description2: '' }], 'no', /Fields/],
  ['an unknown filter field', 'result', [{ errorno: 'XL03000010', description2: 'x' }], 'no', /Fields/],
  [
    'fields that cannot be queried',
    'result',
    [{ errorno: 'XL03000006', description2: 'The following fields cannot be queried: NOPE' }],
    'no',
    /Fields/,
  ],
  [
    'no session',
    'result',
    [{ errorno: 'Get API Session Failed', description2: 'x' }],
    'credential',
    /entity/,
  ],
  [
    'a wrong value of a list',
    'result',
    [
      {
        errorno: 'x',
        description2:
          "There's an error with the value for field STATE. Value: [P]. Expected values: [Draft, Submitted].",
      },
    ],
    'no',
    /value/,
  ],
  [
    'a control id that another request holds',
    'result',
    [
      {
        errorno: 'x',
        description2: "A request's function with the control ID jaggaer-bill-1 is in process.",
      },
    ],
    'later',
    /twice/,
  ],
  [
    'a control id that was carried out, in words that nobody has published',
    'result',
    [{ errorno: 'x', description2: 'Function with the control ID jaggaer-bill-1 was executed.' }],
    'lookUp',
    /[Ll]ook/,
  ],
  [
    'a vendor that is not there',
    'result',
    [{ errorno: 'BL03000018', description2: "Vendor 'x' specified is not valid." }, TAIL],
    'no',
    /supplier’s mapping/,
  ],
  [
    'a location that fills itself in',
    'result',
    [{ errorno: 'x', description2: 'Location must be 600. This value is auto-filled' }, TAIL],
    'no',
    /location/i,
  ],
  [
    'a Smart Rule',
    'result',
    [{ errorno: 'x', description2: 'Smart Rule Need PO Violated' }, TAIL],
    'no',
    /Smart Rule/,
  ],
];

describe('the gateway’s refusals', () => {
  test.each(CASES)('%s', (_name, level, errors, remedy, advice) => {
    const answer = readAnswer(`<?xml version="1.0"?>${ANSWERS[level](errors)}`);
    const told = answer?.level === 'results' ? answer.results[0]?.errors : answer?.errors;
    expect(answer?.level).toBe(level === 'result' ? 'results' : level);
    const { kind, problem } = interpret(told ?? [], 'bill 7', level);
    expect(REMEDIES[kind]).toBe(remedy);
    expect(problem.advice).toMatch(advice);
    expect(problem.reason).toContain('bill 7');
  });

  test('a support id, encoded or not, is no part of the words', () => {
    const answer = readAnswer(
      ANSWERS.result([{ errorno: 'x', description2: 'Vendor is missing [Support ID: AB%7Ecd]' }]),
    );
    const [error] = answer?.level === 'results' ? (answer.results[0]?.errors ?? []) : [];
    expect(error).toMatchObject({ words: 'Vendor is missing', supportId: 'AB~cd' });
  });

  test('an aborted function is not done', () => {
    const answer = readAnswer(ANSWERS.result([{ errorno: 'XL03000009' }], 'aborted'));
    expect(answer?.level === 'results' && answer.results[0]?.status).toBe('aborted');
  });

  test('what saved one object and refused another is a failure', () => {
    const source = ANSWERS.result([{ errorno: 'BL34000061', description2: 'already exists' }]).replace(
      '<data listtype="objects" count="0"/>',
      '<data listtype="objects" count="1"><project><RECORDNO>7</RECORDNO></project></data>',
    );
    const answer = readAnswer(source);
    expect(answer?.level === 'results' && answer.results[0]).toMatchObject({
      status: 'failure',
      rows: [{ RECORDNO: '7' }],
    });
  });

  test('a page of a gateway in between is no answer', () => {
    expect(readAnswer('<html><body>502 Bad Gateway</body></html>')).toBeNull();
    expect(readAnswer('')).toBeNull();
  });
});
