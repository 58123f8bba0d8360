/** Records of a list by the codes that mapping rows use for them: QBO's id, a number, or the whole name. */
import type { Owner } from '../../shared/outcome';
import { Refusal, held } from '../../shared/outcome';

export interface Listed {
  id: string;
  /** `AcctNum` of vendors and accounts; '' on lists without numbers. */
  number: string;
  /** With the names of what it is below: `Parent:Child`. */
  name: string;
  active: boolean;
}

const plain = (code: string): string => code.trim().toUpperCase();

/** What QBO appends to names of inactive records (recorded: qbo_api deactivate/*). */
const SUFFIX = / \(deleted(?: \d+)?\)$/i;

export class Directory<T extends Listed> {
  private readonly byId = new Map<string, T>();

  private readonly byCode = new Map<string, T[]>();

  constructor(
    readonly records: readonly T[],
    { byName = true } = {},
  ) {
    for (const record of records) {
      this.byId.set(record.id, record);
      this.add(`id:${record.id}`, record);
      this.add(record.id, record);
      if (record.number !== '') {
        this.add(`number:${record.number}`, record);
        this.add(record.number, record);
      }
      if (!byName) continue;
      const name = record.active ? record.name : record.name.replace(SUFFIX, '');
      this.add(`name:${name}`, record);
      this.add(name, record);
    }
  }

  private add(code: string, record: T): void {
    const known = this.byCode.get(plain(code)) ?? [];
    if (!known.includes(record)) this.byCode.set(plain(code), [...known, record]);
  }

  /** The record with this id of QBO. */
  withId = (id: string): T | undefined => this.byId.get(id);

  /** Active records before inactive ones: a name becomes free when a record is made inactive. */
  all(code: string): T[] {
    const found = this.byCode.get(plain(code)) ?? [];
    const active = found.filter((record) => record.active);
    return active.length > 0 ? active : found;
  }

  /**
   * The one record that a code means; undefined where there is none.
   * @throws Refusal where it means several
   */
  one(code: string, what: string, owner: Owner = 'mapping'): T | undefined {
    const found = this.all(code);
    if (found.length < 2) return found[0];
    const names = found.map(({ id, name }) => `${name} (id ${id})`).join(', ');
    throw new Refusal(
      held(
        'erp.ambiguous',
        `${what} ${code} means ${found.length} records of QuickBooks Online: ${names}.`,
        'Write in the mapping table what is meant: id:…, number:… or name:…, for example id:7.',
        owner,
      ),
    );
  }
}
