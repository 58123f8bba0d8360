/** Create or Update in the kernel, with a register of people in memory as the other side. */
import { NoAnswer, SignInRefused } from '../../nodes/shared/http';
import type { Problem } from '../../nodes/shared/outcome';
import { Refusal, rejected } from '../../nodes/shared/outcome';
import type { Match, SyncTarget, WriteOrder, Written } from '../../nodes/shared/syncTarget';
import { syncDocuments } from '../../nodes/shared/syncing';

interface Person {
  environment: 'production' | 'test';
  id: string;
  city: string;
  phone?: string;
  lastUpdate: string | null;
}
interface Entry {
  number: string;
  id: string;
  city: string;
  phone?: string;
}
type Fault = (ids: string[], carryOut: () => void) => Written[] | undefined;

const person = (id: string, city: string, more: Partial<Person> = {}): Person => ({
  ...{ environment: 'test', id, city, lastUpdate: null },
  ...more,
});

/** Keeps city by id; ids that start with a hyphen are refused alone, phones are never kept. */
class Register implements SyncTarget<Person, Entry> {
  readonly system = 'Register';
  readonly company = 'town';
  readonly environment = 'test';
  readonly kind = 'person';
  batchSize = 1;
  readsBack = false;
  entries: Entry[] = [];
  /** Ids of each write call. */
  sent: string[][] = [];
  finds = 0;
  faults: Fault[] = [];
  blind: Record<string, Problem> = {};
  findFault: (() => void) | null = null;
  slotOf?: (document: Person) => string;

  nameOf = ({ id }: Person) => ({ key: id, name: `Person ${id}` });

  async find(people: Person[]): Promise<Map<string, Array<Match<Entry>> | Problem>> {
    this.finds++;
    this.findFault?.();
    return new Map(
      people.map(({ id }) => [
        id,
        this.blind[id] ??
          this.entries
            .filter((entry) => entry.id === id)
            .map((record) => ({ id: record.number, matchedBy: 'id', record })),
      ]),
    );
  }

  plan(document: Person, match: Match<Entry> | null) {
    if (document.city === '')
      throw new Refusal(rejected('city', `${document.id} has no city`, 'Add it.', 'erp'));
    const wanted = { city: document.city, ...(document.phone ? { phone: document.phone } : {}) };
    const differences = Object.entries(wanted)
      .map(([field, expected]) => ({
        ...{ field, expected },
        found: match?.record[field as keyof Entry] ?? '',
      }))
      .filter(({ expected, found }) => expected !== found);
    return { payload: { id: document.id, ...wanted }, differences, notCarried: [] };
  }

  async write(changes: Array<WriteOrder<Person, Entry>>): Promise<Written[]> {
    const people = changes.map(({ change }) => change.payload as Entry);
    const ids = people.map(({ id }) => id);
    this.sent.push(ids);
    const carryOut = () => people.forEach(({ id, city }) => this.put(id, city));
    const result = this.faults.shift()?.(ids, carryOut);
    if (result) return result;
    const odd = ids.find((id) => id.startsWith('-'));
    if (odd) throw new Refusal(rejected('id', `${odd} is no id`, 'Correct it.', 'erp'));
    carryOut();
    return ids.map((id) => ({ kind: 'written', id: this.numberOf(id), warnings: [] }));
  }

  private numberOf = (id: string) => this.entries.find((entry) => entry.id === id)?.number ?? '';

  private put(id: string, city: string): void {
    const known = this.entries.find((entry) => entry.id === id);
    if (known) known.city = city;
    else this.entries.push({ number: `N${this.entries.length + 1}`, id, city });
  }
}

let register: Register;
beforeEach(() => (register = new Register()));
const sync = (people: Person[], dryRun = false) => syncDocuments(people, register, { dryRun });
const outcomes = async (people: Person[], dryRun = false) =>
  (await sync(people, dryRun)).map(({ outcome, problem }) => (problem ? problem.cause : outcome));

