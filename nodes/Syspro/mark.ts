/**
 * The mark of our invoices: in TransactionReference, which SYSPRO keeps in 30 characters (column facts). It is the stamp,
 * shortened where that is too long: what cannot be read back any more is recognised all the same.
 */
import { createHash } from 'crypto';
import { keyOf, stampOf } from '../shared/stamp';
import { fits } from './transport/encoding';

const LENGTH = 30;

/**
 * `JGR:tenant:id`, of test tenants `JGR:test:tenant:id` or `JGR:t:tenant:id`; else the id behind a check sum of the
 * tenant; else a check sum of it all.
 */
export function markOf(key: string): string {
  const stamp = stampOf(key);
  const [, tenant = '', id = ''] = /^(.*):([^:]*)$/.exec(stamp) ?? [];
  const marks = [stamp, stamp.replace(/^JGR:test:/, 'JGR:t:'), `JGR#${checkSum(tenant).slice(0, 10)}:${id}`];
  const whole = marks.find((mark) => mark.length <= LENGTH && fits(mark));
  return whole ?? `JGR#${checkSum(stamp)}`.slice(0, LENGTH);
}

const checkSum = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The key that a mark stands for; null where it bears none, or one that cannot be read back. */
export const keyOfMark = (reference: string): string | null =>
  keyOf(reference.replace(/^JGR:t:(?=[^\s:]+:[^\s:]+(?:\s|$))/, 'JGR:test:'));

/** Whether a reference is a mark of ours, readable or not. */
export const isMark = (reference: string): boolean => /^JGR[:#]/.test(reference.trim());
