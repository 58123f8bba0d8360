/** Dimensions of purchasing lines: canonical names → the fields of a line, as they are read and as they are written. */

/** Element of `potransitem` by the name that the Crosswalk gives the dimension; order does not matter here. */
const ELEMENTS: Record<string, string> = {
  class: 'classid',
  contract: 'contractid',
  costtype: 'costtypeid',
  customer: 'customerid',
  department: 'departmentid',
  employee: 'employeeid',
  location: 'locationid',
  project: 'projectid',
  task: 'taskid',
  vendor: 'vendorid',
  warehouse: 'warehouseid',
};

/** Field of a line for a dimension, e.g. `DEPARTMENTID`; user-defined ones as `GLDIM…`; null where it is none. */
export function lineFieldOf(dimension: string): string | null {
  const name = dimension.trim();
  if (/^gldim\w+$/i.test(name)) return name.toUpperCase();
  const plain = name
    .toLowerCase()
    .replace(/[\s_-]/g, '')
    .replace(/id$/, '');
  return ELEMENTS[plain]?.toUpperCase() ?? null;
}
