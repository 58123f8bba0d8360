/** The sample world in the books of SYSPRO. */
import { syspro } from '../../sandbox/erps/syspro';
import { SIGN_INS } from '../../sandbox/signIns';
import { SysproN8n, sysproCredential } from '../fixtures/syspro-n8n';
import { worldContract } from './world.suite';

worldContract({
  ...{ erp: syspro, seeds: [1, 5, 12] },
  connect: (url) => new SysproN8n(sysproCredential(url, SIGN_INS.syspro)),
  post: { resource: 'apInvoice', operation: 'post', creditMemos: 'negative' },
});
