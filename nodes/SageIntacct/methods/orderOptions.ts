/** Live pick-lists for purchase orders. */
import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { nodeError } from '../../shared/actions';
import { connect } from '../transport/connection';
import { lookupFields, query } from '../transport/query';
import { text } from '../transport/xml';

/** Transaction definitions that are orders (object PODOCUMENTPARAMS as published clients read it). */
export async function getOrderDefinitions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  try {
    const connection = await connect(this);
    const question = { object: 'PODOCUMENTPARAMS', fields: ['DOCID', 'DOCCLASS', 'STATUS'] };
    const rows = await query(connection, question);
    return rows
      .filter((row) => text(row, 'DOCCLASS').toLowerCase() === 'order')
      .filter((row) => text(row, 'STATUS').toLowerCase() !== 'inactive')
      .map((row) => ({ name: text(row, 'DOCID'), value: text(row, 'DOCID') }))
      .sort((a, b) => a.name.localeCompare(b.name));
  } catch (error) {
    throw nodeError(this.getNode(), error);
  }
}

/** The memo, and the custom text fields of order lines. */
export async function getOrderLineFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  try {
    const chosen = this.getCurrentNodeParameter('definition');
    const definition = typeof chosen === 'string' && chosen !== '' ? chosen : 'Purchase Order';
    const fields = await lookupFields(await connect(this), 'PODOCUMENTENTRY', definition);
    const own = fields.filter(({ id, isCustom, isReadOnly, validValues }) => {
      const isText = validValues.length === 0 && !isReadOnly;
      return isCustom && isText && !id.toUpperCase().startsWith('GLDIM');
    });
    return [
      { name: 'Memo', value: 'MEMO' },
      ...own.map(({ id, label }) => ({ name: label || id, value: id })),
    ];
  } catch (error) {
    throw nodeError(this.getNode(), error);
  }
}
