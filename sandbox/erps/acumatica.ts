/** Acumatica on the stage. */
import { startAcumatica } from '../acumatica';
import type { BookedBill } from '../books';
import { order } from '../control';
import { accountsToJaggaer, paymentsToJaggaer, vendorsToJaggaer } from '../flows/toJaggaer';
import { SIGN_INS } from '../signIns';
import { buildWorld } from '../world';
import { acumaticaBill, acumaticaOrders, acumaticaPeriods, acumaticaWorld } from '../world/acumatica';
import type { Erp } from './erp';

const PASSWORD_API = 'acumaticaPasswordApi';

export const acumatica: Erp = {
  ...{ id: 'acumatica', name: 'Acumatica', port: 7402 },
  world: buildWorld,
  async start(world, port = 0) {
    const { url, calls, watch, close } = await startAcumatica({ port, seed: acumaticaWorld(world.erp) });
    return {
      ...{ kind: acumatica, url, calls, watch, close },
      books: async () => ((await order(url, 'state?entity=Bill')) as { bills: BookedBill[] }).bills,
      files: async () => {
        const { bills } = (await order(url, 'state?entity=Bill')) as {
          bills: Array<{ files: Array<{ name: string }> }>;
        };
        return bills.flatMap(({ files }) => files.map(({ name }) => name));
      },
      costs: () => ({ 'Acumatica calls': calls().total }),
      setPeriods: async (periods) => {
        await order(url, 'masters', { periods: acumaticaPeriods(periods) });
      },
      placeBill: async (bill) => {
        await order(url, 'bills', acumaticaBill(bill));
        return bill.referenceNbr;
      },
      deleteBill: async (bill) => await deleteBill(url, bill),
      carryOut: async (step) => {
        for (const { order: name, body } of acumaticaOrders(step)) await order(url, name, body);
      },
    };
  },
  credentials: (url) => ({
    [PASSWORD_API]: { name: 'Acumatica', data: { instanceUrl: url, ...SIGN_INS.acumatica } },
    acumaticaPushApi: { name: 'Acumatica Push', data: SIGN_INS.acumaticaPush },
  }),
  /** Signing in with a password needs no browser. */
  prepare(node) {
    if (!node.credentials?.acumaticaOAuth2Api) return;
    node.parameters.authentication = 'password';
    delete node.credentials.acumaticaOAuth2Api;
    node.credentials[PASSWORD_API] = { id: null, name: 'Acumatica' };
  },
  flows: [vendorsToJaggaer, accountsToJaggaer, paymentsToJaggaer],
  budget: { 'Acumatica calls': 1_080 },
  billsInCall: 1,
  purposeOf({ method, path }) {
    if (!path.endsWith('/Bill')) return null;
    return method === 'PUT' ? 'create' : method === 'GET' ? 'lookUp' : null;
  },
};

async function deleteBill(url: string, { type, referenceNbr }: BookedBill): Promise<void> {
  const { username, password, clientId, clientSecret } = SIGN_INS.acumatica;
  const token = await fetch(`${url}/identity/connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: clientId,
      client_secret: clientSecret,
      username,
      password,
      scope: 'api',
    }),
  });
  const { access_token } = (await token.json()) as { access_token: string };
  const path = `entity/Default/24.200.001/Bill/${encodeURIComponent(type)}/${referenceNbr}`;
  const answer = await fetch(`${url}/${path}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${access_token}` },
  });
  if (!answer.ok) throw new Error(`Bill ${referenceNbr} cannot be deleted: ${answer.status}`);
}
