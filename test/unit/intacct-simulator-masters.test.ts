/** Vendors and other masters, and purchasing. */
import { errorsOf, run, select, simulated } from './intacctClient';

simulated();

const date = (day: string) => {
  const [year, month, rest] = day.split('-');
  return `<year>${year}</year><month>${month}</month><day>${rest}</day>`;
};

describe('vendors and other masters', () => {
  const vendor = (id: string, name: string, more = '') =>
    `<create><VENDOR><VENDORID>${id}</VENDORID><NAME>${name}</NAME><DISPLAYCONTACT><PRINTAS>${name}</PRINTAS><EMAIL1>ap@mill.example</EMAIL1><MAILADDRESS><CITY>Utica</CITY></MAILADDRESS></DISPLAYCONTACT>${more}</VENDOR></create>`;

  it('creates and updates a vendor, and shows its contact in parts', async () => {
    const made = await run(vendor('V1', 'Mill Lane', '<TERMNAME>N30</TERMNAME><CURRENCY>USD</CURRENCY>'));
    expect(made.data.vendor.VENDORID).toBe('V1');
    expect(
      (await run('<update><VENDOR><VENDORID>V1</VENDORID><STATUS>inactive</STATUS></VENDOR></update>'))
        .status,
    ).toBe('success');
    const where = '<equalto><field>VENDORID</field><value>V1</value></equalto>';
    expect(await select('VENDOR', ['STATUS', 'DISPLAYCONTACT.EMAIL1', 'TERM.DUEDATE'], where)).toEqual([
      { STATUS: 'inactive', 'DISPLAYCONTACT.EMAIL1': 'ap@mill.example', 'TERM.DUEDATE': '30' },
    ]);
    const read = await run('<read><object>VENDOR</object><keys>V1</keys><fields>*</fields></read>');
    expect(read.data.VENDOR.DISPLAYCONTACT).toMatchObject({
      PRINTAS: 'Mill Lane',
      MAILADDRESS: { CITY: 'Utica' },
    });
  });

  it('refuses a vendor that is there, and one whose contact is left over', async () => {
    expect(errorsOf(await run(vendor('20000', 'Again')))).toEqual([
      'BL34000061 Another Vendor with the given value(s) 20000  already exists',
      'BL01001973 Could not create Vendor record!',
    ]);
    const codes = errorsOf(await run(vendor('30000', 'Leftover Printing'))).map((text) => text.slice(0, 10));
    expect(codes).toEqual(['BL34000061', 'BL01001973', 'BL01001973', 'BL01001973']);
    const mail = vendor('V2', 'X').replace('ap@mill.example', 'nobody');
    expect(errorsOf(await run(mail))[0]).toContain('BL03000018 The e-mail address nobody');
  });

  it.each([
    ['GLACCOUNT', '<ACCOUNTNO>7000</ACCOUNTNO><TITLE>New</TITLE>', 'ACCOUNTNO', '7000'],
    ['DEPARTMENT', '<DEPARTMENTID>D1</DEPARTMENTID><TITLE>New</TITLE>', 'DEPARTMENTID', 'D1'],
    ['LOCATION', '<LOCATIONID>120</LOCATIONID><NAME>New</NAME>', 'LOCATIONID', '120'],
    ['CLASS', '<CLASSID>C9</CLASSID><NAME>New</NAME>', 'CLASSID', 'C9'],
    ['PROJECT', '<PROJECTID>P-9</PROJECTID><NAME>New</NAME>', 'PROJECTID', 'P-9'],
    ['PLANT', '<NAME>PL-9</NAME><DESCRIPTION>New</DESCRIPTION>', 'NAME', 'PL-9'],
  ])('keeps %s', async (object, inner, key, value) => {
    const create = () => run(`<create><${object}>${inner}</${object}></create>`);
    expect((await create()).data[object.toLowerCase()][key]).toBe(value);
    expect(errorsOf(await create())[0]).toContain('BL34000061');
    const change = `<update><${object}><${key}>${value}</${key}><STATUS>inactive</STATUS></${object}></update>`;
    expect((await run(change)).status).toBe('success');
    const read = await run(`<readByName><object>${object}</object><keys>${value}</keys></readByName>`);
    expect(read.data[object].STATUS).toBe('inactive');
    expect((await run(`<delete><object>${object}</object><keys>${value}</keys></delete>`)).status).toBe(
      'success',
    );
    const gone = await run(`<read><object>${object}</object><keys>${value}</keys></read>`);
    expect([gone.status, gone.data['@count']]).toEqual(['success', '0']);
  });
});

