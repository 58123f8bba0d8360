/** Purchase orders of the sample world from JAGGAER's trigger through the Crosswalk to Sage Intacct, both phases. */
import { sageIntacct } from '../../sandbox/erps/sageIntacct';
import { SIGN_INS } from '../../sandbox/signIns';
import { SageIntacctN8n, intacctCredential } from '../fixtures/sage-intacct-n8n';
import { Scene, expectOrders } from './from-jaggaer.suite';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.start(
    sageIntacct,
    (url) => new SageIntacctN8n(intacctCredential(url, SIGN_INS.sageIntacct)),
  );
});
afterAll(() => scene.close());

it('commits, revises, closes, and tells what a person has to do', async () => {
  const fallbacks = { rule: [{ kind: 'item', then: 'hold', value: '' }] };
  await expectOrders(scene, { resource: 'purchaseOrder' }, { fallbacks });
});
