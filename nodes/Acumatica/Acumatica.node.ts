import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { actionFields, runAction } from '../shared/actions';
import { actions } from './actions';
import { getBillColumns, getBillLineColumns } from './methods/billColumns';
import { getEndpoints } from './methods/endpoints';
import { searchAccounts, searchBills, searchVendors } from './methods/search';
import { connectionOptions, operations } from './operations';

export class Acumatica implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Acumatica',
    name: 'acumatica',
    icon: { light: 'file:acumatica.svg', dark: 'file:acumatica.dark.svg' },
    group: ['output'],
    version: 1,
    subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
    description: 'Post invoices as bills to Acumatica, and read its vendors, accounts and purchase orders',
    defaults: { name: 'Acumatica' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: `={{ $parameter["resource"] === "bill" && ["post", "attach"].includes($parameter["operation"]) ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Done" }, { type: "${NodeConnectionTypes.Main}", displayName: "Needs attention" }] : [{ type: "${NodeConnectionTypes.Main}" }] }}`,
    credentials: [
      {
        name: 'acumaticaOAuth2Api',
        required: true,
        displayOptions: { show: { authentication: ['oAuth2'] } },
      },
      {
        name: 'acumaticaPasswordApi',
        required: true,
        displayOptions: { show: { authentication: ['password'] } },
      },
    ],
    properties: [...operations, ...actionFields(actions), connectionOptions],
  };

  methods = {
    listSearch: { searchAccounts, searchBills, searchVendors },
    loadOptions: { getEndpoints },
    resourceMapping: { getBillColumns, getBillLineColumns },
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await runAction(this, actions);
  }
}
