/** Suppliers, purchase orders and registered invoices of the SYSPRO simulator. */
import {
  apInvoice,
  booked,
  control,
  elements,
  equals,
  errorsOf,
  item,
  parameters,
  post,
  query,
  rows,
  setUp,
  signOn,
  sim,
  simulated,
} from './sysproClient';
import type { Answer } from './sysproClient';

simulated();
const key = (code: string) => code.padStart(15, '0');

describe('APSSSP', () => {
  const write = (
    action: string,
    code: string,
    fields: Record<string, string>,
    how: Record<string, string> = {},
  ) =>
    setUp(
      action,
      'APSSSP',
      parameters('SetupApSupplier', how),
      `<SetupApSupplier><Item><Key><Supplier>${code}</Supplier></Key>${elements(fields)}</Item></SetupApSupplier>`,
    );
  const said = ({ xml }: Answer) => xml.setupapsupplier;

  it('adds, changes what is named and deletes, and answers in small letters', async () => {
    const added = said(
      await write('Add', '8', {
        SupplierName: 'Café Møller',
        Currency: 'EUR',
        SupAddr1: '8 Quay',
        GrnMatchReqd: 'N',
      }),
    );
    expect([added.item[0].key.supplier, added.StatusOfItems]).toEqual([
      '0000008',
      { RecordsRead: '1', RecordsInvalid: '0' },
    ]);
    expect((await rows('ApSupplier', equals('Supplier', key('8'))))[0]).toMatchObject({
      SupplierName: 'Café Møller',
      Branch: 'HO',
      OnHold: 'N',
    });
    await write('Update', '0000008', { Telephone: '5550108' });
    expect((await rows('ApSupplier', equals('Supplier', key('8'))))[0]).toMatchObject({
      SupplierName: 'Café Møller',
      Telephone: '5550108',
    });
    expect((await rows('ApSupplierAddr', equals('Supplier', key('8'))))[0]?.SupAddr1).toBe('8 Quay');
    expect(said(await write('Delete', '8', {})).StatusOfItems.RecordsInvalid).toBe('0');
    await apInvoice([item()]);
    expect(errorsOf(await write('Delete', '1', {}).then(said))).toEqual([
      "supplier 1: SIM supplier '1' has invoices",
    ]);
  });

  it('refuses what is not right, in elements of small letters', async () => {
    const bad = said(
      await write('Add', '9', {
        SupplierName: 'X',
        Currency: 'XXX',
        TermsCode: '99',
        OnHold: 'Q',
        PayByEft: 'Y',
      }),
    );
    expect(errorsOf(bad.item)).toEqual([
      ...["termscode 99: SIM TermsCode '99' not found", "currency XXX: SIM Currency 'XXX' not found"],
      "onhold Q: XML element 'onhold' has a value of 'Q'. It should be 'N / Y'",
    ]);
    expect(bad.StatusOfItems.RecordsInvalid).toBe('1');
    expect(errorsOf(said(await write('Add', '9', {})).item)[0]).toContain('{SupplierName}');
    await write('Add', '9', { SupplierName: 'Y' }, { ValidateOnly: 'Y' });
    expect(await rows('ApSupplier')).toHaveLength(5);
  });

  it('gives a number where SYSPRO numbers suppliers itself', async () => {
    sim.reset({ supplierKey: { type: 'N', length: 7, automatic: true, next: 500 } });
    await signOn();
    const codes = [];
    for (const name of ['A', 'B'])
      codes.push(said(await write('Add', '', { SupplierName: name })).item[0].key.supplier);
    expect(codes).toEqual(['0000500', '0000501']);
    sim.reset({});
  });
});

