/** Divisions that the signed-in user may see. */
import type { Action } from '../../shared/actions';
import { connect } from '../transport/connection';
import type { DivisionList } from '../transport/divisions';
import { readDivisions } from '../transport/divisions';
import { itemOf } from '../../shared/readAction';

export const getDivisions: Action = {
  fields: [
    {
      displayName: 'Divisions',
      name: 'divisions',
      type: 'options',
      options: [
        { name: 'All, Some Perhaps Not Accessible', value: 'system/AllDivisions' },
        { name: 'Of the Licence', value: 'hrm/Divisions' },
        { name: 'With Clients’ Divisions (Accountants)', value: 'system/Divisions' },
      ],
      default: 'hrm/Divisions',
      description:
        'All but those of the licence need the scope Organization administration. The list is kept for ten minutes.',
    },
  ],
  async run(context, index) {
    const path = context.getNodeParameter('divisions', index, 'hrm/Divisions') as DivisionList;
    const divisions = await readDivisions(await connect(context, ''), path);
    return divisions.map((division) => itemOf(division, index));
  },
};
