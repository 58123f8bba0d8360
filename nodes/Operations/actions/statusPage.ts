import type { IDataObject } from 'n8n-workflow';
import type { BatchAction } from '../../shared/actions';
import { optionsField } from '../../shared/fields';
import { cellText, isoTime } from '../cells';
import { readEntries } from '../history/entries';
import { tellStories } from '../history/stories';
import { inputRows, outputItem } from '../inputs';
import { pageFacts } from '../page/facts';
import { renderPage } from '../page/render';

/** One HTML document for people to look at each morning. Gives one item, also for an empty table. */
export const render: BatchAction = {
  fields: [
    {
      displayName: 'Title',
      name: 'title',
      type: 'string',
      default: 'JAGGAER invoices in the ERP',
      description: 'Heading of the page',
    },
    {
      displayName: 'Time Zone',
      name: 'timeZone',
      type: 'string',
      default: '',
      placeholder: 'e.g. Europe/Amsterdam',
      description: 'Decides where a day begins, and how times are shown. The workflow’s own when empty.',
    },
    {
      displayName: 'Link',
      name: 'link',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://n8n.example.com',
      description: 'Address of n8n, shown at the top of the page. Nothing is shown when empty.',
    },
    optionsField([
      {
        displayName: 'Documents Listed',
        name: 'listed',
        type: 'number',
        typeOptions: { minValue: 1 },
        default: 25,
        description: 'How many documents are listed for each problem',
      },
    ]),
  ],
  async runAll(context) {
    const options = context.getNodeParameter('options', 0, {}) as IDataObject;
    const zone = cellText(context.getNodeParameter('timeZone', 0, '')) || context.getTimezone();
    const title = cellText(context.getNodeParameter('title', 0, ''));
    const facts = pageFacts(tellStories(readEntries(inputRows(context, 0))), Date.now(), zone);
    const page = renderPage(facts, {
      ...{ title, zone, link: cellText(context.getNodeParameter('link', 0, '')) },
      listed: Math.max(1, Number(options.listed ?? 25)),
    });
    const json = {
      html: page,
      title,
      open: facts.openCount,
      problems: facts.groups.length,
      at: isoTime(facts.now),
    };
    return [[outputItem(json, context.getInputData(0).length > 0 ? [0] : [])]];
  },
};
