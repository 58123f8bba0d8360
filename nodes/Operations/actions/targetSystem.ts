import type { INodeProperties } from 'n8n-workflow';

/** @param description which audit rows are to name it */
export const targetSystemOption = (description: string): INodeProperties => ({
  displayName: 'Audit Target System',
  name: 'targetSystem',
  type: 'string',
  default: '',
  placeholder: 'e.g. Acumatica',
  description,
});
