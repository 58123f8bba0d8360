/** Vendors with their contacts, receipts, masters that change, and how long texts may be, in the Acumatica simulator. */
import type { PartialSeed } from '../../sandbox/acumatica';
import { BASE, call, control, put, sim, simulated, tenant, turn, wrap } from './acumaticaClient';

simulated();

const value = (of: unknown) => ({ value: of });
const HARBOUR = {
  ...{ id: 'HARBOUR', name: 'Harbour Street Office Supply', terms: '30D', currencyOverride: true },
  contact: {
    ...{ email: 'ap@harbour.example', phone: '+1 206 555 0111', web: 'harbour.example' },
    address: {
      line1: '1 Quay',
      line2: 'Shed 4',
      city: 'Seattle',
      state: 'WA',
      postalCode: '98104',
      country: 'US',
    },
  },
  remittance: { email: 'cash@harbour.example' },
  paymentInstructions: [{ id: 'IBAN', method: 'WIRE', description: 'IBAN', value: 'XX00 HARBOUR' }],
};
const seed: PartialSeed = { vendors: [HARBOUR, { id: 'QUARRY', name: 'Quarry Lane' }] };
beforeEach(() => tenant(seed));
const vendor = async (query: string, id = 'HARBOUR') =>
  (await call('GET', `${BASE}/Vendor/${id}?${query}`)).json;

describe('vendors', () => {
  it('show linked contacts, addresses and bank data only as asked', async () => {
    const plain = await vendor('');
    expect([plain.MainContact, plain.PaymentInstructions]).toEqual([undefined, undefined]);
    const shallow = await vendor('$expand=MainContact');
    expect(shallow.MainContact).toMatchObject({
      ...{ Email: value('ap@harbour.example'), Phone1: value('+1 206 555 0111') },
      FullName: value('Harbour Street Office Supply'),
    });
    expect(shallow.MainContact.Address).toBeUndefined();
    const deep = await vendor(
      '$expand=MainContact,MainContact/Address,RemittanceContact/Address,PaymentInstructions',
    );
    expect(deep.MainContact.Address).toMatchObject({
      ...{ AddressLine1: value('1 Quay'), AddressLine2: value('Shed 4'), City: value('Seattle') },
      ...{ State: value('WA'), PostalCode: value('98104'), Country: value('US') },
    });
    expect(deep.RemittanceContact).toMatchObject({
      ...{ Email: value('cash@harbour.example'), Phone1: value('+1 206 555 0111') },
      Address: { City: value('Seattle') },
    });
    expect(deep.PaymentInstructions).toMatchObject([
      { PaymentMethod: value('WIRE'), PaymentInstructionsID: value('IBAN'), Value: value('XX00 HARBOUR') },
    ]);
    const [listed] = (
      await call('GET', `${BASE}/Vendor?$expand=MainContact/Address&$select=VendorID,MainContact/Email`)
    ).json;
    expect([listed.VendorName, listed.MainContact.Phone1, listed.MainContact.Email.value]).toEqual([
      ...[undefined, undefined, 'ap@harbour.example'],
    ]);
    expect((await vendor('$expand=MainContact', 'QUARRY')).MainContact.Email).toEqual({});
  });

  it('are filtered by fields of a linked contact', async () => {
    const found = async (filter: string) => {
      const reply = await call('GET', `${BASE}/Vendor?$filter=${encodeURIComponent(filter)}`);
      return reply.status === 200 ? reply.json.length : reply.status;
    };
    expect(await found("MainContact/Email eq 'ap@harbour.example'")).toBe(1);
    expect(await found("MainContact/Address/City eq 'Utica'")).toBe(0);
    expect(await found("MainContact/Nonsense eq 'x'")).toBe(400);
    expect(await found("Nonsense/Email eq 'x'")).toBe(400);
  });

  it('are in the swagger with their contacts', async () => {
    const { schemas } = (await call('GET', `${BASE}/swagger.json`)).json.components;
    expect(schemas.Vendor.allOf[1].properties.MainContact).toEqual({ $ref: '#/components/schemas/Contact' });
    expect(Object.keys(schemas)).toEqual(expect.arrayContaining(['Contact', 'Address']));
  });
});

