import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { coverDocuments, mapDocuments } from './crosswalk';
import { heldItem } from './heldItem';
import { readMapping } from './mappingInput';
import type { MappingRows } from './rows';
import type { Settings } from './settings';
import { readSettings } from './settings';

/** Runs the node: outputs Mapped and Unmapped. Every item names the input item it stands for. */
export async function runCrosswalk(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const inputs = context.getInputData(0);
  if (inputs.length === 0) return [[], []];
  const settings = readSettings(context);
  const mapping = await readMapping(context, settings);
  return settings.mode === 'coverage'
    ? cover(inputs, mapping, settings)
    : map(inputs, mapping, settings, context.getExecutionId());
}

function map(
  inputs: INodeExecutionData[],
  mapping: MappingRows,
  settings: Settings,
  executionId: string,
): INodeExecutionData[][] {
  const mapped: INodeExecutionData[] = [];
  const unmapped: INodeExecutionData[] = [];
  const facts = { targetSystem: settings.targetSystem, executionId, mappingHash: mapping.hash };
  for (const verdict of mapDocuments(jsonOf(inputs), mapping, settings.rules)) {
    if ('mapped' in verdict) {
      const binary = inputs[verdict.index]?.binary;
      mapped.push({ ...item(verdict.mapped, [verdict.index]), ...(binary ? { binary } : {}) });
    } else {
      const { document, problem, findings, index } = verdict;
      unmapped.push(item(heldItem(document, problem, findings, facts), [index]));
    }
  }
  return [mapped, unmapped];
}

function cover(
  inputs: INodeExecutionData[],
  mapping: MappingRows,
  settings: Settings,
): INodeExecutionData[][] {
  const { totals, rows } = coverDocuments(jsonOf(inputs), mapping, settings.rules, settings.rankBy);
  return [[item(totals, [...inputs.keys()])], rows.map(({ items, ...row }) => item(row, items))];
}

const jsonOf = (inputs: INodeExecutionData[]): IDataObject[] => inputs.map(({ json }) => json);

/** Never with a field `error` of its own: n8n would take a success for a failure and run the node again. */
function item(json: object, indices: number[]): INodeExecutionData {
  const [only] = indices;
  const pairs = indices.map((index) => ({ item: index, input: 0 }));
  const pairedItem = indices.length === 1 && only !== undefined ? { item: only, input: 0 } : pairs;
  const fields = Object.entries(json).filter(([name]) => name !== 'error');
  return { json: Object.fromEntries(fields) as IDataObject, pairedItem };
}
