/**
 * Which JAGGAER supplier numbers stand for an ERP's vendor: the supplier rows of the mapping table, read in both directions.
 * Without them each supplier that has a number of its own on either side would be created a second time on the other.
 */
import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { Refusal, held } from './outcome';
import { textOf } from './text';

type Json = Record<string, unknown>;

interface Row {
  from: string;
  to: string;
  validFrom: string;
}

export class SupplierNumbers {
  private constructor(
    private readonly vendorByNumber: ReadonlyMap<string, string>,
    private readonly vendorById: ReadonlyMap<string, string>,
    /** JAGGAER numbers its suppliers as the ERP does. */
    readonly areSame: boolean,
  ) {}

  /** For tenants whose supplier numbers are the ERP's vendor ids. */
  static readonly none = new SupplierNumbers(new Map(), new Map(), true);

  /**
   * From mapping rows `{kind, from, to, scope?, validFrom?}` as they are valid on a day.
   * @throws Refusal where there are none, or one cannot be read: nothing may be written then
   */
  static read(rows: readonly Json[], day: string): SupplierNumbers {
    const filled = rows.filter((row) => Object.values(row).some((cell) => textOf(cell) !== ''));
    if (filled.length === 0) {
      throw refusal(
        'mapping.empty',
        'There are no mapping rows at the second input.',
        'Feed it the mapping table, or choose that JAGGAER’s supplier numbers are the ERP’s vendor IDs.',
      );
    }
    const suppliers = filled.filter(isSupplier);
    const ofScope = (names: string[]) =>
      valid(suppliers.filter((row) => names.includes(bare(textOf(cell(row, 'scope'))))).map(readRow), day);
    return new SupplierNumbers(ofScope(['', 'number']), ofScope(['id']), false);
  }

  /** JAGGAER's numbers of a vendor. */
  numbersOf(vendor: string): string[] {
    return [...this.vendorByNumber].filter(([, to]) => to === vendor).map(([from]) => from);
  }

  /** The vendor that a JAGGAER number stands for; null where no row says so. */
  vendorOf(number: string): string | null {
    return this.vendorByNumber.get(number) ?? null;
  }

  /** The vendor of a JAGGAER supplier, by its number or by its id; null where no row says so. */
  vendorOfSupplier({ number, id }: { number: string | null; id: string }): string | null {
    return (number === null ? null : this.vendorOf(number)) ?? this.vendorById.get(id) ?? null;
  }

  /** JAGGAER's numbers and ids that stand for a vendor. */
  suppliersOf(vendor: string): string[] {
    return [...this.vendorByNumber, ...this.vendorById]
      .filter(([, to]) => to === vendor)
      .map(([from]) => from);
  }
}

/** The rows that count on a day, by what they map. @throws Refusal where two contradict each other */
function valid(rows: Row[], day: string): Map<string, string> {
  const latest = new Map<string, Row>();
  for (const row of rows) {
    if (row.validFrom > day) continue;
    const known = latest.get(row.from);
    if (!known || known.validFrom < row.validFrom) latest.set(row.from, row);
    else if (known.validFrom === row.validFrom && known.to !== row.to) throw several(row.from);
  }
  const pairs = [...latest.values()].filter(({ to }) => to !== '');
  return new Map(pairs.map(({ from, to }) => [from, to]));
}

/** Rows by other keys (DUNS, name) say nothing about numbers and ids. */
function isSupplier(row: Json): boolean {
  const kind = textOf(cell(row, 'kind'));
  if (kind === '') throw refusal('mapping.unreadable', 'A mapping row has no kind.', 'Correct the table.');
  return bare(kind) === 'supplier';
}

function readRow(row: Json): Row {
  const [from, to] = [textOf(cell(row, 'from')), textOf(cell(row, 'to'))];
  if (from !== '') return { from, to, validFrom: textOf(cell(row, 'validFrom')).slice(0, 10) };
  throw refusal('mapping.unreadable', `The supplier row to ${to} has no “from”.`, 'Correct the table.');
}

const bare = (name: string): string => name.replace(/[\s_-]/g, '').toLowerCase();

const cell = (row: Json, name: string): unknown =>
  Object.entries(row).find(([key]) => bare(key) === bare(name))?.[1];

const several = (number: string): Refusal =>
  refusal(
    'mapping.several',
    `The mapping table has two vendors for supplier ${number} at the same time.`,
    'Delete the wrong row; until then no supplier is written.',
  );

const refusal = (cause: string, reason: string, advice: string): Refusal =>
  new Refusal(held(cause, reason, advice, 'mapping'));

/** Where it is known which JAGGAER supplier is which vendor. The second input follows this field. */
export const supplierNumbersField: INodeProperties = {
  displayName: 'Supplier Numbers',
  name: 'supplierNumbers',
  type: 'options',
  noDataExpression: true,
  options: [
    {
      name: 'From Mapping Rows (Second Input)',
      value: 'input',
      description: 'The rows of kind supplier that the Crosswalk uses, read in both directions',
    },
    {
      name: 'Same as the ERP’s Vendor IDs',
      value: 'same',
      description: 'Only where JAGGAER has no supplier yet, or numbers all of them as the ERP does',
    },
  ],
  default: 'input',
};

/** The mapping of the second input as it is valid today. @throws Refusal where it cannot be used */
export const supplierNumbersOf = (context: IExecuteFunctions) => (): SupplierNumbers =>
  context.getNodeParameter('supplierNumbers', 0, 'input') === 'same'
    ? SupplierNumbers.none
    : SupplierNumbers.read(mappingRowsOf(context), DateTime.utc().toISODate());

/** The mapping rows of the second input; none where nothing is connected, or nothing came. */
export function mappingRowsOf(context: IExecuteFunctions): IDataObject[] {
  try {
    return context.getInputData(1).map((item) => item.json);
  } catch {
    return [];
  }
}
