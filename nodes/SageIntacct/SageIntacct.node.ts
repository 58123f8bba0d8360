import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { actionFields, runAction } from '../shared/actions';
import { actions } from './actions';
import { getBillColumns, getBillLineColumns } from './methods/billColumns';
import { sageIntacctApiTest } from './methods/credentialTest';
import { getFields, getOwnDimensions, getVendorColumns } from './methods/fields';
import { getOrderDefinitions, getOrderLineFields } from './methods/orderOptions';
import {
  searchAccounts,
  searchClasses,
  searchDepartments,
  searchLocations,
  searchProjects,
  searchVendors,
} from './methods/search';
import { searchAdjustments, searchBills } from './methods/searchBills';
import { connectionOptions, operations } from './operations';

export class SageIntacct implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Sage Intacct',
    name: 'sageIntacct',
    icon: { light: 'file:sageIntacct.svg', dark: 'file:sageIntacct.dark.svg' },
    group: ['output'],
    version: 1,
    subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
    description: 'Post invoices as bills to Sage Intacct, send it vendors and purchase orders, and read both',
    defaults: { name: 'Sage Intacct' },
    usableAsTool: true,
    inputs: `={{ $parameter["resource"] === "vendor" && $parameter["operation"] === "upsert" && $parameter["supplierNumbers"] === "input" ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Documents" }, { type: "${NodeConnectionTypes.Main}", displayName: "Mapping Rows" }] : [{ type: "${NodeConnectionTypes.Main}" }] }}`,
    outputs: `={{ ["post", "attach", "upsert", "create", "update", "close"].includes($parameter["operation"]) ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Done" }, { type: "${NodeConnectionTypes.Main}", displayName: "Needs attention" }] : [{ type: "${NodeConnectionTypes.Main}" }] }}`,
    credentials: [{ name: 'sageIntacctApi', required: true, testedBy: 'sageIntacctApiTest' }],
    properties: [...operations, ...actionFields(actions), connectionOptions],
  };

  methods = {
    credentialTest: { sageIntacctApiTest },
    listSearch: {
      searchAccounts,
      searchAdjustments,
      searchBills,
      searchClasses,
      searchDepartments,
      searchLocations,
      searchProjects,
      searchVendors,
    },
    loadOptions: { getFields, getOrderDefinitions, getOrderLineFields, getOwnDimensions },
    resourceMapping: { getBillColumns, getBillLineColumns, getVendorColumns },
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await runAction(this, actions);
  }
}
