import type { IDataObject } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import { Refusal, held } from '../../shared/outcome';
import { connect } from '../transport/connection';
import { interpret } from '../transport/errors';
import { send } from '../transport/request';
import { readElement } from '../transport/xml';

/** Whatever the gateway offers beside the known resources. */
export const customFunction: Record<string, Action> = {
  execute: {
    fields: [
      {
        displayName: 'Function (XML)',
        name: 'xml',
        type: 'string',
        typeOptions: { rows: 8 },
        default: '',
        required: true,
        placeholder: 'e.g. <readByName><object>VENDOR</object><keys>V-100</keys></readByName>',
        description:
          'One function element as the Sage Intacct XML documentation shows it, without the surrounding request. Values from expressions have to be escaped.',
      },
      {
        displayName: 'Control ID',
        name: 'controlId',
        type: 'string',
        default: '',
        description:
          'Makes a write safe to repeat: a function whose control ID was carried out before is refused. Empty lets it be carried out each time.',
      },
    ],
    async run(context, index) {
      const connection = await connect(context);
      const body = readElement(String(context.getNodeParameter('xml', index, '')));
      if (body === null) {
        throw new Refusal(
          held(
            'setting.xml',
            'The function is no well-formed XML with one root element; nothing was sent.',
            'Correct the field Function (XML); & < > in values are written &amp; &lt; &gt;.',
            'support',
          ),
        );
      }
      const controlId = String(context.getNodeParameter('controlId', index, '')).trim();
      const unique = controlId !== '';
      const [result] = await send(connection, [{ controlId: controlId || 'custom', body }], {
        unique,
        repeatable: unique,
      });
      if (!result) throw new TypeError('send() gives one result for each function');
      const { status, name, key, rows, errors, totalCount, remaining, resultId } = result;
      if (status !== 'success') throw new Refusal(interpret(errors, `the function ${name}`).problem);
      const json = { function: name, key, totalCount, remaining, resultId, rows };
      return [{ json: json as unknown as IDataObject, pairedItem: { item: index } }];
    },
  },
};
