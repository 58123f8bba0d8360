/** Every way in which Exact Online's token endpoint refuses a refresh, as data (reference 1.2). None is `invalid_grant`. */

/** `tooEarly`: the token in hand is still good. `spent`: the refresh token was used before, perhaps by another process. */
export interface TokenRefusal {
  words: RegExp;
  kind: 'tooEarly' | 'spent' | 'dead';
  meaning: string;
  advice: string;
}

const CONNECT = 'Open the credential and connect again.';

/** First match wins. */
export const TOKEN_REFUSALS: TokenRefusal[] = [
  {
    // community websmurf/laravel-exact-online#31: HTTP 400 `access_denied`
    words: /token not expired|TooEarlyToRefresh/i,
    kind: 'tooEarly',
    meaning: 'The token has not ended yet.',
    advice: '',
  },
  {
    // community picqer#644: HTTP 401 `unauthorized_client`
    words: /old refresh token used/i,
    kind: 'spent',
    meaning:
      'The refresh token was used before: something else uses the same sign-in, or an answer with new tokens was lost.',
    advice: `${CONNECT} Give every n8n and every other program an app registration of its own.`,
  },
  {
    // community websmurf#22, #23: HTTP 400 `invalid_request`
    words: /refresh token expired/i,
    kind: 'dead',
    meaning: 'The sign-in was not used for 30 days and has ended.',
    advice: `${CONNECT} A check each day keeps it alive.`,
  },
  {
    words: /invalid_client|client authentication failed/i,
    kind: 'dead',
    meaning: 'Exact Online does not know this client ID with this client secret.',
    advice: 'Correct both as the App Center of this country shows them, and connect again.',
  },
  {
    // doc of 2021, inv 1040: 200 token calls a key, user and day; the answer is not known
    words: /access_denied|HTTP status 429|too many/i,
    kind: 'dead',
    meaning: 'Exact Online gives no new token now: probably more than 200 were asked for today.',
    advice: 'Find out what else refreshes this sign-in; after 00:00 UTC it works again.',
  },
  {
    words: /unauthorized_client|invalid_grant|invalid_request/i,
    kind: 'dead',
    meaning: 'Exact Online no longer knows this sign-in: the app was removed, or the user lost access.',
    advice: CONNECT,
  },
];
