/** What a push notification becomes, and who may send one. */
import { readNotification } from '../../nodes/Acumatica/trigger/notification';
import { sameSecret } from '../../nodes/shared/webhook';

const row = (number: string, status: string) => ({ Type: 'Bill', ReferenceNbr: number, Status: status });
const notification = (inserted: object[], deleted: object[]) =>
  `{"Inserted":${JSON.stringify(inserted)},"Deleted":${JSON.stringify(deleted)},"Query":"AP-Bills","CompanyId":"Granite","Id":"6f1","TimeStamp":636295833829493672,"AdditionalInfo":{}}`;
const read = (inserted: object[], deleted: object[]) =>
  readNotification(notification(inserted, deleted), ['Type', 'ReferenceNbr']);

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

  it('takes the time stamp of the notification, not of a row, and leaves the rest of the body as it is', () => {
    const row = {
      ...{ Type: 'Bill', ReferenceNbr: '1', TimeStamp: 'none', Note: 'said "12345678901234567890\\" -1' },
      ...{ Amount: 12.5, Rate: 0.12345678901234567, Tiny: 1e-7, Count: 3, Back: -40 },
    };
    expect(read([row], [])).toMatchObject([{ row, timeStamp: '636295833829493672' }]);
    const long = notification([], []).replace('[]', '[{"Type":"Bill","Serial":12345678901234567890}]');
    expect(readNotification(long, ['Type'])).toMatchObject([{ row: { Serial: '12345678901234567890' } }]);
  });

  it('tells rows apart by all key columns', () => {
    const credit = { ...row('1', 'Open'), Type: 'Debit Adj.' };
    expect(read([row('1', 'Open')], [credit])).toMatchObject([{ change: 'inserted' }, { change: 'deleted' }]);
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
