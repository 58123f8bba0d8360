/** The dimensions that lines of a bill carry: names of the mapping, fields of a line, objects behind them. */

export interface DimensionField {
  /** Field of a generic line; user-defined ones take the record's number, all others its id. */
  field: string;
  /** Element of a legacy line; null for user-defined dimensions, which travel as custom fields there. */
  legacy: string | null;
  /** Object and field that the code is looked up in; null where ids are no keys by themselves. */
  source: { object: string; key: string } | null;
  label: string;
}

const standard = (label: string, name: string, object: string | null = name): DimensionField => ({
  field: `${name}ID`,
  legacy: `${name.toLowerCase()}id`,
  source: object === null ? null : { object, key: `${name}ID` },
  label,
});

/** In the order that the published schema asks of a legacy line. */
export const DIMENSIONS: DimensionField[] = [
  standard('Location', 'LOCATION'),
  standard('Department', 'DEPARTMENT'),
  standard('Project', 'PROJECT'),
  // a task is one of its project, a cost type one of its task
  standard('Task', 'TASK', null),
  standard('Cost type', 'COSTTYPE', null),
  standard('Customer', 'CUSTOMER'),
  standard('Employee', 'EMPLOYEE'),
  standard('Item', 'ITEM'),
  standard('Class', 'CLASS'),
  standard('Contract', 'CONTRACT'),
  standard('Warehouse', 'WAREHOUSE', null),
];

const BY_NAME = new Map(DIMENSIONS.map((dimension) => [dimension.field.replace(/ID$/, ''), dimension]));

/**
 * The field for a dimension name of the mapping: `department`, `Cost Type`, `PROJECTID`, or `GLDIM` and the name of a
 * user-defined dimension. null where Sage Intacct has none of that name.
 */
export function dimensionField(name: string): DimensionField | null {
  const plain = name.replace(/[\s_-]/g, '').toUpperCase();
  const own = /^GLDIM(\w+)$/.exec(name.trim().toUpperCase());
  if (own?.[1]) {
    return {
      field: own[0],
      legacy: null,
      source: { object: own[1], key: 'NAME' },
      label: `Dimension ${own[1]}`,
    };
  }
  return BY_NAME.get(plain) ?? BY_NAME.get(plain.replace(/ID$/, '')) ?? null;
}
