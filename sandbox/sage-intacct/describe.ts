/** What the company's objects and dimensions are: lookup, inspect, getDimensions, readEntityDetails. */
import type { Call, Outcome } from './call';
import { objectOf } from './query';
import type { Field } from './schema';
import { tableOf } from './world';
import type { Markup, XmlNode } from '../kit/xml';
import { tag, textOf } from '../kit/xml';

/** Fields and relations of an object [doc: queries]. */
export function lookup(node: XmlNode, call: Call): Outcome {
  const schema = objectOf(call, textOf(node, 'object'));
  const docparid = textOf(node, 'docparid');
  // custom fields of a document type come with its name only [doc]
  const fields = [...schema.fields.values()].filter((field) => (field.docparid ?? docparid) === docparid);
  const relations = Object.entries(schema.relations).map(([path, { object, by }]) =>
    tag('Relationship', [
      ...[tag('OBJECTPATH', path), tag('OBJECTNAME', object), tag('LABEL')],
      ...[tag('RELATIONSHIPTYPE', 'MANY2ONE'), tag('RELATEDBY', by)],
    ]),
  );
  const type = tag('Type', [tag('Fields', fields.map(fieldOf)), tag('Relationships', relations)], {
    ...{ Name: schema.name, DocumentType: docparid },
  });
  return { data: tag('data', [type], { listtype: 'All', count: 1 }), cost: 1 };
}

const yes = (value: boolean): string => String(value);
const valid = (values: string[]): Markup | undefined =>
  values.length === 0
    ? undefined
    : tag(
        'VALIDVALUES',
        values.map((value) => tag('VALIDVALUE', value)),
      );

const fieldOf = ({ id, label, required, readOnly, type, values, custom }: Field): Markup =>
  tag('Field', [
    ...[tag('ID', id), tag('LABEL', label), tag('DESCRIPTION', label), tag('REQUIRED', yes(required))],
    ...[tag('READONLY', yes(readOnly)), tag('DATATYPE', type === 'ENUM' ? 'TEXT' : type), valid(values)],
    tag('ISCUSTOM', yes(custom)),
  ]);

/** The older description [recorded]. */
export function inspect(node: XmlNode, call: Call): Outcome {
  const schema = objectOf(call, textOf(node, 'object') || textOf(node, 'name'));
  const isDetailed = node.attributes.detail === '1';
  const fields = [...schema.fields.values()].map(
    ({ id, label, required, readOnly, longest, custom, type }) =>
      isDetailed
        ? tag('Field', [
            ...[
              tag('Name', id),
              tag('groupName'),
              tag('dataName', type),
              tag('externalDataName', type.toLowerCase()),
            ],
            ...[
              tag('isRequired', yes(required)),
              tag('isReadOnly', yes(readOnly)),
              tag('maxLength', String(longest)),
            ],
            ...[tag('DisplayLabel', label), tag('isCustom', yes(custom))],
          ])
        : tag('Field', id),
  );
  const type = tag('Type', [tag('Fields', fields)], { Name: schema.name });
  return { data: tag('data', [type], { listtype: 'All', count: 1 }), cost: 1 };
}

const STANDARD = ['LOCATION', 'DEPARTMENT', 'PROJECT', 'VENDOR', 'CLASS', 'ITEM'];

export function getDimensions(_: XmlNode, { world }: Call): Outcome {
  const dimension = (object: string, label: string, isOwn: boolean) =>
    tag('dimension', [
      ...[tag('objectName', object), tag('objectLabel', label), tag('termLabel', label)],
      ...[tag('userDefinedDimension', yes(isOwn)), tag('enabledInGL', 'true')],
    ]);
  const found = [
    ...STANDARD.map((object) => dimension(object, world.objects.get(object)?.label ?? object, false)),
    ...world.seed.dimensions.map(({ object, label }) => dimension(object, label, true)),
  ];
  return {
    data: tag('data', [tag('dimensions', found)], { listtype: 'dimensions', count: found.length }),
    cost: 1,
  };
}

/** The entities; the shape of the answer is inferred. */
export function readEntityDetails(_: XmlNode, { world }: Call): Outcome {
  const found = tableOf(world, 'LOCATIONENTITY')
    .all()
    .map(({ LOCATIONID = '', NAME = '', CURRENCY = '', STATUS = '' }) =>
      tag('locationentity', [
        ...[
          tag('LOCATIONID', LOCATIONID),
          tag('NAME', NAME),
          tag('CURRENCY', CURRENCY),
          tag('STATUS', STATUS),
        ],
      ]),
    );
  return { data: tag('data', found, { listtype: 'locationentity', count: found.length }), cost: 1 };
}
