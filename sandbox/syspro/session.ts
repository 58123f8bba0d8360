/** Logon and Logoff: one session an operator, a seat each. */
import { randomUUID } from 'node:crypto';
import { readDocument, word } from './input';
import { document, failure, fields, tag } from './reply';
import type { Settings } from './switches';
import type { Session, World } from './world';
import { today } from './world';

const MINUTE = 60_000;

/** The whole wording is public [SCN; RB]. */
const INVALID =
  'ERROR: The supplied UserID is invalid. Either you were not logged in; or your session has expired. You will need to logon again.';

/** Of a Logoff with an id that never was one [REC]. */
const NO_BASE_DIR = 'ERROR: Unable to read the SYSPRO base directory registry string BaseDir8';

function endIdle(world: World, { sessionMinutes }: Settings): void {
  const now = world.now().getTime();
  for (const { id, used } of [...world.sessions.values()])
    if (now - used > sessionMinutes * MINUTE) end(world, id);
}

export function end(world: World, id: string): void {
  world.sessions.delete(id);
  world.ended.add(id);
}

const isTrue = (xml: string, name: string): boolean =>
  xml.trim() !== '' && word(readDocument(xml), name) === 'Y';

/** @returns the session's id as the body has it. @throws ServiceError */
export function logon(world: World, given: URLSearchParams, settings: Settings): string {
  const named = new Map([...given].map(([name, value]) => [name.toLowerCase(), value]));
  const needed = ['Operator', 'OperatorPassword', 'CompanyId', 'CompanyPassword'];
  const missing = needed.find((name) => !named.has(name.toLowerCase()));
  // an empty parameter is fine, a missing one is not [RCT]
  if (missing) throw failure(`ERROR: SIM the parameter ${missing} is missing`);
  const { signIn, operators } = world.seed;
  const known = [{ operator: signIn.operator, password: signIn.operatorPassword }, ...operators];
  const operator = known.find(({ operator: one }) => one === named.get('operator')?.toUpperCase());
  if (!operator) throw failure('ERROR: SIM invalid operator');
  if (operator.password !== named.get('operatorpassword')) throw failure('ERROR: Invalid operator password');
  if (signIn.companyId !== named.get('companyid')) throw failure('ERROR: SIM invalid company');
  if (signIn.companyPassword !== named.get('companypassword'))
    throw failure('ERROR: SIM invalid company password');
  endIdle(world, settings);
  const earlier = [...world.sessions.values()].find((one) => one.operator === operator.operator);
  const fails = isTrue(named.get('xmlin') ?? '', 'FailWhenAlreadyLoggedIn');
  // the name is documented, what it does is inferred [SMP COMLGN.IN.xml]
  if (earlier && fails && settings.failWhenLoggedIn === 'refuses')
    throw failure('ERROR: SIM the operator is logged in already');
  if (earlier) {
    end(world, earlier.id);
    world.counts.evicted += 1;
  }
  if (world.sessions.size >= settings.seats) throw failure('ERROR: SIM no more users are licensed');
  const session: Session = {
    ...{ id: newId(settings), operator: operator.operator, used: world.now().getTime() },
  };
  world.sessions.set(session.id, session);
  world.counts.logons += 1;
  return wrapped(session.id, settings);
}

/** v7: 32 hexadecimal digits, 00 and two blanks [REC]; v8: longer, its form not public [RCT: begins with SYS]. */
function newId({ sessionId }: Settings): string {
  const hex = (): string => randomUUID().replace(/-/g, '').toUpperCase();
  return sessionId === 'v7' ? `${hex()}00  ` : `SYS${hex()}${hex()}00`;
}

/** Some versions wrap the id [RCT, PYA]. */
const wrapped = (id: string, { idWrapping }: Settings): string =>
  idWrapping === 'json'
    ? JSON.stringify(id)
    : idWrapping === 'xml'
      ? `<string xmlns="http://schemas.microsoft.com/2003/10/Serialization/">${id}</string>`
      : id;

/** The session of a call, which is used again by that. @throws ServiceError */
export function sessionOf(world: World, id: string, settings: Settings): Session {
  endIdle(world, settings);
  const session = found(world, id, settings);
  if (!session) throw failure(INVALID);
  session.used = world.now().getTime();
  return session;
}

/** Whether the blanks at the end of an id count is open. */
function found(world: World, id: string, { trimmedId }: Settings): Session | undefined {
  const exact = world.sessions.get(id);
  if (exact || trimmedId === 'refused') return exact;
  return [...world.sessions.values()].find((session) => session.id.trim() === id.trim());
}

export function logoff(world: World, id: string, settings: Settings): string {
  endIdle(world, settings);
  const session = found(world, id, settings);
  if (!session) throw failure(world.ended.has(id) ? INVALID : NO_BASE_DIR);
  end(world, session.id);
  world.counts.logoffs += 1;
  return '0';
}

/** Company, operator, default branch, formats [SMP COMPRF; that both verbs answer alike, and CompanyName, inferred]. */
export function profile(world: World, { operator }: Session): string {
  const { seed } = world;
  return document('Query', [
    ...fields({ Operator: operator, Name: operator, GroupCode: 'ADMIN', CompanyDate: today(world) }),
    ...fields({ CompanyId: seed.signIn.companyId, CompanyName: seed.company.name }),
    ...fields({ LocalCurrency: seed.company.currency, DefaultAPBranch: seed.branches[0]?.code }),
    tag('DecFormat', '1'),
    tag('DateFormat', '01'),
  ]);
}