describe('purchase orders', () => {
  const stock = (fields: Record<string, string> = {}) =>
    `<StockLine>${elements({ LineActionType: 'A', StockCode: 'PAPER', Warehouse: '**', OrderQty: '10', OrderUom: 'EA', PriceMethod: 'M', Price: '4.5', ProductClass: 'SUN', LedgerCode: '10-6220', ...fields })}</StockLine>`;
  const SAVED = { ValidateOnly: 'N', AllowNonStockItems: 'Y' };
  const orders = async (
    how: Record<string, string>,
    lines = stock(),
    fields: Record<string, string> = {},
    count = 1,
  ) => {
    const one = `<Orders><OrderHeader>${elements({ OrderActionType: 'A', Supplier: '2', CustomerPoNumber: 'JPO-7', ...fields })}</OrderHeader><OrderDetails>${lines}</OrderDetails></Orders>`;
    return (
      await post(
        'PORTOI',
        parameters('PostPurchaseOrders', how),
        `<PostPurchaseOrders>${one.repeat(count)}</PostPurchaseOrders>`,
      )
    ).xml.postpurchaseorders;
  };

  it('are only validated unless that is refused', async () => {
    const tried = await orders({ AllowNonStockItems: 'Y' });
    expect(tried.StatusofItems).toEqual({ ItemsProcessed: '000001', ItemsInvalid: '000000' });
    expect(await rows('PorMasterHdr')).toHaveLength(1);
    const saved = await orders(SAVED, stock(), {}, 2);
    expect(saved.Order.map((one: { Key: object }) => one.Key)).toEqual([
      { PurchaseOrder: '000102' },
      { PurchaseOrder: '000103' },
    ]);
    expect(saved.Order[1]).toMatchObject({ ItemNumber: '000002', OrderActionType: 'A', Supplier: '0000002' });
    const found = await rows('PorMasterHdr', equals('CustomerPoNumber', 'JPO-7'));
    expect(found.map(({ PurchaseOrder }) => PurchaseOrder)).toEqual([key('102'), key('103')]);
    expect((await rows('PorMasterDetail', equals('PurchaseOrder', key('102'))))[0]).toMatchObject({
      MGlCode: '10-6220',
      MStockCode: 'PAPER',
    });
  });

  it('are refused whole where a line is not right', async () => {
    const wrong = async (lines: string, how: Record<string, string> = SAVED) =>
      errorsOf((await orders(how, lines)).Order);
    expect(await wrong(stock(), { ValidateOnly: 'N' })).toEqual([
      'StockCode PAPER: SIM non-stocked items are not allowed',
    ]);
    expect(await wrong(stock({ Warehouse: 'FG' }))).toEqual([
      "StockCode PAPER: Stock code 'PAPER' not found",
    ]);
    expect(await wrong(stock({ Price: '0' }))).toEqual(['Price 0: SIM a price of zero is not allowed']);
    expect(await wrong(stock({ Price: '0' }), { ...SAVED, AllowZeroPrice: 'Y' })).toEqual([]);
    expect(await wrong(stock({ ProductClass: '' }))).toEqual([
      "ProductClass : XML element '{StockLine}{ProductClass}' cannot be spaces",
    ]);
    expect(await wrong(stock({ LedgerCode: 'x' }))).toHaveLength(1);
    expect(await wrong(stock({ LedgerCode: '' }), { ...SAVED, AllowBlankLedgerCode: 'N' })).toHaveLength(1);
    expect(await wrong(stock({ StockCode: 'A100', Warehouse: 'FG' }), { ValidateOnly: 'N' })).toEqual([]);
    expect(await wrong(stock() + stock({ OrderQty: '' }))).toHaveLength(1);
    expect(await rows('PorMasterHdr')).toHaveLength(3);
  });

  it('are changed and cancelled by their number, and not once goods have come', async () => {
    await orders(SAVED);
    const PurchaseOrder = '102';
    const changed = await orders(
      SAVED,
      stock({ LineActionType: 'C', PurchaseOrderLine: '1', OrderQty: '12' }),
      { OrderActionType: 'C', PurchaseOrder },
    );
    expect(changed.StatusofItems.ItemsInvalid).toBe('000000');
    expect((await rows('PorMasterDetail', equals('PurchaseOrder', key('102'))))[0]).toMatchObject({
      MOrderQty: '12.000000',
      MGlCode: '10-6220',
    });
    await orders(SAVED, '', { OrderActionType: 'D', PurchaseOrder });
    expect((await rows('PorMasterHdr', equals('PurchaseOrder', key('102'))))[0]?.OrderStatus).toBe('*');
    expect(errorsOf((await orders(SAVED, '', { OrderActionType: 'C', PurchaseOrder })).Order)[0]).toContain(
      'complete or cancelled',
    );
    expect(
      errorsOf((await orders(SAVED, '', { OrderActionType: 'D', PurchaseOrder: '101' })).Order)[0],
    ).toContain('received already');
  });

  it('are shown with a blank in front, and listed by filters', async () => {
    await control('orders', {
      number: '900',
      supplier: '2',
      date: '2026-01-05',
      status: '*',
      lines: [
        { line: 1, description: 'Bolts', quantity: '38400', unit: 'EA', price: '1', ledgerCode: '10-6300' },
      ],
    });
    const one = await query('PORQRY', '<Query><Key><PurchaseOrder>900</PurchaseOrder></Key></Query>');
    expect(one.text).toContain('<PurchaseOrder> 000900</PurchaseOrder>');
    expect(one.xml.PorDetail).toMatchObject({ OrderStatus: '*', OrderStatusDescription: 'Cancelled' });
    expect(one.xml.PorDetail.PurchaseOrderLines.PurchaseOrderLine).toMatchObject({
      MOrderQty: '38,400.000',
      Unedited_MOrderQty: '38400.000000',
    });
    const list = async (cancelled: string, filter: string) =>
      (
        (
          await query(
            'PORQPO',
            `<Query><Option><IncludeCompletedOrders>Y</IncludeCompletedOrders><IncludeCancelledOrders>${cancelled}</IncludeCancelledOrders></Option><Filter>${filter}</Filter></Query>`,
          )
        ).xml.PorQuery.PurchaseOrderItem ?? []
      ).map(({ PurchaseOrder }: { PurchaseOrder: string }) => PurchaseOrder);
    expect(await list('Y', '<Supplier FilterType="A"/>')).toEqual(['000101', '000900']);
    expect(await list('N', '')).toEqual(['000101']);
    expect(await list('Y', '<PurchaseOrder FilterType="R" FilterValue="000200,000950"/>')).toEqual([
      '000900',
    ]);
    expect(await list('Y', '<Supplier FilterType="S" FilterValue="0000001"/>')).toEqual([]);
  });
});

