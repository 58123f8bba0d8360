/** What the editor asks a node for while it is being filled in: options, lists to search, columns to map. */
import type { N8nClient } from './client';

export interface NodeUnderEdit {
  type: string;
  typeVersion: number;
  parameters: Record<string, unknown>;
  credentials?: Record<string, { id: string; name: string }>;
}

export interface Option {
  name: string;
  value: string | number;
  description?: string;
  url?: string;
}

export interface MapperColumn {
  id: string;
  displayName: string;
  required: boolean;
  type?: string;
  [key: string]: unknown;
}

/** Options of a drop-down that a node loads (`loadOptionsMethod`). */
export async function loadOptions(
  client: N8nClient,
  node: NodeUnderEdit,
  methodName: string,
  path = 'parameters',
): Promise<Option[]> {
  return (await ask(client, 'options', node, { methodName, path })) as Option[];
}

/** One page of a resource locator's list (`searchListMethod`). */
export async function searchList(
  client: N8nClient,
  node: NodeUnderEdit,
  methodName: string,
  {
    path = 'parameters',
    filter,
    paginationToken,
  }: { path?: string; filter?: string; paginationToken?: string } = {},
): Promise<{ results: Option[]; paginationToken?: string }> {
  const body = { methodName, path, filter, paginationToken };
  return (await ask(client, 'resource-locator-results', node, body)) as {
    results: Option[];
    paginationToken?: string;
  };
}

/** Columns of a resource mapper (`resourceMapperMethod`). */
export async function mapperColumns(
  client: N8nClient,
  node: NodeUnderEdit,
  methodName: string,
  path = 'parameters',
): Promise<MapperColumn[]> {
  const answer = (await ask(client, 'resource-mapper-fields', node, { methodName, path })) as {
    fields: MapperColumn[];
  };
  return answer.fields;
}

async function ask(client: N8nClient, what: string, node: NodeUnderEdit, more: object): Promise<unknown> {
  return await client.call('POST', `/rest/dynamic-node-parameters/${what}`, {
    nodeTypeAndVersion: { name: node.type, version: node.typeVersion },
    currentNodeParameters: node.parameters,
    credentials: node.credentials ?? {},
    ...more,
  });
}
