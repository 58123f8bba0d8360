/** Runs a simulated system as an HTTP server on the loopback address. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SimClock } from './clock';
import { control } from './control';
import type { Fault } from './faults';
import { FaultList } from './faults';
import type { CallCounts } from './meter';
import { CallMeter } from './meter';
import type { SimReply, SimRequest } from './request';
import { BadJson, encodeReply, readRequest } from './request';
import type { Route, SimContext } from './routes';
import { findRoute } from './routes';

export type { CallCounts, Fault, Route, SimContext, SimReply, SimRequest };
export { BadJson };

export interface SimulatorSpec<W> {
  name: string;
  /**
   * A fresh world; the input is what a client posted, so it is to be parsed. `outgoing` gives the switches for calls
   * that the simulator makes itself, matched by their method and path.
   */
  seed(input: unknown, clock: () => Date, outgoing: OutgoingSwitch): W;
  routes: Route<W>[];
  /** What `GET /_sandbox/state` shows. */
  state(world: W, query: URLSearchParams): unknown;
  /** More control routes, mounted under /_sandbox/. */
  control?: Route<W>[];
  /** Makes every token worthless, for the fault 'expireToken'. */
  expireTokens?(world: W): void;
  /** Ends what the world does by itself: it is thrown away by a reset, or with the server. */
  end?(world: W): void;
  /** What a call is known by to faults and counters, where its path says too little; its path if left out. */
  callName?(request: SimRequest): string;
  /** Answer where no route fits; a plain 404 if left out. */
  notFound?(request: SimRequest, world: W, sim: SimContext): SimReply;
}

/** The value of a switch or own fault, if one is on for a call that goes out. */
export type OutgoingSwitch = (name: string, method: string, path: string) => unknown;

export interface SimulatorOptions {
  /** 0 or nothing: any free port. */
  port?: number;
  seed?: unknown;
  /** The system lives below this path, as instances that share a host do. */
  path?: string;
}

/** Somebody in this process who sees the calls; what the caller has hung up on meanwhile is not carried out. */
export type Watcher = (call: {
  method: string;
  path: string;
  when: 'before' | 'after';
}) => Promise<void> | void;

export interface Simulator<W> {
  url: string;
  port: number;
  readonly world: W;
  calls(): CallCounts;
  faults(list: Fault[]): void;
  reset(seed?: unknown): void;
  clock: SimClock;
  /** Tells of each call before it is carried out and again before it is answered, and waits; null ends that. */
  watch(watcher: Watcher | null): void;
  /** Cuts open connections. */
  close(): Promise<void>;
}

