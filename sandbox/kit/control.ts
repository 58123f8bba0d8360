/** The control API under /_sandbox/, the same for every simulator. */
import type { SimClock } from './clock';
import type { FaultList } from './faults';
import { readFaults } from './faults';
import type { CallMeter } from './meter';
import type { SimReply, SimRequest } from './request';

export interface Controlled {
  clock: SimClock;
  faults: FaultList;
  meter: CallMeter;
  state(query: URLSearchParams): unknown;
  reset(seed?: unknown): void;
}

/** Answers a built-in control call; null where the path is not one. */
export function control(request: SimRequest, what: string, simulator: Controlled): SimReply | null {
  const body = request.text === '' ? {} : asRecord(request.json());
  switch (`${request.method} ${what}`) {
    case 'GET state':
      return { status: 200, body: simulator.state(request.query) };
    case 'GET calls':
      return { status: 200, body: simulator.meter.read() };
    case 'GET faults':
      return { status: 200, body: { faults: simulator.faults.list() } };
    case 'POST reset':
      if (body.calls === true) simulator.meter.reset();
      else simulator.reset(body.seed);
      return { status: 200, body: { reset: true } };
    case 'POST faults':
      simulator.faults.replace(readFaults(body.faults));
      return { status: 200, body: { faults: simulator.faults.list() } };
    case 'POST clock':
      simulator.clock.change({
        ...(typeof body.now === 'string' && { now: body.now }),
        ...(typeof body.advanceMs === 'number' && { advanceMs: body.advanceMs }),
        ...(typeof body.frozen === 'boolean' && { frozen: body.frozen }),
      });
      return { status: 200, body: { now: simulator.clock.now().toISOString() } };
    default:
      return null;
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError('The body must be a JSON object.');
  }
  return value as Record<string, unknown>;
}
