/** What people do in the browser, by control order; and attachments. */
import {
  accountLine,
  bill,
  call,
  codeOf,
  control,
  faultOf,
  linkedTo,
  made,
  order,
  post,
  rows,
  sim,
  simulated,
  turn,
} from './quickbooksClient';
import type { Tree } from '../fixtures/simulatorClient';

simulated();

const billOf = async (id: string): Promise<Tree> => (await call(`bill/${id}`)).body.Bill;

describe('by control order', () => {
  test('bills are entered, paid, freed, voided and deleted, by number or id', async () => {
    const { bills } = await control('bills', {
      ...{ vendor: 'V-100', number: 'H-1', date: '2026-06-01', department: 'Main Office', note: 'by hand' },
      lines: [{ account: '6220', amount: '12.50', class: 'Retail', description: 'pens' }],
    });
    const books = async () => (await control('state?bills')).bills;
    expect(await books()).toEqual([
      {
        ...{ type: 'Bill', referenceNbr: bills[0].Id, id: bills[0].Id, vendor: 'V-100', vendorRef: 'H-1' },
        ...{ description: 'by hand', note: 'by hand', currency: 'USD', amount: '12.50', status: 'Open' },
        ...{ date: '2026-06-01', dueDate: '2026-06-01', balance: '12.50' },
        lines: [
          {
            ...{ account: '6220', subaccount: 'Retail', branch: 'Main Office', amount: '12.50' },
            memo: 'pens',
          },
        ],
      },
    ]);
    await control('payments', { bill: 'H-1', amount: '2.50', number: 'CHK-1' });
    expect((await books())[0]).toMatchObject({ status: 'Partly Paid', balance: '10.00' });
    await control('payments', { bill: 'H-1', number: 'CHK-2' });
    expect((await books())[0].status).toBe('Paid');
    await control('payments', { void: 'CHK-2' });
    await control('payments', { remove: 'CHK-1' });
    expect((await books())[0].status).toBe('Open');
    expect((await rows("select * from BillPayment where DocNumber = 'CHK-2'"))[0]).toMatchObject({
      ...{ TotalAmt: 0, PrivateNote: 'Voided', Line: [] },
    });
    const token = (await billOf(bills[0].Id)).SyncToken;
    await control('payments', { bill: 'H-1', silent: true });
    expect((await billOf(bills[0].Id)).SyncToken).toBe(token);
    await control('bills', { void: ['H-1'] });
    expect((await books())[0]).toMatchObject({ status: 'Voided', amount: '0.00', note: 'Voided - by hand' });
    await control('bills', { remove: ['H-1'] });
    expect(await books()).toEqual([]);
    await expect(control('bills', { remove: ['H-1'] })).rejects.toThrow('There is no Bill H-1');
    await expect(control('payments', { bill: 'H-2' })).rejects.toThrow('There is no Bill H-2');
  });

  test('several bills by one payment, and a credit against a bill', async () => {
    const lines = [{ account: '6220', amount: '10' }];
    for (const number of ['1', '2'])
      await control('bills', { vendor: 'V-100', number, date: '2026-06-01', lines });
    const { credits } = await control('credits', { vendor: 'V-100', number: 'C', date: '2026-06-01', lines });
    await control('payments', {
      bills: [{ bill: '1' }, { bill: '2', credit: credits[0].Id }],
      method: 'CreditCard',
    });
    const { bills } = await control('state?bills');
    expect(bills.map(({ type, status }: Tree) => [type, status])).toEqual([
      ['Bill', 'Paid'],
      ['Bill', 'Paid'],
      ['Debit Adj.', 'Paid'],
    ]);
    expect((await rows('select * from BillPayment'))[0]).toMatchObject({
      TotalAmt: 10,
      PayType: 'CreditCard',
    });
  });

  test('orders are entered, closed and opened again; a bill shows the order of its line', async () => {
    const { orders } = await control('orders', {
      ...{ vendor: 'V-100', number: 'JAG-1', date: '2026-06-01' },
      lines: [
        { item: 'Copier Paper', quantity: '10', price: '4.5' },
        { account: 'Tools', amount: '30' },
      ],
    });
    await control('orders', { close: ['JAG-1'] });
    const linked = bill({ Line: [accountLine(30, linkedTo(orders[0].Id, '2'))] });
    expect((await made('bill', linked)).LinkedTxn).toEqual([]);
    await control('orders', { reopen: ['JAG-1'] });
    expect((await made('bill', linked)).LinkedTxn.length).toBe(1);
    const { bills } = await control('state?bills');
    expect(bills.at(-1).lines[0].order).toEqual({ number: 'JAG-1', line: 2 });
    await control('bills', {
      ...{ vendor: 'V-100', date: '2026-06-01' },
      lines: [{ item: 'Copier Paper', quantity: '10', price: '4.5', order: { number: 'JAG-1', line: 1 } }],
    });
    expect((await rows('select * from PurchaseOrder'))[0].POStatus).toBe('Closed');
    await control('orders', {
      vendor: 'V-100',
      number: 'X',
      date: '2026-06-01',
      status: 'Closed',
      lines: [],
    }).catch(({ message }: Error) => expect(message).toContain('2020'));
  });

  test('masters, preferences and any record are changed', async () => {
    await control('masters', {
      vendors: [{ name: 'New Vendor', number: 'V-200', term: 'Net 15' }],
      accounts: [{ name: 'Postage', number: '6500', type: 'Expense' }],
    });
    await control('masters', { vendors: [{ name: 'New Vendor', number: 'V-201' }] });
    const [vendor] = await rows("select * from Vendor where DisplayName = 'New Vendor'");
    expect([vendor.AcctNum, vendor.SyncToken]).toEqual(['V-201', '1']);
    await control('edit', { entity: 'Vendor', id: vendor.Id, fields: { CompanyName: 'New' } });
    expect((await call(`vendor/${vendor.Id}`)).body.Vendor.CompanyName).toBe('New');
    await expect(control('preferences', { Colour: true })).rejects.toThrow('no preference Colour');
    expect(() => sim.reset({ settings: { colour: 'red' } })).toThrow('There is no switch colour.');
    expect(() => sim.reset({ settings: { repeat: 'never' } })).toThrow('takes one of replayed, refused');
    expect(() => sim.reset({ colours: [] })).toThrow('no part called colours');
  });
});

