/** A connection to the simulated Exact Online, stored in n8n as a person makes it. */
import type { World } from '../../../sandbox/exact-online';
import type { Simulator } from '../../../sandbox/kit/simulator';
import type { N8nClient } from '../../../sandbox/n8n/client';

export const DIVISION = { __rl: true, mode: 'id', value: '124132' };

/** @returns the id of a credential that somebody has just consented to: n8n does not know when its token ends */
export async function storeConnection(client: N8nClient, sim: Simulator<World>): Promise<string> {
  const reply = await fetch(`${sim.url}/_sandbox/consent`, { method: 'POST', body: '{}' });
  const [app] = sim.world.seed.clients;
  return await client.createCredential('Exact Online', 'exactOnlineOAuth2Api', {
    ...{ clientId: app?.id, clientSecret: app?.secret, environment: 'test', baseUrl: sim.url },
    oauthTokenData: await reply.json(),
  });
}
