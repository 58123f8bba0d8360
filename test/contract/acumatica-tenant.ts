/** The simulated tenant that the contract tests of Acumatica share. */
import type { Fault, Simulator } from '../../sandbox/kit/simulator';
import type { PartialSeed, World } from '../../sandbox/acumatica';
import { defaultSeed, startAcumatica } from '../../sandbox/acumatica';

export type { Fault, Simulator, World };

/** A fresh tenant below a path; its vendors are those of the sample invoices. */
export const startTenant = (seed: PartialSeed = {}): Promise<Simulator<World>> =>
  startAcumatica({
    path: '/Granite',
    seed: {
      vendors: [
        ...defaultSeed().vendors.filter(({ id }) => id !== 'OLDHARBOUR'),
        { id: 'OLDHARBOUR', name: 'Old Harbour Stationers', currency: 'USD' },
      ],
      ...seed,
    },
  });

/** The bills' header fields, oldest first. */
export const books = (tenant: Simulator<World>): Array<Record<string, unknown>> =>
  (tenant.world.stores.get('Bill')?.all() ?? []).map(({ fields }) => fields);

const CLIENT = {
  client_id: '5E0B7A1C-93D4-4F6E-A2B8-1C7D90E4F355@Granite',
  redirect_uri: 'http://127.0.0.1/rest/oauth2-credential/callback',
};

/** What n8n stores after a person has allowed the access on the consent page. */
export async function oAuthTokens(instance: string): Promise<Record<string, string | number>> {
  const form = (fields: Record<string, string>) => ({
    method: 'POST',
    redirect: 'manual' as const,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...CLIENT, ...fields }),
  });
  const allowed = await fetch(
    `${instance}/identity/connect/authorize`,
    form({ response_type: 'code', scope: 'api offline_access', decision: 'allow' }),
  );
  const code = new URL(allowed.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const answer = await fetch(
    `${instance}/identity/connect/token`,
    form({ grant_type: 'authorization_code', client_secret: 'sandbox-secret', code }),
  );
  return (await answer.json()) as Record<string, string | number>;
}
