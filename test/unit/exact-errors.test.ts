/** Refusals of Exact Online in words, and its JSON; samples as public clients and recordings have them. */
import { faultOf, interpret, isBusiness } from '../../nodes/ExactOnline/transport/errors';
import {
  accountCodeIs,
  allOf,
  anyOf,
  dateIs,
  guid,
  newerThan,
  textIs,
} from '../../nodes/ExactOnline/transport/filter';
import { dateAt, instantAt, isTrue, laterOf, rowsIn, textAt } from '../../nodes/ExactOnline/transport/wire';
import { estimate } from '../../nodes/ExactOnline/backfill';

const refusal = (status: number, message: string, headers = {}) => {
  const body = { error: { code: '', message: { lang: '', value: message } } };
  return interpret(faultOf({ status, headers, text: JSON.stringify(body) }), 'invoice INV-7').problem;
};

describe('a refusal', () => {
  it.each([
    [500, 'Mandatory: Cost center', 'erp.fieldMissing', 'held'],
    [500, 'Verplicht: Kostenplaats', 'erp.fieldMissing', 'held'],
    [500, 'Mandatory: due date / payment condition', 'erp.fieldMissing', 'held'],
    [500, 'Invalid reference: Cost unit', 'erp.reference', 'held'],
    [500, 'Ongeldige verwijzing: Kostendrager', 'erp.reference', 'held'],
    [500, 'Invalid: Supplier (Type)', 'erp.vendor', 'held'],
    [500, 'Ongeldig: Leverancier (Type)', 'erp.vendor', 'held'],
    [500, 'Invalid: Journal (type)', 'erp.journal', 'held'],
    [500, 'Ongeldig: Dagboek (type)', 'erp.journal', 'held'],
    [500, 'Invalid: G/L account type', 'erp.accountType', 'held'],
    [500, 'Not allowed: Exchange rate', 'erp.exchangeRate', 'held'],
    [500, 'Period is closed', 'period.closed', 'held'],
    [500, 'Unknown: Financial year (Period-date table)', 'period.closed', 'held'],
    [500, 'Onbekend: Boekjaar (Periode-datumtabel)', 'period.closed', 'held'],
    [500, 'Entry is not in balance: EUR -0.01', 'erp.totals', 'held'],
    [500, 'Already exists - Entry number 24600006, Journal 60', 'erp.duplicateNumber', 'differs'],
    [500, 'Bestaat reeds', 'erp.duplicateNumber', 'differs'],
    [500, 'Something that nobody has written down', 'erp.refused', 'rejected'],
    [400, 'Please add a $select or a $top=1 statement to the query string.', 'erp.invalid', 'rejected'],
    [403, 'Application Scope Violated: the app needs the Purchase orders scope.', 'connection.scope', 'held'],
    [403, 'Forbidden', 'connection.rights', 'held'],
    [404, 'Resource not found', 'erp.notFound', 'rejected'],
    [408, '', 'erp.query', 'held'],
    [429, '', 'erp.blocked', 'held'],
    [503, '', 'erp.failed', 'held'],
    [500, '', 'erp.failed', 'held'],
  ])('%s “%s” is %s', (status, message, cause, outcome) => {
    expect(refusal(status, message)).toMatchObject({ cause, outcome, httpStatus: status });
  });

  it('says what was tried, in Exact’s own words, all of them', () => {
    const words = refusal(500, 'Mandatory: Journal\r\nMandatory: Supplier', { reason: 'E-17' }).reason;
    expect(words).toBe('Exact Online refused invoice INV-7: Mandatory: Journal; Mandatory: Supplier · E-17');
  });

  it('keeps no secret', () => {
    expect(refusal(400, 'refresh_token=abc123 is bad').reason).not.toContain('abc123');
  });

  it('is one of the books only where a 500 has words', () => {
    expect(isBusiness(faultOf({ status: 500, headers: {}, text: '<html>' }))).toBe(false);
    expect(isBusiness({ status: 500, message: 'Period is closed', reason: '' })).toBe(true);
    expect(isBusiness({ status: 400, message: 'Bad', reason: '' })).toBe(false);
  });
});

describe('the wire', () => {
  it('holds local time as if it were UTC: dates stay, instants move (recorded)', () => {
    const row = { Created: '/Date(1782404229433)/', EntryDate: '/Date(1717027200000)/', Empty: null };
    expect(instantAt(row, 'Created', 7_200)).toBe('2026-06-25T14:17:09.433Z');
    expect(dateAt(row, 'EntryDate')).toBe('2024-05-30');
    expect(dateAt(row, 'Empty')).toBeNull();
  });

  it('fills codes up, and has flags as numbers', () => {
    expect(textAt({ Code: '           0000002' }, 'Code')).toBe('0000002');
    expect([isTrue({ a: 1 }, 'a'), isTrue({ a: 0 }, 'a'), isTrue({ a: true }, 'a')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('has three envelopes', () => {
    expect(rowsIn({ d: { results: [{ a: 1 }] } })).toEqual([{ a: 1 }]);
    expect(rowsIn({ d: [{ a: 1 }] })).toEqual([{ a: 1 }]);
    expect(rowsIn({ d: { a: 1 } })).toEqual([{ a: 1 }]);
    expect(rowsIn({ d: { results: [] } })).toEqual([]);
    expect(rowsIn({})).toEqual([]);
  });

  it('counts row versions beyond what a number holds', () => {
    expect(laterOf('9007199254740993', '9007199254740992')).toBe('9007199254740993');
  });
});

describe('filters', () => {
  const id = '3fa2c4d8-0b1e-4a52-9a6f-2d1c7e5b8f90';

  it('are written as OData has them', () => {
    expect(textIs('Name', "O'Neill")).toBe("Name eq 'O''Neill'");
    expect(accountCodeIs('0000002')).toBe("Code eq '           0000002'");
    expect(newerThan('123')).toBe('Timestamp gt 123L');
    expect(dateIs('Modified', 'ge', '2026-01-31')).toBe("Modified ge datetime'2026-01-31T00:00:00'");
    expect(allOf(['a eq 1', '', anyOf(['b eq 2', 'c eq 3'])])).toBe('a eq 1 and (b eq 2 or c eq 3)');
    expect(guid(id)).toBe(`guid'${id}'`);
  });

  it('take nothing for a GUID that is none', () => {
    expect(() => guid("x' or 1 eq 1")).toThrow('Not a GUID');
  });
});

it('nothing can be posted where all calls are for others', () => {
  const allowance = { perDay: 5_000, leftToday: 5_000, perMinute: 60, dayEnds: '' };
  expect(estimate({ invoices: 1, withFiles: false, forOthers: 5_000 }, allowance)).toBeNull();
});
