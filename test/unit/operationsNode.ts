/** The node as n8n runs it: n8n-core's own context, parameters resolved with the node's defaults, several inputs. */
import { ExecuteContext } from 'n8n-core';
import type {
  IDataObject,
  IExecuteFunctions,
  INode,
  INodeExecutionData,
  INodeParameters,
  IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { NodeHelpers, Workflow, createEmptyRunExecutionData } from 'n8n-workflow';
import { JaggaerErpOperations } from '../../nodes/Operations/JaggaerErpOperations.node';

const type = new JaggaerErpOperations();

function place(parameters: INodeParameters, settings: Partial<INode> = {}) {
  const node: INode = {
    ...{
      id: 'operations',
      name: 'Operations',
      type: type.description.name,
      typeVersion: 1,
      position: [0, 0],
    },
    ...{ parameters, ...settings },
  };
  const { properties } = type.description;
  node.parameters =
    NodeHelpers.getNodeParameters(properties, parameters, true, false, node, type.description) ?? parameters;
  const workflow = new Workflow({
    ...{ id: 'operations', nodes: [node], connections: {}, active: false, settings: { timezone: 'Etc/UTC' } },
    nodeTypes: { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) },
  });
  return { node, workflow };
}

/** Runs an operation over rows for each connected input; `problem.group` names resource and operation. */
export async function runOperation(
  name: string,
  inputs: object[][],
  parameters: INodeParameters = {},
  settings: Partial<INode> = {},
): Promise<INodeExecutionData[][]> {
  const [resource = '', operation = ''] = name.split('.');
  const { node, workflow } = place({ resource, operation, ...parameters }, settings);
  const data = {
    main: inputs.map((rows) =>
      rows.map((json, item) => ({ json: json as IDataObject, pairedItem: { item } })),
    ),
  };
  const context = new ExecuteContext(
    ...([workflow, node, { executionId: '4711' } as IWorkflowExecuteAdditionalData, 'manual'] as const),
    ...([createEmptyRunExecutionData(), 0, data.main[0] ?? [], data] as const),
    ...([{ data, node, source: null }, [] as []] as const),
  );
  return await type.execute.call(context as unknown as IExecuteFunctions);
}

/** Names of the inputs and outputs that n8n draws for an operation. */
export function portsOf(name: string): { inputs: string[]; outputs: string[] } {
  const [resource = '', operation = ''] = name.split('.');
  const { node, workflow } = place({ resource, operation });
  const named = (ports: ReturnType<typeof NodeHelpers.getNodeInputs>) =>
    ports.map((port) => (typeof port === 'string' ? port : (port.displayName ?? '')));
  return {
    inputs: named(NodeHelpers.getNodeInputs(workflow, node, type.description)),
    outputs: named(NodeHelpers.getNodeOutputs(workflow, node, type.description)),
  };
}

/** Every operation the panel offers, as `resource.operation`. */
export function offeredOperations(): string[] {
  return type.description.properties.flatMap((property) =>
    property.name !== 'operation'
      ? []
      : (property.options ?? []).flatMap((option) => {
          const resource = String(property.displayOptions?.show?.resource?.[0] ?? '');
          return 'value' in option ? [`${resource}.${String(option.value)}`] : [];
        }),
  );
}

export const jsonOf = (items: INodeExecutionData[] | undefined): IDataObject[] =>
  (items ?? []).map(({ json }) => json);