describe('purchasing', () => {
  const line = (quantity: string, more = '') =>
    `<potransitem><itemid>ITEM-1</itemid><quantity>${quantity}</quantity><unit>Each</unit><price>9.99</price>${more}<locationid>110</locationid></potransitem>`;
  const order = (definition: string, number: string, lines: string, more = '', ref = '') =>
    `<create_potransaction><transactiontype>${definition}</transactiontype><datecreated>${date('2026-06-15')}</datecreated>${more}<vendorid>20000</vendorid><documentno>${number}</documentno>${ref}<datedue>${date('2026-07-15')}</datedue><returnto><contactname/></returnto><payto><contactname/></payto><potransitems>${lines}</potransitems></create_potransaction>`;
  const stateOf = async (id: string) =>
    (
      await select(
        'PODOCUMENT',
        ['STATE', 'TOTAL', 'PRRECORDKEY'],
        `<equalto><field>DOCID</field><value>${id}</value></equalto>`,
      )
    )[0];

  it('creates, changes by lines counted from one, and closes', async () => {
    const id = 'Purchase Order-PO-7-B';
    expect((await run(order('Purchase Order', 'PO-7-B', line('12') + line('1')))).key).toBe(id);
    expect(await stateOf(id)).toMatchObject({ STATE: 'Pending', TOTAL: '129.87' });
    expect(errorsOf(await run(order('Purchase Order', 'PO-7-B', line('1'))))[0]).toContain('BL34000061');
    const update = (inner: string) =>
      run(`<update_potransaction key="${id}">${inner}</update_potransaction>`);
    const change = (at: number) =>
      update(
        `<updatepotransitems><updatepotransitem line_num="${at}"><quantity>2</quantity></updatepotransitem></updatepotransitems>`,
      );
    expect(errorsOf(await change(0))[0]).toContain('There is no line 0.');
    expect((await change(2)).status).toBe('success');
    const read = await run(`<read><object>PODOCUMENT</object><keys>1</keys><fields>*</fields></read>`);
    const entries = read.data.PODOCUMENT.PODOCUMENTENTRIES.podocumententry;
    expect(entries.map((one: Record<string, string>) => [one.LINE_NO, one.QUANTITY])).toEqual([
      ['0', '12'],
      ['1', '2'],
    ]);
    await update('<state>Closed</state>');
    expect(await stateOf(id)).toMatchObject({ STATE: 'Closed', TOTAL: '139.86' });
  });

  it('converts an order into a vendor invoice, whose bill is made anew when it changes', async () => {
    await run(order('Purchase Order', 'PO8', line('12')));
    const [entry] = await select('PODOCUMENTENTRY', ['RECORDNO']);
    const from = '<createdfrom>Purchase Order-PO8</createdfrom>';
    const part = (quantity: string) => line(quantity, `<sourcelinekey>${entry?.RECORDNO}</sourcelinekey>`);
    expect(errorsOf(await run(order('Vendor Invoice', 'VI1', part('13'), from)))[0]).toContain(
      'exceeds what is left',
    );
    expect((await run(order('Vendor Invoice', 'VI1', part('5'), from))).key).toBe('Vendor Invoice-VI1');
    expect(await stateOf('Purchase Order-PO8')).toMatchObject({ STATE: 'Partially Converted' });
    expect(
      errorsOf(
        await run(
          '<update_potransaction key="Purchase Order-PO8"><state>Closed</state></update_potransaction>',
        ),
      )[0],
    ).toContain('cannot be changed');
    const before = await stateOf('Vendor Invoice-VI1');
    expect(await select('APBILL', ['RECORDNO', 'MODULEKEY', 'TOTALDUE'])).toEqual([
      { RECORDNO: before?.PRRECORDKEY, MODULEKEY: '9.PO', TOTALDUE: '49.95' },
    ]);
    await run('<update_potransaction key="Vendor Invoice-VI1"><message>x</message></update_potransaction>');
    const after = await stateOf('Vendor Invoice-VI1');
    expect(after?.PRRECORDKEY).not.toBe(before?.PRRECORDKEY);
    expect(await select('APBILL', ['RECORDNO'])).toEqual([{ RECORDNO: after?.PRRECORDKEY }]);
    await run(order('Vendor Invoice', 'VI2', part('7'), from));
    expect(await stateOf('Purchase Order-PO8')).toMatchObject({ STATE: 'Converted' });
  });

  it('has custom fields of a document type', async () => {
    const custom =
      '<customfields><customfield><customfieldname>JAGGAER_PO</customfieldname><customfieldvalue>77</customfieldvalue></customfield></customfields>';
    const body = order('Purchase Order', 'PO9', line('1')).replace(
      '<potransitems>',
      `${custom}<potransitems>`,
    );
    expect((await run(body)).status).toBe('success');
    const read = (more: string) =>
      run(`<read><object>PODOCUMENT</object><keys>1</keys><fields>*</fields>${more}</read>`);
    expect((await read('')).data.PODOCUMENT.JAGGAER_PO).toBeUndefined();
    expect((await read('<docparid>Purchase Order</docparid>')).data.PODOCUMENT.JAGGAER_PO).toBe('77');
  });
});
