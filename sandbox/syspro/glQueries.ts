/** GENQGL, GENQST and GENQRY: ledger codes, their structure, and the balance of one. */
import type { BusinessObject } from './call';
import { kid, readDocument, word } from './input';
import { container, sim } from './problems';
import type { Markup } from './reply';
import { document, failure, fields, tag } from './reply';
import { twoDigits } from './periods';
import { ledgerRow, tableOf, today } from './world';
import type { World } from './world';

function systemInformation(world: World): Markup {
  const { signIn, company } = world.seed;
  return tag('SystemInformation', [
    ...fields({ CompanyId: signIn.companyId, CompanyName: company.name, OperatorCode: signIn.operator }),
    ...fields({ LocalCurrency: company.currency, ReportDate: today(world) }),
  ]);
}

/** One code a call; its answer for one that does not exist is not public. The `key` is in small letters [SMP]. */
export const validateLedgerCode: BusinessObject = ({ world, input, settings }) => {
  const key = kid(readDocument(input), 'key');
  const code = word(key, 'LedgerCode');
  const row = ledgerRow(world, code);
  const problem = !row
    ? sim('notFound', 'LedgerCode', code, `ledger code '${code}' not found`)
    : row.AccOnHldFlag === 'Y' && word(key, 'ValidateFlags') === 'Y'
      ? sim('onHold', 'LedgerCode', code, `ledger code '${code}' is on hold`)
      : null;
  if (problem && settings.ledgerCodeMissing === 'text') throw failure(`ERROR: ${problem.text}`);
  if (problem || !row)
    return document('GLStructureQuery', [
      systemInformation(world),
      problem ? tag('LedgerDetails', [container(problem)]) : undefined,
    ]);
  const password = world.seed.ledgerCodes.find((one) => one.code === code)?.password;
  const details = fields({
    ...{ LedgerCode: code, Description: row.Description, AccountType: row.AccountType, GlGroup: row.GlGroup },
    ...{ ExpenseType: row.AccountType === 'E' ? 'G' : '', ControlAccFlag: row.ControlAccFlag, TaxCode: '' },
    ...{ IntegrationMethod: 'D', ProcessTypes: '', AccountPassword: password === undefined ? '' : 'Y' },
  });
  return document('GLStructureQuery', [systemInformation(world), tag('LedgerDetails', details)]);
};

/** Sections of ledger codes. Elements behind the description are inferred: the sample is cut there. */
export const queryStructure: BusinessObject = ({ world, input }) => {
  const number = Number(word(kid(readDocument(input), 'Option'), 'Section') || 1);
  const section = world.seed.structure[number - 1];
  if (!section) return document('GLStructureQuery', [systemInformation(world)]);
  return document('GLStructureQuery', [
    systemInformation(world),
    tag('Section', [
      ...fields({ SectionNumber: String(number), SectionDescription: section.name }),
      ...section.values.map(({ code, description }) =>
        tag('SectionDetails', fields({ SectionCode: code, Description: description })),
      ),
    ]),
  ]);
};

/** One ledger code with its balances; elements behind the period are inferred: the sample is cut there. */
export const queryBalance: BusinessObject = ({ world, input, settings }) => {
  const query = readDocument(input);
  const code = word(kid(query, 'Key'), 'LedgerCode');
  const row = ledgerRow(world, code);
  if (!row) {
    const problem = sim('notFound', 'LedgerCode', code, `ledger code '${code}' not found`);
    if (settings.ledgerCodeMissing === 'text') throw failure(`ERROR: ${problem.text}`);
    return document('LedgerQuery', [systemInformation(world), container(problem)]);
  }
  const { year, month } = world.seed.periods;
  const wanted = word(kid(query, 'Option'), 'GlYear') || String(year);
  const history = tableOf(world, 'GenHistory').get(world.seed.signIn.companyId, code, wanted);
  const balances = Array.from({ length: 12 }, (_, at) => `ClosingBalPer${at + 1}`);
  return document('LedgerQuery', [
    systemInformation(world),
    ...fields({ GlCode: code, Description: row.Description, Currency: world.seed.company.currency }),
    ...fields({ CurrencyDesc: '', GlYear: wanted, GlPeriod: twoDigits(month) }),
    ...fields({ CurrentBalance: row.CurrentBalance, BeginYearBalance: history?.BeginYearBalance ?? '0.00' }),
    ...balances.map((name) => tag(name, history?.[name] ?? '0.00')),
  ]);
};
