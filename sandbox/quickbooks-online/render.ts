/** Records as answers show them. */
import { schemaOf } from './entities';
import type { Field, FieldTable } from './schema';
import type { Fields, Value } from './values';
import { isFields, pacific, textAt } from './values';
import type { Stored, Tombstone, World } from './world';
import { recordOf } from './world';

const CURRENCY_NAMES: Record<string, string> = {
  ...{ USD: 'United States Dollar', EUR: 'Euro', GBP: 'British Pound Sterling', CAD: 'Canadian Dollar' },
};

/** The name of what a reference points to. */
export function nameOf({ fields }: Stored): string {
  return textAt(fields, 'DisplayName') || textAt(fields, 'FullyQualifiedName') || textAt(fields, 'Name');
}

/** A record with its id, token and times, references with names, secrets masked. */
export function render(world: World, { entity, id, token, created, updated, fields }: Stored): Fields {
  const schema = schemaOf(entity);
  return {
    ...{ domain: 'QBO', sparse: false, Id: id, SyncToken: String(token) },
    MetaData: { CreateTime: pacific(created), LastUpdatedTime: pacific(updated) },
    ...masked(schema.isReadOnly ? fields : named(world, schema.fields, fields), world),
  };
}

/** Account numbers show only when numbering is on; a tax id comes back as XXXXXX5555 [official]. */
function masked(fields: Fields, { seed }: World): Fields {
  const { TaxIdentifier: taxId, AcctNum: number, ...rest } = fields;
  const isAccount = fields.AccountType !== undefined;
  return {
    ...rest,
    ...(number !== undefined && (!isAccount || seed.preferences.UseAccountNumbers) && { AcctNum: number }),
    ...(typeof taxId === 'string' && { TaxIdentifier: `XXXXXX${taxId.slice(-4)}` }),
  };
}

function named(world: World, table: FieldTable, fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const field = table[name];
      return [name, field && value !== undefined ? withNames(world, field, value) : value];
    }),
  );
}

function withNames(world: World, field: Field, value: Value): Value {
  if (field.kind === 'group' && isFields(value)) return named(world, field.fields ?? {}, value);
  if (field.kind === 'rows' && Array.isArray(value))
    return value.map((row) => (isFields(row) ? named(world, field.fields ?? {}, row) : row));
  if (field.kind !== 'ref' || !isFields(value)) return value;
  const id = textAt(value, 'value');
  const target = field.to && recordOf(world, field.to, id);
  const name = target ? nameOf(target) : CURRENCY_NAMES[id];
  return { value: id, ...(name !== undefined && { name }) };
}

/** What is left of a deleted record [official: change-data-capture]. */
export const renderGone = ({ id, at }: Tombstone): Fields => ({
  ...{ domain: 'QBO', status: 'Deleted', Id: id, MetaData: { LastUpdatedTime: pacific(at) } },
});

/** Time of an envelope. */
export const envelopeTime = (world: World): string => pacific(world.now().getTime(), true);
