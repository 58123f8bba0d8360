/** `npm run sandbox`: the simulators alone, for whoever has an n8n or a client of their own. */
import { startAcumatica } from './acumatica';
import { order } from './control';
import { startJaggaer } from './jaggaer';
import { startSageIntacct } from './sage-intacct';
import { SIGN_INS } from './signIns';
import { buildWorld } from './world';
import { acumaticaWorld } from './world/acumatica';
import { sageIntacctWorld } from './world/sageIntacct';

async function main(): Promise<void> {
  const world = buildWorld({ seed: 1, invoices: 60 });
  const jaggaer = await startJaggaer({ port: 7401, seed: world.jaggaer });
  const acumatica = await startAcumatica({ port: 7402, seed: acumaticaWorld(world.erp) });
  const intacct = await startSageIntacct({ port: 7403, seed: sageIntacctWorld(world.erp) });
  await order(jaggaer.url, 'export', { all: true });
  console.log(`JAGGAER   ${jaggaer.url}`, SIGN_INS.jaggaer);
  console.log(`Acumatica ${acumatica.url}`, SIGN_INS.acumatica);
  console.log(`Sage Intacct ${intacct.url}/ia/xml/xmlgw.phtml`, SIGN_INS.sageIntacct);
  console.log('Control API under /_sandbox/ on each; see sandbox/README.md. Ctrl-C ends them.');
}

void main();
