import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { actionFields, runAction } from '../shared/actions';
import { actions } from './actions';
import * as listSearch from './methods/search';
import { divisionField, operations } from './operations';

export class ExactOnline implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Exact Online (JAGGAER)',
    name: 'exactOnline',
    icon: { light: 'file:exactOnline.svg', dark: 'file:exactOnline.dark.svg' },
    group: ['output'],
    version: 1,
    subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
    description:
      'Post invoices as purchase entries to Exact Online, keep suppliers in step, and read orders, payments and masters',
    defaults: { name: 'Exact Online (JAGGAER)' },
    usableAsTool: true,
    inputs: `={{ $parameter["resource"] === "supplier" && $parameter["operation"] === "upsert" && $parameter["supplierNumbers"] === "input" ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Documents" }, { type: "${NodeConnectionTypes.Main}", displayName: "Mapping Rows" }] : [{ type: "${NodeConnectionTypes.Main}" }] }}`,
    outputs: `={{ ["post", "attach", "upsert"].includes($parameter["operation"]) ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Done" }, { type: "${NodeConnectionTypes.Main}", displayName: "Needs attention" }] : [{ type: "${NodeConnectionTypes.Main}" }] }}`,
    credentials: [{ name: 'exactOnlineOAuth2Api', required: true }],
    properties: [
      ...operations,
      { ...divisionField, displayOptions: { hide: { resource: ['division'] } } },
      ...actionFields(actions),
    ],
  };

  methods = { listSearch };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await runAction(this, actions);
  }
}
