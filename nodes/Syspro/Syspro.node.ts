import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { actionFields, runAction } from '../shared/actions';
import { actions } from './actions';
import { sysproApiTest } from './methods/credentialTest';
import { searchAccounts, searchSuppliers } from './methods/search';
import { connectionOptions, operations } from './operations';
import { withSession } from './transport/session';

export class Syspro implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'SYSPRO',
    name: 'syspro',
    icon: { light: 'file:syspro.svg', dark: 'file:syspro.dark.svg' },
    group: ['output'],
    version: 1,
    subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
    description:
      'Post invoices as AP invoices to SYSPRO, send it suppliers and purchase orders, and read both',
    defaults: { name: 'SYSPRO' },
    usableAsTool: true,
    inputs: `={{ $parameter["resource"] === "supplier" && $parameter["operation"] === "upsert" && $parameter["supplierNumbers"] === "input" ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Documents" }, { type: "${NodeConnectionTypes.Main}", displayName: "Mapping Rows" }] : [{ type: "${NodeConnectionTypes.Main}" }] }}`,
    outputs: `={{ ["post", "attach", "upsert", "create", "update", "close", "register"].includes($parameter["operation"]) ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Done" }, { type: "${NodeConnectionTypes.Main}", displayName: "Needs attention" }] : [{ type: "${NodeConnectionTypes.Main}" }] }}`,
    credentials: [{ name: 'sysproApi', required: true, testedBy: 'sysproApiTest' }],
    properties: [...operations, ...actionFields(actions), connectionOptions],
  };

  methods = {
    credentialTest: { sysproApiTest },
    listSearch: { searchAccounts, searchSuppliers },
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await withSession(this, () => runAction(this, actions));
  }
}
