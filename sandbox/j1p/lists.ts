/** Lists: the envelope, paging by `start`, and filters (reference §2.1–§2.4). */
import type { SimContext, SimReply, SimRequest } from '../kit/simulator';
import type { Json } from './state';

export interface ListShape {
  /** Puts the rows where this resource has them. */
  container(rows: Json[]): Json;
  /** Number for ji [P]; companyprofiles: number or string by the switch `stringReturnCode` [C]. */
  ja: boolean;
  fields(row: Json): Json;
}

/** One page of rows. */
export function answerList(
  request: SimRequest,
  sim: SimContext,
  all: Json[],
  pageSize: number,
  shape: ListShape,
): SimReply {
  const code = (value: number) => (shape.ja && sim.fault('stringReturnCode') ? String(value) : value);
  const failed = (message: string): SimReply => ({
    status: 200,
    body: { returnCode: code(2), returnMessage: message },
  });
  const start = Number(request.query.get('start') ?? '1');
  // 1-based; 0 or text fails inside HTTP 200 [I]
  if (!Number.isInteger(start) || start < 1) return failed('124(start)');
  const filtered = filterRows(
    all,
    request.query.get('flt'),
    shape,
    sim.fault('refuseUnknownFilter') !== undefined,
  );
  if (typeof filtered === 'string') return failed(filtered);
  // a server that ignores `start` sends the first page for ever
  const from = sim.fault('ignoreStart') ? 1 : start;
  const rows = filtered.slice(from - 1, from - 1 + pageSize);
  const container = rows.length === 0 && sim.fault('emptyContainerAbsent') ? {} : shape.container(rows);
  return {
    status: 200,
    body: {
      returnCode: code(sim.fault('warning') ? 1 : 0),
      returnMessage: sim.fault('warning') ? 'some data elements were skipped' : shape.ja ? 'OK' : '',
      totRecords: filtered.length,
      returnedRecords: rows.length,
      startAt: start,
      ...container,
    },
  };
}

/** `flt`: conditions joined by `;`, `field==v`, `field=in=(a,b)`, `field>=v`, `field=ge=v` [C]. */
function filterRows(rows: Json[], flt: string | null, shape: ListShape, refuse: boolean): Json[] | string {
  if (flt === null || flt.trim() === '') return rows;
  let kept = rows;
  for (const condition of flt.split(';')) {
    const parsed = /^([\w.]+)(==|=in=|>=|=ge=)(.*)$/.exec(condition.trim());
    const [, field = '', operator = '', value = ''] = parsed ?? [];
    const known = parsed && rows.some((row) => valueOf(shape.fields(row), field) !== undefined);
    if (!known) {
      // unknown fields: ignored in silence, or refused with a coded message [I, both positions]
      if (refuse) return `124(${field || condition})`;
      continue;
    }
    const wanted = operator === '=in=' ? value.replace(/^\(|\)$/g, '').split(',') : [value];
    kept = kept.filter((row) => {
      const own = String(valueOf(shape.fields(row), field) ?? '');
      return operator === '>=' || operator === '=ge=' ? own >= value : wanted.includes(own);
    });
  }
  return kept;
}

/** Field names' case varies between clients. */
function valueOf(fields: Json, name: string): unknown {
  const key = Object.keys(fields).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : fields[key];
}
