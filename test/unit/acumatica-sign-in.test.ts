import { createHash } from 'node:crypto';
import { signIn } from '../../nodes/Acumatica/transport/signIn';

const credential = {
  instanceUrl: 'https://erp.example.com/Production/',
  clientId: 'GUID@Paper',
  clientSecret: 's3cret',
  username: 'jaggaer',
  password: 'pass word',
};
const mark = createHash('sha256')
  .update(JSON.stringify([credential.instanceUrl, 'GUID@Paper', 's3cret', 'jaggaer', 'pass word']))
  .digest('hex');

/** A token endpoint that answers from a script and remembers what it was asked. */
function endpoint(...answers: Array<{ statusCode: number; body: unknown }>) {
  const asked: Array<Record<string, string>> = [];
  const send = async (options: { url: string; body?: unknown }) => {
    asked.push({ url: options.url, ...Object.fromEntries(new URLSearchParams(String(options.body))) });
    return answers.shift() ?? { statusCode: 500, body: '' };
  };
  return { asked, send: send as never };
}

const tokens = { access_token: 'A1', refresh_token: 'R1', expires_in: 3600 };

describe('the password sign-in', () => {
  it('asks with the password first, in the body, below the instance path', async () => {
    const { asked, send } = endpoint({ statusCode: 200, body: JSON.stringify(tokens) });
    const before = Date.now();
    const got = await signIn(credential, send);
    const after = Date.now();
    expect(asked).toEqual([
      {
        url: 'https://erp.example.com/Production/identity/connect/token',
        grant_type: 'password',
        username: 'jaggaer',
        password: 'pass word',
        scope: 'api offline_access',
        client_id: 'GUID@Paper',
        client_secret: 's3cret',
      },
    ]);
    expect(got).toMatchObject({ accessToken: 'A1', refreshToken: 'R1', signedInAs: mark });
    // a minute before the hour is over, counted from the sign-in
    expect(Number(got.renewAfter) - 3_540_000).toBeGreaterThanOrEqual(before);
    expect(Number(got.renewAfter) - 3_540_000).toBeLessThanOrEqual(after);
  });

  it('renews with the refresh token, which keeps the session, and keeps it when no new one comes', async () => {
    const { asked, send } = endpoint({ statusCode: 200, body: { access_token: 'A2', expires_in: 10 } });
    const got = await signIn({ ...credential, refreshToken: 'R1', signedInAs: mark }, send);
    expect(asked.map((each) => each.grant_type)).toEqual(['refresh_token']);
    expect(got).toMatchObject({ accessToken: 'A2', refreshToken: 'R1' });
  });

  it('goes back to the password when the refresh token is spent', async () => {
    const { asked, send } = endpoint(
      { statusCode: 400, body: { error: 'invalid_grant' } },
      { statusCode: 200, body: tokens },
    );
    await signIn({ ...credential, refreshToken: 'OLD', signedInAs: mark }, send);
    expect(asked.map((each) => each.grant_type)).toEqual(['refresh_token', 'password']);
  });

  it('never uses the tokens of another sign-in', async () => {
    const { asked, send } = endpoint({ statusCode: 200, body: tokens });
    await signIn({ ...credential, password: 'new', refreshToken: 'R1', signedInAs: mark }, send);
    expect(asked.map((each) => each.grant_type)).toEqual(['password']);
  });

  it.each([
    [400, { error: 'invalid_client' }, /client secret is wrong/],
    [400, { error: 'invalid_grant' }, /password is wrong/],
    [400, { error: 'unsupported_grant_type' }, /Resource Owner Password flow/],
    [429, '<title>API Login Limit</title>', /API Login Limit/],
    [404, 'no page', /instance URL/],
    [200, '<html>', /without a token/],
  ])('says what is wrong: %i %j', async (statusCode, body, words) => {
    const { send } = endpoint({ statusCode, body });
    await expect(signIn(credential, send)).rejects.toThrow(words);
  });
});
