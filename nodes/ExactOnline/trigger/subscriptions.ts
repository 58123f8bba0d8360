/** Webhooks of a division, made when the workflow is published and taken back with it (reference 4.5). */
import type { Connection } from '../transport/connection';
import { create, erase, list } from '../transport/list';
import type { Json } from '../transport/wire';
import { textAt } from '../transport/wire';

const PATH = 'webhooks/WebhookSubscriptions';

/** Subscriptions of this address. The list is short: it is compared here. */
async function subscribed(connection: Connection, url: string): Promise<Json[]> {
  const rows = await list(connection, { path: PATH, select: ['ID', 'CallbackURL', 'Topic'] });
  return rows.filter((row) => textAt(row, 'CallbackURL') === url);
}

/** Whether this address is told of exactly these topics. @throws Refusal, SignInRefused, NoAnswer */
export async function isSubscribed(connection: Connection, url: string, topics: string[]): Promise<boolean> {
  const known = (await subscribed(connection, url)).map((row) => textAt(row, 'Topic')).sort();
  return JSON.stringify(known) === JSON.stringify([...topics].sort());
}

/** Makes what is missing, and takes back what is no longer wanted. @throws Refusal, SignInRefused, NoAnswer */
export async function subscribe(connection: Connection, url: string, topics: string[]): Promise<void> {
  const known = await subscribed(connection, url);
  for (const topic of topics.filter((each) => known.every((row) => textAt(row, 'Topic') !== each)))
    await create(connection, PATH, { CallbackURL: url, Topic: topic }, `the webhook of ${topic}`);
  await takeBack(
    connection,
    known.filter((row) => !topics.includes(textAt(row, 'Topic'))),
  );
}

/** Takes back everything of this address. @throws Refusal, SignInRefused, NoAnswer */
export async function unsubscribe(connection: Connection, url: string): Promise<void> {
  await takeBack(connection, await subscribed(connection, url));
}

async function takeBack(connection: Connection, rows: Json[]): Promise<void> {
  for (const row of rows)
    await erase(connection, PATH, textAt(row, 'ID'), `to take the webhook of ${textAt(row, 'Topic')} back`);
}
