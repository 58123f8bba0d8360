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
    description:
      'Read invoices, suppliers and purchase orders from JAGGAER, and write suppliers, accounts and payment statuses',
    defaults: { name: 'JAGGAER' },
    usableAsTool: true,
    inputs: `={{ ["supplier", "purchaseOrder"].includes($parameter["resource"]) && $parameter["operation"] === "upsert" && ($parameter["supplierNumbers"] === "input" || $parameter["codes"] === "mapping") ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Documents" }, { type: "${NodeConnectionTypes.Main}", displayName: "Mapping Rows" }] : [{ type: "${NodeConnectionTypes.Main}" }] }}`,
    outputs: `={{ ["upsert", "write", "writeErpResult"].includes($parameter["operation"]) ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Done" }, { type: "${NodeConnectionTypes.Main}", displayName: "Needs attention" }] : [{ type: "${NodeConnectionTypes.Main}" }] }}`,
    credentials: [{ name: 'jaggaerOAuth2Api', required: true }],
    properties: [...operations, ...actionFields(actions)],
  };

  methods = { listSearch: { searchInvoices, searchSuppliers } };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await runAction(this, actions);
  }
}
