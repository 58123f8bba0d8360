/** The sample world in the books of Sage Intacct. */
import { sageIntacct } from '../../sandbox/erps/sageIntacct';
import { SIGN_INS } from '../../sandbox/signIns';
import { SageIntacctN8n, intacctCredential } from '../fixtures/sage-intacct-n8n';
import { worldContract } from './world.suite';

worldContract({
  ...{ erp: sageIntacct, seeds: [5, 12] },
  connect: (url) => new SageIntacctN8n(intacctCredential(url, SIGN_INS.sageIntacct)),
  post: { resource: 'bill', operation: 'post' },
});
