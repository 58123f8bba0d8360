import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { actionFields, runAction } from '../shared/actions';
import { actions } from './actions';
import { operations } from './operations';
import { portsExpression } from './ports';

/** What is done with the audit table: alerts, replay, reconciliation, adoption, status page, housekeeping. */
export class JaggaerErpOperations implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'JAGGAER ERP Operations',
    name: 'jaggaerErpOperations',
    icon: { light: 'file:operations.svg', dark: 'file:operations.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
    description:
      'Tell people about open invoices, replay and reconcile them, adopt old bills, and show a status page, from the audit table',
    defaults: { name: 'JAGGAER ERP Operations' },
    usableAsTool: true,
    inputs: portsExpression('inputs'),
    outputs: portsExpression('outputs'),
    properties: [...operations, ...actionFields(actions)],
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await runAction(this, actions);
  }
}
