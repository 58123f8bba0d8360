import type { INodeProperties } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import type { Problem } from '../../shared/outcome';
import { Refusal, held } from '../../shared/outcome';
import { itemOf } from '../../shared/readAction';
import { connect } from '../transport/connection';
import { callObject } from '../transport/request';
import { errorsIn, readElement } from '../transport/xml';

/** Everything that pays: this package moves no money (source: index of AP's business objects). */
const PAYS = /^APST(GP|PM|PV|PA|PY|PD)$/i;

const WITH_PARAMETERS = ['Setup/Add', 'Setup/Delete', 'Setup/Update', 'Transaction/Post'];
const READS = ['Query/Query', 'Transaction/Build'];

const xmlField = (displayName: string, name: string, description: string): INodeProperties => ({
  ...{ displayName, name, type: 'string', typeOptions: { rows: 6 }, default: '' },
  description: `${description}. Values from expressions have to be escaped.`,
});

/** Whatever e.net offers beside the known resources. */
export const businessObject: Record<string, Action> = {
  call: {
    fields: [
      {
        displayName: 'Class',
        name: 'verb',
        type: 'options',
        options: [
          { name: 'Query', value: 'Query/Query' },
          { name: 'Setup: Add', value: 'Setup/Add' },
          { name: 'Setup: Delete', value: 'Setup/Delete' },
          { name: 'Setup: Update', value: 'Setup/Update' },
          { name: 'Transaction: Build', value: 'Transaction/Build' },
          { name: 'Transaction: Post', value: 'Transaction/Post' },
        ],
        default: 'Query/Query',
        description: 'As the reference of business objects names it',
      },
      {
        displayName: 'Business Object',
        name: 'object',
        type: 'string',
        default: '',
        required: true,
        placeholder: 'e.g. COMFND',
        description: 'Its name of six characters. Those that pay are refused.',
      },
      {
        ...xmlField('Parameters (XML)', 'xmlParameters', 'XmlParameters of the business object'),
        displayOptions: { show: { verb: WITH_PARAMETERS } },
      },
      {
        ...xmlField('Document (XML)', 'xmlIn', 'XmlIn of the business object, one root element'),
        required: true,
        placeholder: 'e.g. <Query><TableName>ApSupplier</TableName><ReturnRows>5</ReturnRows></Query>',
      },
    ],
    async run(context, index) {
      const connection = await connect(context);
      const read = (name: string) => String(context.getNodeParameter(name, index, '')).trim();
      const verb = read('verb');
      const object = read('object').toUpperCase();
      if (!/^[A-Z0-9]{6}$/.test(object)) throw new Refusal(noObject(read('object')));
      if (PAYS.test(object)) throw new Refusal(pays(object));
      const parameters = WITH_PARAMETERS.includes(verb) ? read('xmlParameters') : '';
      const { root, content } = await callObject(connection, {
        ...{ verb, object, input: elementOf(read('xmlIn'), 'Document (XML)') },
        ...(WITH_PARAMETERS.includes(verb)
          ? { parameters: parameters === '' ? '' : elementOf(parameters, 'Parameters (XML)') }
          : {}),
        ...{ repeatable: READS.includes(verb), what: `the business object ${object}` },
      });
      const problems = errorsIn(content);
      return [
        itemOf({ object, root, ok: !problems.some(({ warning }) => !warning), problems, content }, index),
      ];
    },
  },
};

/** @throws Refusal where the text is no element */
function elementOf(source: string, field: string): string {
  const element = readElement(source);
  if (element !== null) return element;
  throw new Refusal(
    held(
      'setting.xml',
      `${field} is no well-formed XML with one root element; nothing was sent.`,
      `Correct the field ${field}; & < > in values are written &amp; &lt; &gt;.`,
      'support',
    ),
  );
}

const noObject = (name: string): Problem =>
  held(
    'setting.object',
    `${name || 'Nothing'} is no name of a business object.`,
    'Enter its name of six letters and digits, as in COMFND.',
    'support',
  );

const pays = (object: string): Problem =>
  held(
    'setting.object',
    `${object} makes payments, and this node never does.`,
    'Pay in SYSPRO itself.',
    'support',
  );