describe('masters that change', () => {
  it('keep what is not said, and their time of change moves', async () => {
    const account = async () => (await call('GET', `${BASE}/Account/61000`)).json;
    const before = [await vendor('$expand=MainContact'), await account()];
    sim.clock.advance(60_000);
    await control('masters', {
      vendors: [{ id: 'HARBOUR', status: 'Inactive' }],
      accounts: [{ code: '61000', description: 'Office things' }],
      subaccounts: [{ code: '100-000', active: false }],
    });
    const after = [await vendor('$expand=MainContact'), await account()];
    const late = await vendor('$expand=MainContact', 'QUARRY');
    expect(after[0]).toMatchObject({
      ...{ id: before[0].id, Status: value('Inactive'), VendorName: before[0].VendorName },
      ...{ CreatedDateTime: before[0].CreatedDateTime, MainContact: { Email: value('ap@harbour.example') } },
    });
    expect(after[1]).toMatchObject({ Description: value('Office things'), Type: value('Expense') });
    const times = [before, after].map((both) =>
      both.map((one) => Date.parse(one.LastModifiedDateTime.value)),
    );
    expect(times[1]?.map((time, at) => time - (times[0]?.[at] ?? 0) >= 60_000)).toEqual([true, true]);
    expect(Date.parse(late.LastModifiedDateTime.value)).toBe(times[0]?.[0]);
    const subaccount = (await call('GET', `${BASE}/Subaccount/100-000`)).json;
    expect(subaccount).toMatchObject({ Active: value(false), Description: value('Administration') });
    expect(subaccount.LastModifiedDateTime).toBeUndefined();
    const since = new Date(times[1]?.[0] ?? 0).toISOString();
    const filter = encodeURIComponent(`LastModifiedDateTime ge datetimeoffset'${since}'`);
    expect((await call('GET', `${BASE}/Vendor?$filter=${filter}`)).json).toHaveLength(1);
  });
});

describe('purchase receipts', () => {
  const receipt = (changes: object = {}) => ({
    ...{ number: '000016', vendor: 'QUARRY', date: '2026-06-01', ...changes },
    lines: [
      {
        ...{ line: 1, order: { number: '000050', line: 1 }, quantity: '30', unitCost: '12.50' },
        ...{ account: '64000', subaccount: '000-000' },
      },
    ],
  });
  const bill = (line: object) =>
    put({ Vendor: 'QUARRY', Amount: 375, Details: [{ POReceiptType: 'Receipt', ...line }] });

  it('are read by key and in lists', async () => {
    await tenant({ ...seed, purchaseReceipts: [receipt()] });
    const one = (await call('GET', `${BASE}/PurchaseReceipt/Receipt/000016?$expand=Details`)).json;
    expect(one).toMatchObject({
      ...{ Status: value('Released'), VendorID: value('QUARRY'), TotalCost: value(375), TotalQty: value(30) },
      Details: [
        {
          ...{ ReceiptQty: value(30), OrderedQty: value(40), OpenQty: value(10) },
          ...{ POOrderType: value('Normal'), POOrderNbr: value('000050'), POLineNbr: value(1) },
        },
      ],
    });
    expect((await call('GET', `${BASE}/PurchaseReceipt`)).json).toHaveLength(1);
    const old = await call('GET', 'entity/Default/22.200.001/PurchaseReceipt');
    expect(old.json[0].LastModifiedDateTime).toBeUndefined();
  });

  it('are billed by number', async () => {
    await tenant({ ...seed, purchaseReceipts: [receipt()] });
    expect((await bill({ POReceiptNbr: '000016' })).status).toBe(200);
    const made = (await call('GET', `${BASE}/Bill/Bill/000001?$expand=Details`)).json;
    expect(made.Details).toMatchObject([
      {
        ...{ POReceiptNbr: value('000016'), POReceiptLine: value(1), POOrderNbr: value('000050') },
        ...{ POLine: value(1), Qty: value(30), Account: value('64000'), Amount: value(375) },
      },
    ]);
    await control('masters', { purchaseReceipts: [receipt({ number: '000017', status: 'Balanced' })] });
    for (const line of [{ POReceiptNbr: '000017' }, { POReceiptNbr: '000016', POReceiptLine: 4 }]) {
      const refused = await bill(line);
      expect([refused.status, typeof refused.json.Details[0].POReceiptNbr.error]).toEqual([422, 'string']);
    }
  });
});

