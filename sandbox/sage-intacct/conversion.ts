/** Converting one purchasing document into the next, line by line [doc: createdfrom and sourcelinekey]. */
import type { Call } from './call';
import { recordOf } from './call';
import type { Fields } from './input';
import type { GatewayError } from './refusal';
import { invalid } from './refusal';
import type { Row } from './records';
import { big } from './values';
import type { World } from './world';
import { change, schemaOf, tableOf } from './world';

/** The document that is converted; that more than is left is refused is inferred. */
export function sourceOf(call: Call, id: string, lines: Fields[], errors: GatewayError[]): Row | undefined {
  const source = recordOf(call, schemaOf(call.world, 'PODOCUMENT'), id);
  if (!source) errors.push(invalid(`The source document ${id} does not exist.`));
  else if (source.STATE === 'Closed' || source.STATE === 'Converted')
    errors.push(invalid(`The source document ${id} is ${source.STATE}.`));
  for (const line of lines) {
    const row = tableOf(call.world, 'PODOCUMENTENTRY').get(line.SOURCE_DOCLINEKEY);
    if (!line.SOURCE_DOCLINEKEY) continue;
    if (row?.DOCHDRNO !== source?.RECORDNO)
      errors.push(invalid('The source line is not of the source document.'));
    else if (big(line.QUANTITY).gt(big(row?.QTY_REMAINING)))
      errors.push(invalid('The quantity exceeds what is left of the source line.'));
  }
  return source;
}

export function convert(world: World, source: Row, lines: Fields[]): void {
  for (const { SOURCE_DOCLINEKEY, QUANTITY } of lines) {
    const row = tableOf(world, 'PODOCUMENTENTRY').get(SOURCE_DOCLINEKEY);
    if (!row) continue;
    const converted = big(row.QTY_CONVERTED).plus(big(QUANTITY));
    const remaining = big(row.QUANTITY).minus(converted);
    change(world, 'PODOCUMENTENTRY', row, {
      QTY_CONVERTED: converted.toFixed(),
      QTY_REMAINING: remaining.toFixed(),
    });
  }
  setProgress(world, source.DOCID ?? '');
}

/** Converted where nothing is left, Partially Converted where something was taken. */
export function setProgress(world: World, id: string): void {
  const source = tableOf(world, 'PODOCUMENT').find(id);
  if (!source) return;
  const lines = tableOf(world, 'PODOCUMENTENTRY')
    .all()
    .filter(({ DOCHDRNO }) => DOCHDRNO === source.RECORDNO);
  const isDone = lines.every(({ QTY_REMAINING }) => big(QTY_REMAINING).lte(0));
  const isBegun = lines.some(({ QTY_CONVERTED }) => big(QTY_CONVERTED).gt(0));
  const state = isDone ? 'Converted' : isBegun ? 'Partially Converted' : 'Pending';
  change(world, 'PODOCUMENT', source, { STATE: state });
}
