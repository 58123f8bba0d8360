/** The sample world between JAGGAER and SYSPRO: purchase orders in both phases, and suppliers both ways without an echo. */
import type { IDataObject } from 'n8n-workflow';
import { Jaggaer } from '../../nodes/Jaggaer/Jaggaer.node';
import { SysproTrigger } from '../../nodes/Syspro/SysproTrigger.node';
import { syspro } from '../../sandbox/erps/syspro';
import { SIGN_INS } from '../../sandbox/signIns';
import { partiesOfCompanies, wrongParties } from '../../sandbox/world/supplierSync';
import { connected } from '../fixtures/jaggaer';
import { json } from '../fixtures/n8n';
import { SysproN8n, sysproCredential } from '../fixtures/syspro-n8n';
import { Scene, expectOrders, expectSuppliers } from './from-jaggaer.suite';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.start(
    syspro,
    (url) => new SysproN8n(sysproCredential(new URL(url).origin, SIGN_INS.syspro)),
  );
});
afterAll(() => scene.close());

it('purchase orders are open, revised and cancelled, and what a person has to do is told', async () => {
  await expectOrders(scene, { resource: 'purchaseOrder', productClass: 'GEN' });
});

it('suppliers go both ways, each side is written once, and nothing comes back', async () => {
  const { sync, done } = await expectSuppliers(scene, 'supplier');
  const { node, jaggaer } = scene;

  // and back: what SYSPRO has more than JAGGAER
  const trigger = node.n8n.trigger(new SysproTrigger(), { event: 'supplierChanged', options: {} });
  expect(json(await trigger.poll('manual')).length).toBeGreaterThan(0);
  const pairs = done.flatMap(({ mapping }) => (mapping ? [mapping as IDataObject] : []));
  const list = await node.execute({ resource: 'supplier', operation: 'getAll', returnAll: true });
  const upsert = {
    ...{ resource: 'supplier', operation: 'upsert', sourceSystem: 'SYSPRO' },
    ...{ supplierNumbers: 'input', winner: 'jaggaer' },
  };
  const back = async () => {
    const n8n = connected(jaggaer, { confirmedWrites: ['supplier'] });
    const rows = [...scene.rows, ...pairs];
    return await n8n.execute(new Jaggaer(), upsert, json(list[0]), {}, undefined, rows);
  };
  await back();
  expect(wrongParties('JAGGAER', sync.companies, partiesOfCompanies(await scene.profiles()))).toEqual([]);
  const [settled] = await back();
  expect(new Set(json(settled).map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
});
