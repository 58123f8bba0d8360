/** The simulators' control API, as any client may use it. */

/** Orders something from a simulator; `what` is the path behind /_sandbox/. */
export async function order(url: string, what: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${new URL(url).origin}/_sandbox/${what}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`/_sandbox/${what}: ${answer.status} ${await answer.text()}`);
  return await answer.json();
}
