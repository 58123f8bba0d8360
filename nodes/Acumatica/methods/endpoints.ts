import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { connect } from '../transport/connection';
import { listEndpoints } from '../transport/request';

/** The endpoints and versions that the instance has now, newest first. */
export async function getEndpoints(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  const endpoints = await listEndpoints(await connect(this));
  return endpoints.map(({ name, version }) => ({ name: `${name} ${version}`, value: `${name}/${version}` }));
}
