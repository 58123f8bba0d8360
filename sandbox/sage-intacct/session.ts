/** Sign-in and sessions [doc: api-sessions; recorded refusals]. */
import { randomBytes } from 'node:crypto';
import type { GatewayError } from './refusal';
import type { SignedOn } from './reply';
import type { Settings } from './switches';
import type { Session, World } from './world';
import { tableOf } from './world';
import type { XmlNode } from '../kit/xml';
import { childOf, tag, textOf } from '../kit/xml';

export interface Refused {
  error: GatewayError;
  userId: string;
  companyId: string;
}

const said = (description2: string, description = ''): GatewayError => ({
  ...{ errorno: 'XL03000006', description, description2 },
});
const SIGN_IN = said('Sign-in information is incorrect');

/** Who calls. A wrong entity looks like a wrong password; an unlisted sender is told so in the description. */
export function signOn(
  authentication: XmlNode | undefined,
  senderId: string,
  path: string,
  world: World,
  settings: Settings,
): SignedOn | Refused {
  const { signIn } = world.seed;
  const isListed = senderId === signIn.senderId;
  const unlisted: GatewayError = {
    ...{ errorno: 'XL03000006', description: 'Invalid Web Services Authorization' },
    description2: `The sender ID '${senderId}' is not authorized to make Web Services requests to company ID '${signIn.companyId}'.`,
    correction: 'Contact the company administrator to grant Web Services authorization to this sender ID.',
  };
  const login = childOf(authentication, 'login');
  if (!login) {
    const session = world.sessions.get(textOf(authentication, 'sessionid'));
    const isAlive = session && session.ends > world.now().getTime() && session.path === path;
    if (!isAlive)
      return { error: said('Invalid session or session has timed out'), userId: '', companyId: '' };
    session.ends = endOf(world, settings);
    return signedOn(world, session.entity, session.started, session.ends);
  }
  const who = { userId: textOf(login, 'userid'), companyId: textOf(login, 'companyid') };
  const entity = textOf(login, 'locationid');
  const isRight =
    who.companyId.toLowerCase() === signIn.companyId.toLowerCase() &&
    who.userId === signIn.userId &&
    textOf(login, 'password') === signIn.userPassword &&
    isEntity(world, entity);
  if (!isRight) return { error: SIGN_IN, ...who };
  if (!isListed) return { error: unlisted, ...who };
  world.logins += 1;
  const now = world.now().getTime();
  return signedOn(world, entity, now, endOf(world, settings));
}

const endOf = (world: World, { sessionMinutes }: Settings): number =>
  world.now().getTime() + sessionMinutes * 60_000;

const isEntity = (world: World, entity: string): boolean =>
  entity === '' || tableOf(world, 'LOCATIONENTITY').find(entity)?.STATUS === 'active';

const signedOn = ({ seed }: World, entity: string, started: number, ends: number): SignedOn => ({
  ...{ userId: seed.signIn.userId, companyId: seed.signIn.companyId, entity, started, ends },
});

/** Where a session is to be used: another address than the first [doc]. */
export const endpointPath = ({ pod }: World): string => `/${pod}/ia/xml/xmlgw.phtml`;

/** A session for the entity asked for, an empty element for the top level, else where the caller is. */
export function openSession(node: XmlNode, who: SignedOn, world: World, settings: Settings, origin: string) {
  const wanted = childOf(node, 'locationid');
  const entity = wanted ? wanted.text.trim() : who.entity;
  if (!isEntity(world, entity)) return null;
  const session: Session = {
    id: `${randomBytes(20).toString('base64url')}..`,
    entity,
    path: endpointPath(world),
    ...{ started: world.now().getTime(), ends: endOf(world, settings) },
  };
  world.sessions.set(session.id, session);
  const endpoint = settings.endpoint === '' ? `${origin}${session.path}` : settings.endpoint;
  return tag('data', [
    tag('api', [tag('sessionid', session.id), tag('endpoint', endpoint), tag('locationid', entity)]),
  ]);
}
