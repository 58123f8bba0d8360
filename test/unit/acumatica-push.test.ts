/** What a push notification becomes, and who may send one. */
import { readNotification } from '../../nodes/Acumatica/trigger/notification';
import { sameSecret } from '../../nodes/shared/webhook';

const row = (number: string, status: string) => ({ Type: 'Bill', ReferenceNbr: number, Status: status });
const notification = (inserted: object[], deleted: object[]) =>
  `{"Inserted":${JSON.stringify(inserted)},"Deleted":${JSON.stringify(deleted)},"Query":"AP-Bills","CompanyId":"Granite","Id":"6f1","TimeStamp":636295833829493672,"AdditionalInfo":{}}`;
const read = (inserted: object[], deleted: object[]) =>
  readNotification(notification(inserted, deleted), ['Type', 'ReferenceNbr'])?.map(({ json }) => json);

describe('push notifications of Acumatica', () => {
  it('tells an update from a new and a gone row, and gives the new values', () => {
    expect(read([row('1', 'Open'), row('2', 'Balanced')], [row('1', 'Balanced'), row('3', 'Open')])).toEqual([
      expect.objectContaining({ change: 'updated', row: row('1', 'Open') }),
      expect.objectContaining({ change: 'inserted', row: row('2', 'Balanced') }),
      expect.objectContaining({ change: 'deleted', row: row('3', 'Open') }),
    ]);
  });

  it('keeps every digit of the time stamp', () => {
    expect(read([row('1', 'Open')], [])).toEqual([
      expect.objectContaining({ timeStamp: '636295833829493672', query: 'AP-Bills', company: 'Granite' }),
    ]);
  });

  it.each(['', 'not json', '[]', '{"Inserted":1,"Deleted":[]}'])('refuses %p', (text) => {
    expect(readNotification(text, ['Type'])).toBeNull();
  });

  it('takes a secret that is the same, and no other', () => {
    expect(sameSecret('abc', 'abc')).toBe(true);
    for (const given of ['abd', 'ab', '', undefined, ['abc']]) expect(sameSecret(given, 'abc')).toBe(false);
    expect(sameSecret('', '')).toBe(false);
  });
});