/** Starts the server. @throws Error where the port is taken */
export async function startSimulator<W>(
  spec: SimulatorSpec<W>,
  options: SimulatorOptions = {},
): Promise<Simulator<W>> {
  const clock = new SimClock();
  const now = () => clock.now();
  const faults = new FaultList();
  const meter = new CallMeter(now);
  const base = (options.path ?? '').replace(/\/+$/, '');
  const outgoing: OutgoingSwitch = (name, method, path) => faults.value(name, method, path);
  let watcher: Watcher | null = null;
  let world = spec.seed(options.seed, now, outgoing);
  const reset = (seed?: unknown) => {
    const fresh = spec.seed(seed ?? options.seed, now, outgoing);
    spec.end?.(world);
    world = fresh;
    faults.replace([]);
    meter.reset();
  };
  const controlled = {
    clock,
    faults,
    meter,
    reset,
    state: (query: URLSearchParams) => spec.state(world, query),
  };

  async function answerControl(request: SimRequest): Promise<SimReply> {
    const what = request.path.slice('/_sandbox/'.length);
    const sim = { now, fault: () => undefined };
    try {
      const own = findRoute(spec.control ?? [], request.method, what);
      if (own) return await own.route.handle({ ...request, params: own.params }, world, sim);
      return (
        control(request, what, controlled) ?? { status: 404, body: { message: 'No such control call.' } }
      );
    } catch (error) {
      return { status: 400, body: { message: error instanceof Error ? error.message : String(error) } };
    }
  }

  /** Counts the call, whatever becomes of it, and says how it would be answered. */
  function prepare(request: SimRequest, called: string): () => SimReply | Promise<SimReply> {
    const sim = { now, fault: (name: string) => faults.value(name, request.method, called) };
    const found = findRoute(spec.routes, request.method, request.path);
    if (!found) {
      meter.count('no route', false);
      return () => spec.notFound?.(request, world, sim) ?? { status: 404, body: { message: 'Not found.' } };
    }
    const { route, params } = found;
    const own = spec.callName ? called : `${route.method} ${route.path}`;
    meter.count(route.name ?? own, route.token === true);
    return () => route.handle({ ...request, params }, world, sim);
  }

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    if (request.path.startsWith('/_sandbox/')) return send(outgoing, await answerControl(request));
    if (!request.path.startsWith(`${base}/`)) {
      return send(outgoing, { status: 404, text: 'No instance at this path.' });
    }
    // as the system's own clock has it
    outgoing.setHeader('date', now().toUTCString());
    request.base = base;
    request.path = request.path.slice(base.length);
    const called = spec.callName?.(request) ?? request.path;
    const answer = prepare(request, called);
    await watcher?.({ method: request.method, path: called, when: 'before' });
    if (outgoing.destroyed) return;
    const firing = faults.firing(request.method, called);
    if (firing.some((fault) => fault.kind === 'expireToken')) spec.expireTokens?.(world);
    const isAfter = (fault: Fault) => fault.when === 'after' || fault.kind === 'truncate';
    for (const fault of firing.filter((one) => !isAfter(one))) {
      if (await disturb(fault, outgoing)) return;
    }
    const reply = await answer();
    await watcher?.({ method: request.method, path: called, when: 'after' });
    for (const fault of firing.filter(isAfter)) {
      if (fault.kind === 'truncate') return send(outgoing, truncated(reply));
      if (await disturb(fault, outgoing)) return;
    }
    send(outgoing, reply);
  }

  // how long an address may be is for the simulated system to say
  const server = createServer({ maxHeaderSize: 262_144 }, (incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => {
      if (outgoing.headersSent || outgoing.destroyed) return;
      const message = error instanceof Error ? error.message : String(error);
      if (error instanceof BadJson) return send(outgoing, { status: 400, body: { message } });
      // a defect of the simulator must be seen as one
      console.error(`${spec.name} simulator:`, error);
      send(outgoing, { status: 500, body: { message: `simulator defect: ${message}` } });
    });
  });
  // a process that was busy for some seconds must not cut connections that its clients still hold
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}${base}`,
    port,
    get world() {
      return world;
    },
    calls: () => meter.read(),
    faults: (list) => faults.replace(list),
    reset,
    clock,
    watch: (next) => {
      watcher = next;
    },
    close: () =>
      new Promise((resolve) => {
        spec.end?.(world);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Carries a fault out; true where the call is answered, or cut, by it. */
async function disturb(fault: Fault, outgoing: ServerResponse): Promise<boolean> {
  if (fault.delayMs) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, fault.delayMs);
      outgoing.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
  if (outgoing.destroyed) return true;
  if (fault.kind === 'cut') outgoing.socket?.destroy();
  else if (fault.kind === 'html') send(outgoing, { ...htmlError(fault.status ?? 502), ...ownAnswer(fault) });
  else if (fault.kind === 'status') send(outgoing, { status: fault.status ?? 500, ...ownAnswer(fault) });
  else return false;
  return true;
}

function ownAnswer(fault: Fault): Partial<SimReply> {
  const headers = fault.headers ? { headers: fault.headers } : {};
  if (fault.body === undefined) return headers;
  return typeof fault.body === 'string' ? { text: fault.body, ...headers } : { body: fault.body, ...headers };
}

const htmlError = (status: number): SimReply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  text: `<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>${status} - the gateway got no answer</h1></body></html>`,
});

function truncated(reply: SimReply): SimReply {
  const { headers, bytes } = encodeReply(reply);
  return { status: reply.status, headers, bytes: bytes.subarray(0, Math.floor(bytes.length / 2)) };
}

function send(outgoing: ServerResponse, reply: SimReply): void {
  if (outgoing.destroyed) return;
  const { headers, bytes } = encodeReply(reply);
  outgoing.writeHead(
    reply.status,
    reply.status === 204 ? headers : { ...headers, 'content-length': bytes.length },
  );
  outgoing.end(reply.status === 204 ? undefined : bytes);
}
