import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { actionFields, runAction } from '../shared/actions';
import { actions } from './actions';
import { searchInvoices, searchSuppliers } from './methods/search';
import { operations } from './operations';

export class Jaggaer implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'JAGGAER',
    name: 'jaggaer',
    icon: { light: 'file:jaggaer.svg', dark: 'file:jaggaer.dark.svg' },
    group: ['input'],
    version: 1,
    subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
    description: 'Read invoices, suppliers and purchase orders from JAGGAER',
    defaults: { name: 'JAGGAER' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'jaggaerOAuth2Api', required: true }],
    properties: [...operations, ...actionFields(actions)],
  };

  methods = { listSearch: { searchInvoices, searchSuppliers } };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await runAction(this, actions);
  }
}
