import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { asObject } from '../transport/wire';

/**
 * A push notification → one item for each row that it tells of: `{change, row, query, company, notificationId,
 * timeStamp}`. An update shows its row twice, old and new; only the new one is handed over.
 * @param keys columns that name a record
 * @returns null where the text is no notification
 * @see IDG IntegrationDev_PushNotifications_Format
 */
export function readNotification(text: string, keys: string[]): INodeExecutionData[] | null {
  const body = asObject(parsed(text));
  if (!Array.isArray(body.Inserted) || !Array.isArray(body.Deleted)) return null;
  const [inserted, deleted] = [body.Inserted.map(asObject), body.Deleted.map(asObject)];
  const nameOf = (row: object) => JSON.stringify(keys.map((key) => Reflect.get(row, key)));
  const [now, before] = [new Set(inserted.map(nameOf)), new Set(deleted.map(nameOf))];
  const item = (change: string) => (row: object) => ({
    json: {
      change,
      row: row as IDataObject,
      query: String(body.Query ?? ''),
      company: String(body.CompanyId ?? ''),
      notificationId: String(body.Id ?? ''),
      // more digits than a number of JavaScript holds
      timeStamp: /"TimeStamp"\s*:\s*"?(\d+)/.exec(text)?.[1] ?? '',
    },
  });
  return [
    ...inserted.filter((row) => before.has(nameOf(row))).map(item('updated')),
    ...inserted.filter((row) => !before.has(nameOf(row))).map(item('inserted')),
    ...deleted.filter((row) => !now.has(nameOf(row))).map(item('deleted')),
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
