import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { actionFields, runAction } from '../shared/actions';
import { actions } from './actions';
import { getBillColumns, getBillLineColumns } from './methods/billColumns';
import {
  searchAccounts,
  searchClasses,
  searchDepartments,
  searchItems,
  searchTaxCodes,
  searchTerms,
  searchVendors,
} from './methods/search';
import { connectionOptions, operations } from './operations';

export class QuickBooksOnline implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'QuickBooks Online (JAGGAER)',
    name: 'quickBooksOnline',
    icon: { light: 'file:quickBooksOnline.svg', dark: 'file:quickBooksOnline.dark.svg' },
    group: ['output'],
    version: 1,
    subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
    description:
      'Post invoices as bills to QuickBooks Online, send it vendors, orders, accounts and locations, and read all of them',
    defaults: { name: 'QuickBooks Online (JAGGAER)' },
    usableAsTool: true,
    inputs: `={{ $parameter["resource"] === "vendor" && $parameter["operation"] === "upsert" && $parameter["supplierNumbers"] === "input" ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Documents" }, { type: "${NodeConnectionTypes.Main}", displayName: "Mapping Rows" }] : [{ type: "${NodeConnectionTypes.Main}" }] }}`,
    outputs: `={{ ["post", "attach", "upsert"].includes($parameter["operation"]) ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Done" }, { type: "${NodeConnectionTypes.Main}", displayName: "Needs attention" }] : [{ type: "${NodeConnectionTypes.Main}" }] }}`,
    credentials: [{ name: 'quickBooksOnlineOAuth2Api', required: true }],
    properties: [...operations, ...actionFields(actions), connectionOptions],
  };

  methods = {
    resourceMapping: { getBillColumns, getBillLineColumns },
    listSearch: {
      searchAccounts,
      searchClasses,
      searchDepartments,
      searchItems,
      searchTaxCodes,
      searchTerms,
      searchVendors,
    },
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await runAction(this, actions);
  }
}
