/**
 * Both directions between the same two systems, without an echo.
 *
 * 1. A value is compared before it is written. What came from the other side is equal there, so nothing is sent, the
 *    record keeps its time of change, and the other side's trigger has nothing to tell.
 * 2. Where both sides changed the same field between two polls, comparing alone would let them swap their values for
 *    ever. So one side wins in both directions: the winner's values overwrite, the loser's only fill what is empty on
 *    the winner. Once both have a value, the loser's side writes nothing any more: after one turn of the winner's record
 *    both are the same. What is changed on the loser alone stays there until the winner's record changes next.
 * 3. A value that the winning side's writes cannot bring about, because the other side keeps it in a form of its own, is
 *    told as `differs`, and stays on that side: the way back only fills what is empty.
 *
 * This holds as long as the nodes of both directions name the same winner.
 */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/** The side whose values count where both have one. */
export type Side = 'erp' | 'jaggaer';

/** Which Side Wins, in the node of either direction; by default the side that the documents come from. */
export const winnerField = (preset: Side): INodeProperties => ({
  displayName: 'Which Side Wins',
  name: 'winner',
  type: 'options',
  options: [
    {
      name: 'JAGGAER',
      value: 'jaggaer',
      description:
        'Its values overwrite those of the ERP; values of the ERP only fill what is empty in JAGGAER',
    },
    {
      name: 'The ERP',
      value: 'erp',
      description:
        'Its values overwrite those of JAGGAER; values of JAGGAER only fill what is empty in the ERP',
    },
  ],
  default: preset,
  description:
    'Whose value counts where both sides have one. Choose the same in the workflow of the other direction: then changes never go to and fro.',
});

/** Whether documents from this side only fill what is empty on the other. */
export const fillsOnly = (context: IExecuteFunctions, from: Side): boolean =>
  context.getNodeParameter('winner', 0, from) !== from;

/** A field of a document beside the same field of the record on the other side. */
export interface ComparedField {
  /** As differences name it. */
  name: string;
  /** The document's value; null: it says nothing, and erases nothing. */
  expected: string | null;
  /** The other side's value; null or empty where it has none. */
  found: string | null;
  /** Name of the whole that it is a part of, e.g. an address: filled only where all of it is empty. */
  whole?: string;
  /** Whether both mean the same; equal texts by default. */
  isSame?(expected: string, found: string): boolean;
}

/** The fields to write on a record that is there. */
export function fieldsToWrite<F extends ComparedField>(fields: F[], fillOnly: boolean): F[] {
  const there = new Set(fields.filter(({ found }) => (found ?? '') !== '').map(({ whole }) => whole));
  return fields.filter(({ expected, found, whole, isSame }) => {
    if (expected === null || expected === '') return false;
    if (fillOnly) return (found ?? '') === '' && (whole === undefined || !there.has(whole));
    if ((found ?? '') === '') return true;
    return !(isSame ? isSame(expected, found ?? '') : expected.trim() === found?.trim());
  });
}
