import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** A mapping table that n8n keeps encrypted, for codes that must not lie in a Data Table in plain text. */
export class CrosswalkMappingApi implements ICredentialType {
  name = 'crosswalkMappingApi';

  displayName = 'Crosswalk Mapping API';

  icon: Icon = { light: 'file:crosswalk.svg', dark: 'file:crosswalk.dark.svg' };

  documentationUrl =
    'https://github.com/n8n-nodes-jaggaer-erp/n8n-nodes-jaggaer-erp/blob/main/docs/architecture.md';

  properties: INodeProperties[] = [
    {
      displayName: 'Mapping Rows',
      name: 'rows',
      type: 'string',
      typeOptions: { rows: 12 },
      default: '',
      required: true,
      placeholder: 'kind,scope,from,to,validFrom,note',
      description:
        'A table with a heading line (CSV), or a JSON list of rows. Columns: kind, from, to, and where needed scope and validFrom. Paste it from a spreadsheet.',
    },
  ];
}
