/** `npm run sandbox`: the simulators alone, for whoever has an n8n or a client of their own. */
import { order } from './control';
import { SIMULATED } from './erps';
import { startJaggaer } from './jaggaer';
import { SIGN_INS } from './signIns';
import { buildWorld } from './world';

async function main(): Promise<void> {
  const options = { seed: 1, invoices: 60 };
  const jaggaer = await startJaggaer({ port: 7401, seed: buildWorld(options).jaggaer });
  await order(jaggaer.url, 'export', { all: true });
  console.log(`JAGGAER   ${jaggaer.url}`, SIGN_INS.jaggaer);
  for (const erp of SIMULATED) {
    const { url } = await erp.start(erp.world(options), erp.port);
    console.log(erp.name.padEnd(9), url, Object.values(erp.credentials(url))[0]?.data);
  }
  console.log('Control API under /_sandbox/ on each; see sandbox/README.md. Ctrl-C ends them.');
}

void main();
