import type { IDataObject } from 'n8n-workflow';
import type { BatchAction } from '../../shared/actions';
import { optionsField } from '../../shared/fields';
import { readAllEntries } from '../history/entries';
import { rowBytes, rowsToPurge } from '../housekeeping/retention';
import { inputRows, outputItem } from '../inputs';

const MEGABYTE = 1024 * 1024;
/** Above this share of the limit the next insert may fail. */
const CRITICAL_PERCENT = 95;

/** Finds audit rows that may go and says how full the table is. Deletes nothing itself. Outputs: Purge and Report. */
export const keepHouse: BatchAction = {
  fields: [
    {
      displayName: 'Retention (Days)',
      name: 'retention',
      type: 'number',
      typeOptions: { minValue: 1 },
      default: 365,
      description:
        'Older rows are listed for purging, except the latest of each document and all of those that are open',
    },
    optionsField([
      {
        displayName: 'Forget Closed Documents After (Days)',
        name: 'forget',
        type: 'number',
        typeOptions: { minValue: 0 },
        default: 0,
        description:
          'List also the last row of closed documents once it is this old. 0 for never. Those that a person or the cut-over settled are always kept.',
      },
      {
        displayName: 'Other Tables (MB)',
        name: 'otherTables',
        type: 'number',
        typeOptions: { minValue: 0 },
        default: 0,
        description: 'What the other data tables of this n8n take; the limit is for all of them together',
      },
      {
        displayName: 'Size Limit (MB)',
        name: 'sizeLimit',
        type: 'number',
        typeOptions: { minValue: 1 },
        default: 50,
        description:
          'Limit of n8n for all data tables: 50 in n8n 1, 200 in n8n 2.41, or what N8N_DATA_TABLES_MAX_SIZE_BYTES says',
      },
      {
        displayName: 'Thin Out Retries After (Days)',
        name: 'thinOut',
        type: 'number',
        typeOptions: { minValue: 0 },
        default: 0,
        description:
          'List also attempts of this age that had the same result as the ones before and after, of open documents too. 0 for never.',
      },
      {
        displayName: 'Warn At (Percent)',
        name: 'warnAt',
        type: 'number',
        typeOptions: { minValue: 1, maxValue: 100 },
        default: 80,
        description: 'Share of the limit at which the report says warning',
      },
    ]),
  ],
  async runAll(context) {
    const options = context.getNodeParameter('options', 0, {}) as IDataObject;
    const rows = inputRows(context, 0);
    const entries = readAllEntries(rows);
    const purge = rowsToPurge(entries, {
      now: Date.now(),
      retentionDays: Number(context.getNodeParameter('retention', 0, 365)),
      forgetDays: Number(options.forget ?? 0),
      thinDays: Number(options.thinOut ?? 0),
    });
    const sizes = new Map(entries.map((entry) => [entry, rowBytes(entry.row)]));
    const bytesOf = (list: typeof entries) =>
      list.reduce((bytes, entry) => bytes + (sizes.get(entry) ?? 0), 0);
    const others = Number(options.otherTables ?? 0) * MEGABYTE;
    const limitBytes = Number(options.sizeLimit ?? 50) * MEGABYTE;
    const bytes = bytesOf(entries) + others;
    const bytesAfter = bytes - bytesOf(purge.rows);
    const percent = percentOf(bytes, limitBytes);
    const warnAt = Number(options.warnAt ?? 80);
    const level = percent >= CRITICAL_PERCENT ? 'critical' : percent >= warnAt ? 'warning' : 'ok';
    const report = {
      rows: entries.length,
      documents: purge.documents,
      openDocuments: purge.openDocuments,
      purge: purge.rows.length,
      keep: entries.length - purge.rows.length,
      ...{ bytes, bytesAfter, limitBytes, percent, percentAfter: percentOf(bytesAfter, limitBytes), level },
    };
    return [
      purge.rows.map((entry) => outputItem(entry.row, [entry.index])),
      [outputItem({ ...report, text: reportText(report) }, [...rows.keys()].slice(0, 1))],
    ];
  },
};

const percentOf = (bytes: number, limit: number): number => Math.round((bytes / limit) * 1000) / 10;

function reportText(report: {
  rows: number;
  purge: number;
  bytes: number;
  limitBytes: number;
  percent: number;
  percentAfter: number;
  level: string;
}): string {
  const megabytes = (bytes: number) => `${(bytes / MEGABYTE).toFixed(1)} MB`;
  const size = `The audit table has ${report.rows} rows, about ${megabytes(report.bytes)} of ${megabytes(report.limitBytes)} (${report.percent} %).`;
  const purge =
    report.purge === 0
      ? 'No row may be purged yet.'
      : `${report.purge} rows may be exported and purged, which leaves ${report.percentAfter} %.`;
  const advice =
    report.level === 'ok'
      ? ''
      : ' Shorten the retention, raise N8N_DATA_TABLES_MAX_SIZE_BYTES, or move to PostgreSQL: beyond the limit n8n refuses new audit rows.';
  return `${size} ${purge}${advice}`;
}
