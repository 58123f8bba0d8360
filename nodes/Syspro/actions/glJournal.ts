/** GL Journal ▸ Post, for documents of the general ledger alone. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { BatchAction } from '../../shared/actions';
import { errorWords } from '../../shared/actions';
import { noticeField, optionsField } from '../../shared/fields';
import { NoAnswer, SignInRefused } from '../../shared/http';
import type { Outcome, Problem } from '../../shared/outcome';
import { DONE, Refusal, held } from '../../shared/outcome';
import { itemOf } from '../../shared/readAction';
import { recover } from '../../shared/recover';
import { currentPeriod } from '../glBalances';
import type { Journal, JournalKey, JournalRules } from '../glJournals';
import {
  journalDocument,
  journalParameters,
  notPosted,
  readAnswer,
  readLines,
  readReference,
  refuseApDocuments,
} from '../glJournals';
import type { Connection } from '../transport/connection';
import { connect } from '../transport/connection';
import { findAny } from '../transport/find';
import { post } from '../transport/request';
import { text } from '../transport/xml';

const string = (displayName: string, name: string, description: string): INodeProperties => ({
  ...{ displayName, name, type: 'string', default: '', description },
});

const number = (displayName: string, name: string, description: string): INodeProperties => ({
  ...{ displayName, name, type: 'number', default: 0, description },
});

const fields: INodeProperties[] = [
  noticeField(
    'journalNotice',
    'For documents of the general ledger alone. AP Invoice ▸ Post books the ledger by itself: a journal beside it would book it twice.',
  ),
  {
    ...string('Reference', 'reference', 'Names the journal, in 30 characters: by it a repeat is recognised'),
    required: true,
  },
  {
    displayName: 'Date',
    name: 'journalDate',
    type: 'dateTime',
    default: '',
    required: true,
    description: 'Date of the journal',
  },
  {
    displayName: 'Lines',
    name: 'lines',
    type: 'json',
    default: '[{ "account": "", "amount": "0.00", "comment": "" }]',
    description: 'A list of lines with account, amount and comment; debits positive, credits negative',
  },
  {
    displayName: 'Dry Run',
    name: 'dryRun',
    type: 'boolean',
    default: false,
    description: 'Whether to have SYSPRO validate the journals only, and show them',
  },
  {
    displayName: 'Post at Once',
    name: 'postNow',
    type: 'boolean',
    default: false,
    description: 'Whether to post the journal; otherwise it waits in SYSPRO for a person to authorize it',
  },
  optionsField(
    [
      {
        displayName: 'Debits Are',
        name: 'debits',
        type: 'options',
        options: [
          { name: 'Negative', value: 'negative' },
          { name: 'Positive', value: 'positive' },
        ],
        default: 'positive',
        description: 'The sign that SYSPRO takes a debit with; try it in a test company once',
      },
      string('Notation', 'notation', 'Text of the journal'),
      number('Period', 'period', 'Of the financial year; 0 is the current one'),
      number('Year', 'year', 'Financial year; 0 is the current one'),
    ],
    'journalOptions',
    'Journal Options',
  ),
];

interface Result {
  outcome: Outcome;
  problem: Problem | null;
  journal: JournalKey | null;
  payload?: object;
}

/** Each item is a journal of its own; outcomes are data, as with bills. */
export const postJournal: BatchAction = {
  fields,
  async runAll(context) {
    const connection = await connect(context);
    const outputs: INodeExecutionData[][] = [[], []];
    let stopped: Problem | null = null;
    for (let index = 0; index < context.getInputData().length; index++) {
      const result: Result = stopped
        ? { outcome: 'held', problem: stopped, journal: null }
        : await one(connection, context, index);
      if (result.problem?.cause === 'connection.signIn') stopped = result.problem;
      outputs[DONE.has(result.outcome) ? 0 : 1]?.push(shown(context, result, index));
    }
    return outputs;
  },
};

function shown(context: IExecuteFunctions, { problem, ...rest }: Result, index: number): INodeExecutionData {
  const { cause = '', owner = '', reason = '', advice = '' } = problem ?? {};
  const reference = context.getNodeParameter('reference', index, '') as string;
  return itemOf({ ...rest, cause, owner, reason, advice, reference }, index);
}