describe('attachments', () => {
  interface Part {
    name: string;
    type: string;
    fileName?: string;
    content: string | Buffer;
  }
  function multipart(parts: Part[]): Buffer {
    const pieces = parts.flatMap(({ name, type, fileName, content }) => [
      Buffer.from(
        `--mark\r\nContent-Disposition: form-data; name="${name}"${fileName ? `; filename="${fileName}"` : ''}\r\nContent-Type: ${type}\r\n\r\n`,
      ),
      Buffer.from(content as string),
      Buffer.from('\r\n'),
    ]);
    return Buffer.concat([...pieces, Buffer.from('--mark--\r\n')]);
  }
  const send = (parts: Part[]) =>
    call('upload', { raw: multipart(parts), type: 'multipart/form-data; boundary=mark' });
  const file = (number: string, target: object, name = `scan${number}.pdf`): Part[] => [
    {
      ...{ name: `file_metadata_${number}`, type: 'application/json' },
      content: JSON.stringify({ AttachableRef: [{ EntityRef: target }], FileName: name }),
    },
    {
      ...{ name: `file_content_${number}`, type: 'application/pdf', fileName: name },
      content: Buffer.from([0x25, 0x50, 0x44, 0x46, 0x0d, 0x0a, 0xff, 0x00]),
    },
  ];

  test('files are kept byte by byte, and found by what they are attached to', async () => {
    const { Id } = await made('bill', bill());
    const { status, body } = await send(file('01', { type: 'Bill', value: Id }));
    expect(status).toBe(200);
    const { Attachable: attachable } = body.AttachableResponse[0];
    expect(attachable).toMatchObject({ FileName: 'scan01.pdf', Size: 8, ContentType: 'application/pdf' });
    const { files } = await control('state?files');
    expect(files).toEqual([
      {
        ...{ attachable: attachable.Id, name: 'scan01.pdf', type: 'application/pdf', bytes: 8 },
        sha256: 'f1755246766e64d55dc6488f9f897d14b818109ce037b58e5891359da97a180f',
      },
    ]);
    const where = `AttachableRef.EntityRef.Type = 'Bill' and AttachableRef.EntityRef.value = '${Id}'`;
    expect((await rows(`select * from Attachable where ${where}`)).length).toBe(1);
    expect((await rows(`select * from Attachable where ${where.replace(Id, '0')}`)).length).toBe(0);
  });

  test('a fault comes with HTTP 200, each file for itself; whether several may come is open', async () => {
    const { Id } = await made('bill', bill());
    const parts = [
      ...file('01', { type: 'Bill', value: '999' }),
      ...file('02', { type: 'Bill', value: Id }),
      ...file('03', { type: 'Bill', value: Id }, 'pack.zip'),
    ];
    const { status, body } = await send(parts);
    const [first, second, third] = body.AttachableResponse;
    expect([status, first.Fault.Error[0].code, third.Fault.Error[0].code]).toEqual([200, '6000', '6000']);
    expect(first.Fault.Error[0].Detail).toContain('does not exist');
    expect(second.Attachable.FileName).toBe('scan02.pdf');
    turn(['uploadFiles', 'first']);
    expect((await send(parts.slice(2))).body.AttachableResponse.length).toBe(1);
    expect((await call('upload', { raw: 'x', type: 'application/json' })).status).toBe(500);
  });

  test('a note alone needs no file, in a batch as well', async () => {
    const { Id } = await made('bill', bill());
    const note = { AttachableRef: [{ EntityRef: { type: 'Bill', value: Id } }], Note: 'https://j.example/1' };
    expect((await made('attachable', note)).Note).toBe('https://j.example/1');
    const { body } = await post('batch', {
      BatchItemRequest: [{ bId: '1', operation: 'create', Attachable: note }],
    });
    expect(body.BatchItemResponse[0].Attachable.Note).toBe('https://j.example/1');
    expect(codeOf(await post('attachable', { AttachableRef: [] }))).toBe('2020');
    const nowhere = { ...note, AttachableRef: [{ EntityRef: { type: 'Bill', value: '999' } }] };
    expect(faultOf(await post('attachable', nowhere))).toContain('6000');
    expect((await made('purchaseorder', order())).POStatus).toBe('Open');
  });
});
