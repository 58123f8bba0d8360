/** Filter fields that several records share, and their clauses. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { Refusal, held } from '../../shared/outcome';
import { instant } from '../transport/query';

export const modifiedAfter: INodeProperties = {
  displayName: 'Modified After',
  name: 'modifiedAfter',
  type: 'dateTime',
  default: '',
  description: 'Only records changed after this moment',
};

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

export const onlyFromJaggaer: INodeProperties = {
  displayName: 'Only Bills From JAGGAER',
  name: 'onlyFromJaggaer',
  type: 'boolean',
  default: true,
  description: 'Whether to leave out bills without the mark that Bill ▸ Post puts on them',
};

export const stampFieldOption: INodeProperties = {
  displayName: 'Stamp Custom Field',
  name: 'stampField',
  type: 'string',
  default: '',
  placeholder: 'e.g. Document.AttributeJAGGAERID',
  description: 'Custom field that carries the mark, where Bill ▸ Post was told to use one',
};

export const textFilter = (displayName: string, name: string, description: string): INodeProperties => ({
  displayName,
  name,
  type: 'string',
  default: '',
  description,
});

/** The filter's text; empty when it was not set. */
export const given = (filters: IDataObject, name: string): string => {
  const value = filters[name];
  return typeof value === 'string' ? value.trim() : '';
};

/** @throws Refusal when the moment cannot be read */
export function modifiedClause(filters: IDataObject): string[] {
  const value = given(filters, 'modifiedAfter');
  if (value === '') return [];
  const at = DateTime.fromISO(value, { setZone: true });
  if (at.isValid) return [`LastModifiedDateTime gt ${instant(at.toUTC().toISO())}`];
  throw new Refusal(
    held('setting.date', `Modified After is not a date: ${value}.`, 'Choose a date in the node.', 'support'),
  );
}