describe('Create or Update', () => {
  it('creates, updates and leaves alone, and changes nothing when it runs again', async () => {
    register.entries = [
      { number: 'N1', id: 'a', city: 'Oslo' },
      { number: 'N2', id: 'b', city: 'Rome' },
    ];
    const people = [person('a', 'Oslo'), person('b', 'Riga'), person('c', 'Kyiv')];
    const results = await sync(people);
    expect(results.map(({ outcome, targetId }) => [outcome, targetId])).toEqual([
      ['unchanged', 'N1'],
      ['updated', 'N2'],
      ['created', 'N3'],
    ]);
    expect(results[1]?.differences).toEqual([{ field: 'city', expected: 'Riga', found: 'Rome' }]);
    expect(register.finds).toBe(1);
    expect(register.sent).toEqual([['b'], ['c']]);
    expect(await outcomes(people)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(register.sent).toHaveLength(2);
  });

  it('writes nothing in a dry run and shows what would be sent', async () => {
    register.entries = [{ number: 'N1', id: 'a', city: 'Oslo' }];
    const results = await sync([person('a', 'Bern'), person('a2', 'Rome'), person('', '')], true);
    expect(results.map(({ outcome }) => outcome)).toEqual(['dryRun', 'dryRun', 'rejected']);
    expect(results.map(({ payload }) => payload)).toEqual([
      { id: 'a', city: 'Bern' },
      { id: 'a2', city: 'Rome' },
      null,
    ]);
    expect(register.sent).toEqual([]);
  });

  it('takes the newer of the same document twice, for both', async () => {
    const results = await sync([
      person('a', 'Bern', { lastUpdate: '2026-03-02T00:00:00.000Z' }),
      person('a', 'Rome', { lastUpdate: '2026-03-01T00:00:00.000Z' }),
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
    expect(register.sent).toEqual([['a']]);
    expect(register.entries).toMatchObject([{ city: 'Bern' }]);
  });

  it('holds what is from the other environment, matches twice, or cannot be looked up, alone', async () => {
    register.entries = [
      { number: 'N1', id: 'twin', city: 'Oslo' },
      { number: 'N2', id: 'twin', city: 'Rome' },
    ];
    register.blind = { hidden: rejected('hidden', 'no right', 'Ask.', 'jaggaer') };
    const people = [
      person('live', 'Bern', { environment: 'production' }),
      ...['twin', 'hidden', 'good'].map((id) => person(id, 'Bern')),
    ];
    expect(await outcomes(people)).toEqual(['connection.environment', 'match.several', 'hidden', 'created']);
    expect(register.sent).toEqual([['good']]);
  });

  it('holds two documents that match one record', async () => {
    register.find = async (people) =>
      new Map(
        people.map(({ id }) => [
          id,
          [{ id: 'N1', matchedBy: 'name', record: { number: 'N1', id, city: '' } }],
        ]),
      );
    expect(await outcomes([person('a', 'Bern'), person('b', 'Rome')])).toEqual([
      'match.shared',
      'match.shared',
    ]);
    expect(register.sent).toEqual([]);
  });

  it('lets none write to a record that another matches as it is', async () => {
    register.entries.push({ number: 'N1', id: 'a', city: 'Bern' });
    const find = register.find.bind(register);
    register.find = async (people) => {
      const found = await find(people);
      return new Map(people.map(({ id }) => [id, found.get('a') ?? []]));
    };
    for (const people of [
      [person('a', 'Bern'), person('b', 'Rome')],
      [person('b', 'Rome'), person('a', 'Bern')],
    ]) {
      expect((await outcomes(people)).sort()).toEqual(['match.shared', 'unchanged']);
    }
    expect(register.sent).toEqual([]);
  });

  it('creates none of two new documents that would be one record there', async () => {
    register.slotOf = ({ city }) => city;
    register.batchSize = 8;
    expect(await outcomes([person('a', 'Bern'), person('b', 'Bern'), person('c', 'Rome')])).toEqual([
      'match.double',
      'match.double',
      'created',
    ]);
    expect(register.sent).toEqual([['c']]);
  });

  it('finds the bad ones of a refused batch by halves', async () => {
    register.batchSize = 8;
    const people = ['1', '2', '-3', '4', '5', '6', '7', '-8', '9'].map((id) => person(id, 'Bern'));
    const results = await sync(people);
    expect(results.filter(({ outcome }) => outcome === 'rejected').map(({ key }) => key)).toEqual([
      '-3',
      '-8',
    ]);
    expect(results.filter(({ outcome }) => outcome === 'created')).toHaveLength(7);
    expect(results.every(({ attempts }) => attempts === 1)).toBe(true);
  });

  it.each([
    ['a refused sign-in', 'connection.signIn', new SignInRefused('unauthorized_client')],
    ['a server that is gone', 'connection.noAnswer', new NoAnswer('cannot be reached', false)],
  ])('keeps what half of a refused batch became, when %s ends the run', async (_, cause, error) => {
    register.batchSize = 4;
    register.readsBack = true;
    const refuse = (): never => {
      throw error;
    };
    // all four, the first half, its parts, and the second half
    register.faults = [...[1, 2, 3, 4].map(() => () => undefined), refuse];
    const people = ['1', '-2', '3', '4', '5'].map((id) => person(id, 'Bern'));
    expect(await outcomes(people)).toEqual(['created', 'id', cause, cause, cause]);
    expect(register.entries.map(({ id }) => id)).toEqual(['1']);
  });
});

describe('a write without an answer', () => {
  const lost = (): never => {
    throw new NoAnswer('connection lost', null);
  };
  const failed = (): Written[] => [{ kind: 'unknown', reason: 'HTTP 500', final: true }];

  it('is settled by looking: it arrived', async () => {
    register.faults = [(_ids, carryOut) => (carryOut(), lost())];
    const [result] = await sync([person('a', 'Bern')]);
    expect(result).toMatchObject({ outcome: 'created', targetId: 'N1', attempts: 1 });
    register.faults = [(_ids, carryOut) => (carryOut(), lost())];
    expect(await outcomes([person('a', 'Rome')])).toEqual(['updated']);
    expect(register.sent).toHaveLength(2);
  });

  it('is never sent again blind, and the next run goes on', async () => {
    register.faults = [lost];
    expect(await outcomes([person('a', 'Bern'), person('b', 'Rome')])).toEqual(['write.noAnswer', 'created']);
    expect(register.sent).toEqual([['a'], ['b']]);
    expect(await outcomes([person('a', 'Bern')])).toEqual(['created']);
  });

  it('is sent once more where it surely did not arrive', async () => {
    register.faults = [failed];
    expect(await outcomes([person('a', 'Bern')])).toEqual(['created']);
    expect(register.sent).toEqual([['a'], ['a']]);
    register.faults = [failed, failed];
    expect(await outcomes([person('b', 'Bern')])).toEqual(['write.noAnswer']);
  });

  it('is not created a second time where half of it arrived', async () => {
    register.faults = [
      () => {
        register.entries.push({ number: 'N1', id: 'a', city: '' });
        return failed();
      },
    ];
    expect(await outcomes([person('a', 'Bern')])).toEqual(['write.noAnswer']);
    expect(register.sent).toEqual([['a']]);
    expect(await outcomes([person('a', 'Bern')])).toEqual(['updated']);
  });

  it('holds the rest where the look-up gets no answer either', async () => {
    register.faults = [
      (_ids, carryOut) => {
        carryOut();
        register.findFault = lost;
        return lost();
      },
    ];
    const results = await sync(['a', 'b', 'c'].map((id) => person(id, 'Bern')));
    expect(results.map(({ outcome }) => outcome)).toEqual(['unknown', 'held', 'held']);
    expect(register.sent).toEqual([['a']]);
    register.findFault = null;
    expect(await outcomes(['a', 'b', 'c'].map((id) => person(id, 'Bern')))).toEqual([
      'unchanged',
      'created',
      'created',
    ]);
  });

  it('holds the rest where the request cannot leave', async () => {
    register.faults = [
      () => {
        throw new NoAnswer('cannot be reached', false);
      },
    ];
    expect(await outcomes([person('a', 'Bern'), person('b', 'Bern')])).toEqual([
      'connection.noAnswer',
      'connection.noAnswer',
    ]);
    expect(register.sent).toHaveLength(1);
  });
});

describe('a refused sign-in', () => {
  const refuse = (): never => {
    throw new SignInRefused('unauthorized_client');
  };

  it('before the batch holds all of it', async () => {
    register.findFault = refuse;
    const results = await sync([person('a', 'Bern'), person('b', 'Bern')]);
    expect(results.map(({ problem }) => problem?.cause)).toEqual(['connection.signIn', 'connection.signIn']);
    expect(results[0]?.problem).toMatchObject({ outcome: 'held', owner: 'connection', httpStatus: 401 });
    expect(register.sent).toEqual([]);
  });

  it('in mid-batch holds the rest and keeps what was done', async () => {
    register.faults = [() => undefined, refuse];
    expect(await outcomes(['a', 'b', 'c'].map((id) => person(id, 'Bern')))).toEqual([
      'created',
      'connection.signIn',
      'connection.signIn',
    ]);
    expect(register.sent).toEqual([['a'], ['b']]);
  });

  it('says that it does not know what became of a write before it', async () => {
    register.faults = [
      (_ids, carryOut) => {
        carryOut();
        register.findFault = refuse;
        throw new NoAnswer('connection lost', null);
      },
    ];
    const results = await sync([person('a', 'Bern'), person('b', 'Bern')]);
    expect(results.map(({ outcome, problem }) => [outcome, problem?.cause])).toEqual([
      ['unknown', 'connection.signIn'],
      ['held', 'connection.signIn'],
    ]);
  });
});

describe('reading back', () => {
  it('tells what the other side took and did not keep', async () => {
    register.readsBack = true;
    const [kept, lost] = await sync([person('a', 'Bern'), person('b', 'Bern', { phone: '12' })]);
    expect(kept?.outcome).toBe('created');
    expect(lost).toMatchObject({
      outcome: 'differs',
      targetId: 'N2',
      differences: [{ field: 'phone', expected: '12', found: '' }],
      problem: { cause: 'write.notKept' },
    });
  });

  it('does not undo a success where it gets no answer', async () => {
    register.readsBack = true;
    register.faults = [
      () => {
        register.findFault = () => {
          throw new NoAnswer('gone', null);
        };
        return undefined;
      },
    ];
    expect(await outcomes([person('a', 'Bern')])).toEqual(['created']);
  });
});
