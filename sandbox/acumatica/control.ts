/** What the control API takes: what people do in the real system's browser. */
import type { Route, SimReply } from '../kit/simulator';
import { changeMasters } from './changeMasters';
import { orderPayment } from './payments';
import { placeBill } from './placeBill';
import { orderPush } from './pushOrder';
import { releaseByHand } from './release';
import type { SeedBill } from './seed';
import { showBill } from './state';
import type { World } from './world';

const ok = (body: unknown): SimReply => ({ status: 200, body });

function placeBills(world: World, body: unknown): SimReply {
  const given = Array.isArray(body) ? (body as SeedBill[]) : [body as SeedBill];
  const placed = given.map((one) => {
    if (typeof one !== 'object' || one === null || typeof one.vendor !== 'string') {
      throw new TypeError('A bill needs a vendor.');
    }
    return showBill(world, placeBill(world, one));
  });
  return ok({ bills: placed });
}

const order = (path: string, carryOut: (world: World, body: unknown) => SimReply): Route<World> => ({
  method: 'POST',
  path,
  handle: (request, world) => carryOut(world, request.json()),
});

export const controlRoutes: Route<World>[] = [
  order('/bills', placeBills),
  order('/masters', (world, body) => ok({ changed: changeMasters(world, body) })),
  order('/release', (world, body) => ok({ released: releaseByHand(world, body) })),
  order('/payments', (world, body) => {
    const check = orderPayment(world, body);
    return ok({ id: check.id, ...check.fields });
  }),
  order('/push', (world, body) => {
    orderPush(world, body);
    return ok(world.push.show());
  }),
  { method: 'GET', path: '/push', handle: (_, world) => ok(world.push.show()) },
];
