/** Parameters that several operations share. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

export const concurrency: INodeProperties = {
  displayName: 'Concurrency',
  name: 'concurrency',
  type: 'number',
  typeOptions: { minValue: 1, maxValue: 16 },
  default: 4,
  description: 'How many invoices are read at the same time',
};

/** The canonical document, with JAGGAER's own under `raw` when Simplify is off. */
export function itemOf(
  context: IExecuteFunctions,
  index: number,
  document: object,
  wire: object,
): INodeExecutionData {
  const simple = context.getNodeParameter('simplify', index, true) as boolean;
  return {
    json: (simple ? document : { ...document, raw: wire }) as IDataObject,
    pairedItem: { item: index },
  };
}

/** How many rows the user wants. */
export const wantedRows = (context: IExecuteFunctions, index: number): number =>
  context.getNodeParameter('returnAll', index, false)
    ? Infinity
    : (context.getNodeParameter('limit', index, 50) as number);

/** The id in a resource locator or plain text. */
export function idIn(context: IExecuteFunctions, name: string, index: number): string {
  const value = context.getNodeParameter(name, index, '', { extractValue: true });
  return String(value ?? '').trim();
}