describe('APSTRI', () => {
  const register = async (fields: Record<string, string>, orders: string[] = []) =>
    (
      await post(
        'APSTRI',
        parameters('PostApRegisterInvoice'),
        `<PostApRegisterInvoice><Item>${elements({ Supplier: '1', Invoice: 'R-1', InvoiceValue: '40', InvoiceDate: '2026-06-09', ...fields })}<Orders>${orders.map((one) => `<PurchaseOrder>${one}</PurchaseOrder>`).join('')}</Orders></Item></PostApRegisterInvoice>`,
      )
    ).xml.postapregisterinvoice;

  it('registers an invoice with its orders, and nothing reaches AP or the ledger', async () => {
    const { Item } = await register({ Reference: 'JGR-3' }, ['101']);
    expect(Item[0].Key).toEqual({
      Supplier: '0000001',
      Invoice: 'R-1',
      TransactionType: 'I',
      EntryNumber: '1',
    });
    expect([(await rows('ApInvoice')).length, (await rows('GenJournalDetail')).length]).toEqual([0, 0]);
    const shown = await query(
      'APSQRY',
      '<Query><Key><Supplier>1</Supplier></Key><Option><IncludeRegisteredInvoices>Y</IncludeRegisteredInvoices></Option></Query>',
    );
    expect(shown.xml.ApQuery.RegisteredInvoices.RegisteredInvoice).toMatchObject({
      Invoice: 'R-1',
      Reference: 'JGR-3',
      Orders: { PurchaseOrder: '101' },
    });
    expect((await control('state?registered')).rows).toHaveLength(1);
  });

  it('takes the number for APSTIN too, and refuses numbers and orders that are not right', async () => {
    await register({});
    expect(errorsOf((await register({})).Item)).toEqual(["Invoice R-1: SIM invoice 'R-1' exists"]);
    expect(errorsOf(booked(await apInvoice([item({ Invoice: 'R-1' })])).items)).toEqual([
      "Invoice R-1: SIM invoice 'R-1' is registered",
    ]);
    expect(errorsOf((await register({ Invoice: 'R-2' }, ['555'])).Item)).toEqual([
      "PurchaseOrder 555: SIM purchase order '555' not found",
    ]);
    const many = Array.from({ length: 21 }, () => '101');
    expect(errorsOf((await register({ Invoice: 'R-2' }, many)).Item)[0]).toContain('more than 20');
    expect(errorsOf((await register({ Invoice: 'R-2', Supplier: '99' })).Item)).toHaveLength(1);
  });
});