describe('long texts', () => {
  const long = { VendorRef: 'R'.repeat(41), Description: 'D'.repeat(257) };
  it('are refused, field by field', async () => {
    const { status, json } = await put(long);
    expect([status, typeof json.VendorRef.error, typeof json.Description.error]).toEqual([
      422,
      'string',
      'string',
    ]);
    const fits = { VendorRef: 'R'.repeat(40), Description: 'D'.repeat(256) };
    expect((await put(fits)).status).toBe(200);
  });

  it('or are cut without a word', async () => {
    turn('longTextCut');
    const line = { ...{ Account: '61000', Subaccount: '000-000' }, Qty: 1, UnitCost: 10 };
    const TransactionDescription = 'L'.repeat(300);
    expect((await put({ ...long, Details: [{ ...line, TransactionDescription }] })).status).toBe(200);
    const made = (await call('GET', `${BASE}/Bill/Bill/000001?$expand=Details`)).json;
    expect([made.VendorRef.value.length, made.Description.value.length]).toEqual([40, 256]);
    expect(made.Details[0].TransactionDescription.value).toHaveLength(256);
  });
});

it.each([
  [false, 1],
  [true, 0],
])('spaces at the end are cut off what is kept: %s', async (trims, count) => {
  if (trims) turn('trimsText');
  await put({ Description: 'JGR:nwp:1 ' });
  const filter = encodeURIComponent("startswith(Description, 'JGR:nwp:1 ')");
  expect((await call('GET', `${BASE}/Bill?$filter=${filter}`)).json).toHaveLength(count);
});

it('custom fields are found by how they start', async () => {
  const field = (of: string) => ({
    Document: { AttributeSOURCEID: { type: 'CustomStringField', value: of } },
  });
  await put({ VendorRef: 'A', custom: field('JGR:nwp:1 ') });
  await put({ VendorRef: 'B', custom: field('JGR:nwp:12 ') });
  await put({ VendorRef: 'C', custom: field("O'Hara") });
  await put({ VendorRef: 'D' });
  const found = async (filter: string) =>
    (await call('GET', `${BASE}/Bill?$filter=${encodeURIComponent(filter)}`)).json.map(
      (one: { VendorRef: { value: string } }) => one.VendorRef.value,
    );
  const name = "cf.String(f='Document.AttributeSOURCEID')";
  expect(await found(`startswith(${name}, 'JGR:nwp:1 ')`)).toEqual(['A']);
  expect(await found(`startswith(${name},'JGR:nwp:1')`)).toEqual(['A', 'B']);
  expect(await found(`${name} eq 'O''Hara' or ${name} eq 'jgr:nwp:12'`)).toEqual(['B', 'C']);
  expect(await found(`Vendor eq 'HARBOUR' and (${name} eq 'JGR:nwp:1')`)).toEqual(['A']);
  expect(
    (await call('PUT', `${BASE}/Bill`, wrap({ Type: 'Bill', ReferenceNbr: '000001', custom: field('X') })))
      .status,
  ).toBe(200);
  expect(await found(`startswith(${name}, 'JGR:nwp:1')`)).toEqual(['B']);
});