async function one(connection: Connection, context: IExecuteFunctions, index: number): Promise<Result> {
  const failed = (problem: Problem): Result => ({ outcome: problem.outcome, problem, journal: null });
  return await recover(
    () => enter(connection, context, index),
    Error,
    (error) => {
      if (error instanceof Refusal) return failed(error.problem);
      const cause = CAUSES.find(([kind]) => error instanceof kind)?.[1];
      if (cause === undefined) throw error;
      const { message, description } = errorWords(error);
      return failed(held(cause, message, description, 'connection'));
    },
  );
}

const CAUSES = [
  [SignInRefused, 'connection.signIn'],
  [NoAnswer, 'connection.noAnswer'],
] as const;

async function enter(connection: Connection, context: IExecuteFunctions, index: number): Promise<Result> {
  refuseApDocuments(context.getInputData()[index]?.json ?? {});
  const options = context.getNodeParameter('journalOptions', index, {}) as IDataObject;
  const rules: JournalRules = {
    isPosted: context.getNodeParameter('postNow', index, false) === true,
    debits: options.debits === 'negative' ? 'negative' : 'positive',
    validateOnly: context.getNodeParameter('dryRun', index, false) === true,
  };
  const journal = await readJournal(connection, context, index, options);
  const there = await find(connection, journal.reference);
  if (there) return { outcome: 'alreadyPosted', problem: null, journal: there };
  const document = journalDocument(journal, rules);
  const what = `the GL journal ${journal.reference}`;
  return await recover<Result, Result, NoAnswer>(
    async () => {
      const { content } = await post(connection, 'GENTJL', journalParameters(rules), document, what);
      const key = readAnswer(content, what, rules);
      if (rules.validateOnly) return { outcome: 'dryRun', problem: null, journal: null, payload: document };
      const problem = rules.isPosted && key.status !== 'P' ? notPosted(key) : null;
      return { outcome: problem?.outcome ?? 'posted', problem, journal: key };
    },
    NoAnswer,
    async (lost) => {
      if (lost.arrived === false) throw lost;
      const arrived = await find(connection, journal.reference);
      return arrived
        ? { outcome: 'posted', problem: null, journal: arrived }
        : { outcome: 'unknown', problem: unknown(journal.reference, lost.message), journal: null };
    },
  );
}

async function readJournal(
  connection: Connection,
  context: IExecuteFunctions,
  index: number,
  options: IDataObject,
): Promise<Journal> {
  const reference = readReference(String(context.getNodeParameter('reference', index, '')));
  const lines = readLines(context.getNodeParameter('lines', index, []));
  const given = String(context.getNodeParameter('journalDate', index, ''));
  const date = /^\d{4}-\d{2}-\d{2}/.exec(given)?.[0];
  if (!date) {
    throw new Refusal(
      held('setting.date', `The journal’s date cannot be read: ${given}.`, 'Correct Date.', 'support'),
    );
  }
  const [year, period] = [Number(options.year ?? 0), Number(options.period ?? 0)];
  const isGiven = year > 0 && period > 0;
  const current = isGiven ? { year, period } : await currentPeriod(connection, lines[0]?.account ?? '');
  const notation = String(options.notation ?? '');
  return { reference, date, lines, notation, year: year || current.year, period: period || current.period };
}

/** A journal with this reference (source of the table: public reports on SYSPRO's database). */
async function find(connection: Connection, reference: string): Promise<JournalKey | null> {
  const question = {
    table: 'GenJournalDetail',
    key: ['GlYear', 'GlPeriod', 'Journal', 'EntryNumber'],
    columns: ['JnlStatus', 'Reference'],
  };
  const [row] = await findAny(connection, question, 'Reference', [reference]);
  if (!row) return null;
  return {
    ...{ year: text(row, 'GlYear'), period: text(row, 'GlPeriod'), number: text(row, 'Journal') },
    status: text(row, 'JnlStatus'),
  };
}

const unknown = (reference: string, reason: string): Problem => ({
  outcome: 'unknown',
  cause: 'erp.noAnswer',
  reason: `The GL journal ${reference} was sent to SYSPRO, and nobody can say whether it arrived: ${reason}`,
  advice: 'Run it again: it is looked up by its reference first.',
  owner: 'connection',
});
