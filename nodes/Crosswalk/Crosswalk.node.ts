import type {
  ICredentialDataDecryptedObject,
  ICredentialTestFunctions,
  ICredentialsDecrypted,
  IDataObject,
  IExecuteFunctions,
  INodeCredentialTestResult,
  INodeExecutionData,
  INodeType,
  INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { testMappingText } from './mappingInput';
import { crosswalkFields } from './fields';
import { runCrosswalk } from './run';

/** Maps the codes of JAGGAER's documents to the ERP's, or says which are missing. */
export class Crosswalk implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Crosswalk',
    name: 'crosswalk',
    icon: { light: 'file:crosswalk.svg', dark: 'file:crosswalk.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{ $parameter["mode"] === "coverage" ? "report unmapped codes" : "map codes" }}',
    description:
      "Map suppliers, accounts and other codes to the ERP's with a mapping table, and hold what it does not cover",
    defaults: { name: 'Crosswalk' },
    inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    inputNames: ['Documents', 'Mapping Rows'],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Mapped', 'Unmapped'],
    usableAsTool: true,
    credentials: [
      {
        name: 'crosswalkMappingApi',
        required: true,
        displayOptions: { show: { rowsFrom: ['credential'] } },
        testedBy: 'testCrosswalkMapping',
      },
    ],
    properties: crosswalkFields,
  };

  methods = {
    credentialTest: {
      /** Reads the mapping in the credential and says how many rows it has, or which row is wrong. */
      async testCrosswalkMapping(
        this: ICredentialTestFunctions,
        credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
      ): Promise<INodeCredentialTestResult> {
        return testMappingText((credential.data as IDataObject | undefined)?.rows);
      },
    },
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await runCrosswalk(this);
  }
}
