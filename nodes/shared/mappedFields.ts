/** n8n's own field mapper: its columns are read live from the ERP, its values may differ from item to item. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { invoiceKey } from './documents';

/** @param method of `methods.resourceMapping`, which gives the columns */
export const mapperField = (
  displayName: string,
  name: string,
  method: string,
  description: string,
): INodeProperties => ({
  displayName,
  name,
  type: 'resourceMapper',
  noDataExpression: true,
  default: { mappingMode: 'defineBelow', value: null },
  typeOptions: {
    resourceMapper: {
      resourceMapperMethod: method,
      mode: 'add',
      valuesLabel: displayName,
      fieldWords: { singular: 'field', plural: 'fields' },
      addAllFields: false,
      multiKeyMatch: false,
      supportAutoMap: false,
    },
  },
  description,
});

/** What the user mapped for an item; null where the mapper was not opened. */
export const mappedOf = (context: IExecuteFunctions, mapper: string, index: number): IDataObject | null =>
  context.getNodeParameter(`${mapper}.value`, index, null) as IDataObject | null;

/** Each item's own values, by its document's key. @param read null: there is nothing to keep */
export function mappedByDocument<T>(
  context: IExecuteFunctions,
  mapper: 'headerFields' | 'lineFields',
  read: (mapped: IDataObject) => T | null,
): Map<string, T> {
  const found = new Map<string, T>();
  context.getInputData().forEach(({ json }, index) => {
    const { environment, tenant, id } = json as Record<string, unknown>;
    const mapped = mappedOf(context, mapper, index);
    if (mapped === null || typeof tenant !== 'string' || typeof id !== 'string') return;
    const values = read(mapped);
    const key = invoiceKey({ environment: environment === 'test' ? 'test' : 'production', tenant, id });
    if (values !== null) found.set(key, values);
  });
  return found;
}
