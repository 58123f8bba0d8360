/** Invented suppliers, and how they write their invoice numbers. */
export interface Supplier {
  /** JAGGAER's internal id. */
  id: number;
  /** Leading zeros count. */
  number: string;
  /** The second spelling, where there is one, belongs to the same id [P]. */
  names: [string, ...string[]];
  /** `DNP` is a placeholder, not a number [P]. */
  duns?: string;
  currency: 'USD' | 'EUR' | 'GBP';
  city: string;
  state: string;
  postalCode: string;
  country: 'US' | 'GB' | 'DE' | 'CA';
  terms: string;
  /** VAT number, where the world tells one. */
  vat?: string;
  /** Vendor in the ERP; null: nobody has mapped this supplier yet. */
  vendor: string | null;
  /** Number of the n-th invoice of a vendor. */
  reference(count: number, year: string): string;
  /** What it sells. */
  trade: 'office' | 'industrial' | 'services' | 'logistics' | 'laboratory';
}

const padded = (count: number, digits: number) => String(count).padStart(digits, '0');
const plain: Supplier['reference'] = (count) => String(1000 + count);
const byYear: Supplier['reference'] = (count, year) => `${year}/${padded(count, 5)}`;
const zeros: Supplier['reference'] = (count) => padded(count, 8);
const marked =
  (mark: string): Supplier['reference'] =>
  (count) =>
    `${mark}${padded(count, 5)}`;

type Place = [city: string, state: string, postalCode: string, country: Supplier['country']];
type Row = [
  ...[id: number, number: string, name: string, vendor: string | null, currency: Supplier['currency']],
  ...[place: Place, terms: string, trade: Supplier['trade'], reference: Supplier['reference']],
];

const seattle: Place = ['Seattle', 'WA', '98104', 'US'];
const tulsa: Place = ['Tulsa', 'OK', '74103', 'US'];
const dayton: Place = ['Dayton', 'OH', '45402', 'US'];
const leeds: Place = ['Leeds', 'West Yorkshire', 'LS1 4AP', 'GB'];
const kassel: Place = ['Kassel', 'HE', '34117', 'DE'];
const halifax: Place = ['Halifax', 'NS', 'B3J 1S9', 'CA'];

/** Several use plain numbers, so that equal numbers of different suppliers occur; one has an apostrophe. */
const ROWS: Row[] = [
  [80110, '0010443', 'Harrow & Finch Stationers', 'HARROWFIN', 'USD', seattle, 'Net 30', 'office', plain],
  [
    80111,
    '0010567',
    'Tidewater Lab Glass',
    'TIDEWATER',
    'USD',
    tulsa,
    'Net 30',
    'laboratory',
    marked('TLG-'),
  ],
  [80125, '00871', 'Brackenfield Tools', 'BRACKEN', 'USD', dayton, '2% 10 Net 30', 'industrial', byYear],
  [80131, '100234', 'Osprey Bay Logistics', 'OSPREYBAY', 'USD', seattle, 'Net 15', 'logistics', zeros],
  [80140, '0020011', "D'Arcy Cleanroom", 'DARCY', 'USD', tulsa, 'Net 45', 'services', marked("D'A-")],
  [80144, '0020012', 'Pellworth Consulting', 'PELLWORTH', 'USD', dayton, 'Net 30', 'services', plain],
  [80152, '0031200', 'Quillmere', 'QUILLMERE', 'USD', dayton, '2% 10 Net 30', 'laboratory', marked('QS')],
  [80153, '0031201', 'Redstart Packaging', 'REDSTART', 'USD', tulsa, 'Net 30', 'industrial', plain],
  [80160, '00940', 'Nettlecombe Catering', 'NETTLECOMB', 'USD', seattle, 'Net 15', 'services', byYear],
  [80161, '0040007', 'Fennimore Bearings', 'FENNIMORE', 'USD', dayton, 'Net 30', 'industrial', zeros],
  // two supplier records, one vendor
  [80170, '0045001', 'Calder Freight (West)', 'CALDER', 'USD', seattle, 'Net 15', 'logistics', marked('CF/')],
  [80171, '0045002', 'Calder Freight (East)', 'CALDER', 'USD', dayton, 'Net 15', 'logistics', marked('CF/')],
  [80180, '0050110', 'Wendlebury Print', 'WENDLEBURY', 'GBP', leeds, 'Net 30', 'office', marked('WPW ')],
  [80181, '0050111', 'Aldermoor Instruments', 'ALDERMOOR', 'GBP', leeds, 'Net 45', 'laboratory', plain],
  [80190, '0060020', 'Kiefernthal Messtechnik', 'KIEFERNTH', 'EUR', kassel, 'Net 30', 'laboratory', byYear],
  [80191, '0060021', 'Lindenau Verpackung', 'LINDENAU', 'EUR', kassel, 'Net 15', 'industrial', marked('LV-')],
  [80199, '0070300', 'Saltmarsh Marine', 'SALTMARSH', 'USD', halifax, 'Net 30', 'industrial', plain],
  [80204, '0070301', 'Ivorwood Furniture', 'IVORWOOD', 'USD', tulsa, 'Net 45', 'office', marked('IW-')],
  [80210, '0080001', 'Greyling Software', 'GREYLING', 'USD', seattle, 'Net 30', 'services', marked('GRY-')],
  [80211, '0080002', 'Thistledown Safety', 'THISTLE', 'USD', dayton, 'Net 30', 'industrial', plain],
  [80230, '0099017', 'Merrow Point Labs', null, 'USD', tulsa, 'Net 30', 'laboratory', marked('MPL-')],
];

/** By id: a second spelling of the name, and DUNS numbers with their placeholder. */
const MORE: Record<number, { spelling?: string; duns?: string }> = {
  80110: { spelling: 'HARROW AND FINCH STATIONERS INC', duns: 'DNP' },
  80140: { duns: '041273985' },
  80152: { spelling: 'Quillmere Scientific, LLC', duns: '118204467' },
  80180: { duns: '219887430' },
  80190: { duns: 'DNP' },
};

const all = ROWS.map(([id, number, name, vendor, currency, place, terms, trade, reference]): Supplier => {
  const { spelling, duns } = MORE[id] ?? {};
  return {
    ...{ id, number, vendor, currency, terms, trade, reference },
    names: spelling === undefined ? [name] : [name, spelling],
    ...(duns !== undefined && { duns }),
    ...(place[3] === 'DE' && { vat: `DE${id}0000` }),
    ...{ city: place[0], state: place[1], postalCode: place[2], country: place[3] },
  };
});

export const MAPPED_SUPPLIERS = all.filter((supplier) => supplier.vendor !== null);
export const UNMAPPED_SUPPLIERS = all.filter((supplier) => supplier.vendor === null);
export const SUPPLIERS: readonly Supplier[] = all;

/** The vendor that an older, no longer valid mapping row names. */
export const FORMER_VENDOR = { supplierNumber: '0010443', vendor: 'OLDHARROW', until: '2021-01-01' };

/** All suppliers live in a street of this name, and have this number. */
export const STREET = '200 Market Street';
export const TELEPHONE = '+1 206 555 0100';

/** Where a supplier reads its mail. */
export const emailOf = ({ names }: Supplier): string =>
  `accounts@${names[0].toLowerCase().replace(/[^a-z]+/g, '-')}.example`;
