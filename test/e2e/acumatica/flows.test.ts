import { erpOf } from '../../../sandbox/erps';
import { flowsOfErp } from '../flowsOfEveryErp';

flowsOfErp(erpOf('acumatica'));
