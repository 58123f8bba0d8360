/** The sample world from JAGGAER's trigger to QuickBooks Online: purchase orders in both phases, and suppliers. */
import { quickBooksOnline } from '../../sandbox/erps/quickBooksOnline';
import { QuickBooksN8n, quickBooksCredential } from '../fixtures/quickbooks-n8n';
import { Scene, expectOrders, expectSuppliers } from './from-jaggaer.suite';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.start(quickBooksOnline, (url) => {
    const { data } = quickBooksOnline.credentials(url).quickBooksOnlineOAuth2Api ?? { data: {} };
    return new QuickBooksN8n(quickBooksCredential(url, { ...data }));
  });
});
afterAll(() => scene.close());

it('purchase orders are committed, revised and closed, and what a person has to do is told', async () => {
  await expectOrders(scene, { resource: 'purchaseOrder' });
});

it('suppliers become vendors, or bring them up to date, and bills still find them by their mapping rows', async () => {
  await expectSuppliers(scene, 'vendor');
});
