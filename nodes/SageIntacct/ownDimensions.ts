/** User-defined dimensions: objects of the company's own, whose fields are only known by asking. */
import type { DimensionObject } from './masterDocuments';
import type { Connection } from './transport/connection';
import { askOnce } from './transport/known';
import type { FieldInfo } from './transport/query';
import { lookupFields } from './transport/query';

/** Prefix of the field on lines that carries a user-defined dimension (source: bills). */
export const OWN_PREFIX = 'GLDIM';

/**
 * What a user-defined dimension's values are read with. Documents name it `GLDIM…` as lines do; `id` is the record
 * number, which is what lines carry, `code` its name.
 * @throws Refusal where there is no such object
 */
export const ownDimension = (
  connection: Connection,
  object: string,
): Promise<{ dimension: DimensionObject; fields: string[] }> =>
  askOnce(connection, `dimension ${object}`, async () => {
    const infos = await lookupFields(connection, object);
    const key = pick(infos, ['NAME', 'ID']) ?? 'NAME';
    const title = pick(infos, ['DESCRIPTION', 'TITLE']) ?? key;
    const more = ['STATUS', 'WHENMODIFIED'].filter((name) => pick(infos, [name]));
    const dimension = { name: `${OWN_PREFIX}${object.toUpperCase()}`, object, key, title };
    return { dimension, fields: [...new Set([key, title, ...more])] };
  });

const pick = (infos: FieldInfo[], names: string[]): string | undefined =>
  names.find((name) => infos.some(({ id }) => id.toUpperCase() === name));
