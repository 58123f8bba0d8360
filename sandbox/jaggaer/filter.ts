/** `flt`: FIQL-like conditions joined by `;` [C CCS, SP, ABAP, NR]. */
export interface Condition {
  field: string;
  operator: '==' | '=in=' | '>=' | '<=';
  values: string[];
}

const OPERATORS: Record<string, Condition['operator']> = {
  '==': '==',
  '=in=': '=in=',
  // one client writes `>=`, FIQL proper is `=ge=` [C SP]
  '>=': '>=',
  '=ge=': '>=',
  '<=': '<=',
  '=le=': '<=',
};

/** The conditions, or the part that cannot be read. */
export function readFilter(flt: string): Condition[] | { unreadable: string } {
  const conditions: Condition[] = [];
  for (const each of flt.split(';')) {
    const [, field, sign, rest] = /^\s*([\w.]+)(==|=in=|>=|=ge=|<=|=le=)(.*)$/s.exec(each) ?? [];
    const operator = OPERATORS[sign ?? ''];
    if (field === undefined || operator === undefined || rest === undefined)
      return { unreadable: each.trim() };
    const values =
      operator === '=in='
        ? rest
            .trim()
            .replace(/^\(|\)$/g, '')
            .split(',')
        : [rest];
    conditions.push({ field, operator, values: values.map((value) => value.trim()) });
  }
  return conditions;
}

/** Whether a value fulfils a condition; instants are compared as such, whatever their spelling. */
export function fulfils(own: string, { operator, values }: Condition): boolean {
  if (operator === '==' || operator === '=in=') return values.includes(own);
  const [given = ''] = values;
  const [a, b] = [comparable(own), comparable(given)];
  const order = a === null || b === null ? own.localeCompare(given) : a - b;
  return operator === '>=' ? order >= 0 : order <= 0;
}

/** Number of an ISO instant or date, of `YYYYMMDD[HHMMSS]`, or of a number. */
function comparable(value: string): number | null {
  const packed = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?$/.exec(value);
  if (packed) {
    const [, year, month, day, hour = '00', minute = '00', second = '00'] = packed;
    return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  }
  if (/^\d{4}-\d\d-\d\d/.test(value)) return Date.parse(value) || null;
  return value !== '' && Number.isFinite(Number(value)) ? Number(value) : null;
}
