import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** One item of an input, and its place there. */
export interface InputRow {
  json: IDataObject;
  index: number;
}

/** Columns that n8n's Data Table adds by itself. */
const SYSTEM_COLUMNS = new Set(['id', 'createdAt', 'updatedAt']);

/**
 * The rows of an input; none where nothing is connected. Items without a value, as Always Output Data makes them, are
 * passed over.
 */
export function inputRows(context: IExecuteFunctions, input: number): InputRow[] {
  return itemsOf(context, input)
    .map(({ json }, index) => ({ json, index }))
    .filter(({ json }) =>
      Object.entries(json).some(([name, value]) => !SYSTEM_COLUMNS.has(name) && hasValue(value)),
    );
}

function itemsOf(context: IExecuteFunctions, input: number): INodeExecutionData[] {
  try {
    return context.getInputData(input);
  } catch {
    // n8n throws for an input beyond the last one that is connected
    return [];
  }
}

const hasValue = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** An output item that stands for items of the first input; never with a field `error` of its own. */
export function outputItem(json: object, indices: number[], input = 0): INodeExecutionData {
  const fields = Object.fromEntries(Object.entries(json).filter(([name]) => name !== 'error')) as IDataObject;
  return { json: fields, pairedItem: indices.map((item) => ({ item, input })) };
}
