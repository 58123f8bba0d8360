/** Filter fields of Acumatica, and their clauses. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { modifiedSince } from '../../shared/filters';
import { instant } from '../transport/query';

/** Bank data is personal: it is read only where its fields are named. */
export const bankFields: INodeProperties = {
  displayName: 'Bank Fields',
  name: 'bankFields',
  type: 'string',
  default: '',
  placeholder: 'e.g. IBAN, BIC',
  description:
    'Payment instructions of a vendor to carry, by their ID. Bank data is neither read nor carried when this is empty.',
};

export const stampFieldOption: INodeProperties = {
  displayName: 'Stamp Custom Field',
  name: 'stampField',
  type: 'string',
  default: '',
  placeholder: 'e.g. Document.AttributeJAGGAERID',
  description: 'Custom field that carries the mark, where Bill ▸ Post was told to use one',
};

/** @throws Refusal when the moment cannot be read */
export function modifiedClause(filters: IDataObject): string[] {
  const at = modifiedSince(filters);
  return at ? [`LastModifiedDateTime gt ${instant(at.toISO())}`] : [];
}
