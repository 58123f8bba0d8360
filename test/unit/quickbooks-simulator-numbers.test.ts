/** Numbers of documents, and what preferences switch off. */
import {
  accountLine,
  bill,
  call,
  codeOf,
  control,
  faultOf,
  ids,
  made,
  order,
  post,
  simulated,
  turn,
} from './quickbooksClient';
import type { Tree } from '../fixtures/simulatorClient';

simulated();

describe('numbers', () => {
  const numbered = (more: object = {}) => bill({ DocNumber: '1001', ...more });
  const otherVendor = () => numbered({ VendorRef: { value: ids.other } });

  test('a repeated one is refused, whoever the vendor is, and names the first', async () => {
    const first = await made('bill', numbered());
    const again = await post('bill', otherVendor());
    expect(again.status).toBe(400);
    expect(faultOf(again)).toBe(
      `6140 Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=1001 is assigned to TxnType=Bill with TxnId=${first.Id}`,
    );
    expect(again.body.Fault.Error[0].Message).toBe('Duplicate Document Number Error');
    await made('bill', numbered(), { include: 'allowduplicatedocnum' });
    expect((await control('state')).counts.Bill).toBe(2);
    turn(['duplicateDetail', 'null']);
    expect(faultOf(await post('bill', numbered()))).toBe('6140 Duplicate Document Number Error : null');
  });

  test('by switch it counts for a vendor alone, or for all kinds of documents together', async () => {
    await made('bill', numbered());
    await made('vendorcredit', numbered());
    turn(['docNumberTypes', 'together']);
    expect(codeOf(await post('purchaseorder', order({ DocNumber: '1001' })))).toBe('6140');
    turn(['docNumberScope', 'vendor']);
    await made('bill', otherVendor());
    expect(codeOf(await post('bill', otherVendor()))).toBe('6140');
  });

  test('with the warning off duplicates pass, unless the switch says otherwise; orders never', async () => {
    await control('preferences', { WarnDuplicateBillNumber: false });
    await made('bill', numbered());
    await made('bill', numbered());
    turn(['duplicatePreference', 'ignored']);
    expect(codeOf(await post('bill', numbered()))).toBe('6140');
    await made('purchaseorder', order({ DocNumber: '7' }));
    turn(['duplicatePreference', 'honoured']);
    expect(codeOf(await post('purchaseorder', order({ DocNumber: '7' })))).toBe('6140');
  });

  test('orders and credits are numbered by QBO where numbers are not our own; bills never', async () => {
    await control('preferences', { UseCustomTxnNumbers: false });
    expect((await made('purchaseorder', order({ DocNumber: 'JAG-1' }))).DocNumber).toBe('1001');
    expect((await made('vendorcredit', bill())).DocNumber).toBe('1001');
    expect((await made('bill', bill())).DocNumber).toBeUndefined();
    turn(['autoNumber', 'fills']);
    expect((await made('purchaseorder', order({ DocNumber: 'JAG-1' }))).DocNumber).toBe('JAG-1');
    expect((await made('purchaseorder', order())).DocNumber).toBe('1002');
    await control('preferences', { UseCustomTxnNumbers: true });
    expect((await made('purchaseorder', order())).DocNumber).toBeUndefined();
  });
});

describe('preferences', () => {
  test('class and location are dropped while they are off, or refused', async () => {
    await control('preferences', { TrackDepartments: false, ClassTrackingPerTxnLine: false });
    const line = accountLine(1, {}, { ClassRef: { value: ids.retail } });
    const body = bill({ DepartmentRef: { value: ids.main }, Line: [line] });
    const stored = await made('bill', body);
    expect(stored.DepartmentRef).toBeUndefined();
    expect(stored.Line[0].AccountBasedExpenseLineDetail.ClassRef).toBeUndefined();
    turn(['trackingOff', 'refused']);
    expect(codeOf(await post('bill', body))).toBe('5030');
    expect(codeOf(await post('bill', bill({ Line: [line] })))).toBe('5030');
    expect(codeOf(await post('department', { Name: 'New' }))).toBe('5030');
    expect(codeOf(await post('class', { Name: 'New' }))).toBe('5030');
  });

  test('closed books take nothing new, no change and no deletion', async () => {
    const early = bill({ TxnDate: '2025-12-31' });
    expect(codeOf(await post('bill', early))).toBe('6200');
    turn(['closedCode', '6210']);
    expect(codeOf(await post('bill', early))).toBe('6210');
    const { Id, SyncToken } = await made('bill', bill({ TxnDate: '2026-01-01' }));
    await control('preferences', { BookCloseDate: '2026-01-31' });
    expect(codeOf(await post('bill', { ...(bill() as Tree), Id, SyncToken }))).toBe('6210');
    expect(codeOf(await post('bill', { Id, SyncToken }, { operation: 'delete' }))).toBe('6210');
    await control('preferences', { BookCloseDate: '' });
    await made('bill', early);
  });

  test('are shown with those that have names of their own', async () => {
    const { Preferences: shown } = (await call('preferences')).body;
    expect(shown.AccountingInfoPrefs).toMatchObject({
      ...{ TrackDepartments: true, DepartmentTerminology: 'Location', BookCloseDate: '2025-12-31' },
    });
    expect(shown.OtherPrefs.NameValue).toContainEqual({ Name: 'WarnDuplicateBillNumber', Value: 'true' });
    const { CompanyInfo: company } = (await call('companyinfo/9130350000000001')).body;
    expect(company.NameValue).toContainEqual({ Name: 'OfferingSku', Value: 'QuickBooks Online Plus' });
  });
});
