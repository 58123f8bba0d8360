/** Numbers of documents: repeated ones, and those that QBO gives [reference 4.6]. */
import type { Call } from './call';
import { refuse } from './fault';
import type { EntityName } from './schema';
import type { Fields } from './values';
import { refAt, textAt } from './values';
import type { Stored, World } from './world';
import { allOf } from './world';

const NUMBERED: EntityName[] = ['Bill', 'VendorCredit', 'PurchaseOrder', 'BillPayment'];
/** Bills and payments are never numbered by QBO [official]. */
const OWN_NUMBERS: EntityName[] = ['VendorCredit', 'PurchaseOrder'];

/** The number a document gets; undefined where it has none. */
export function documentNumber(
  { world, settings }: Call,
  entity: EntityName,
  given: Fields,
  old?: Stored,
): string | undefined {
  const sent = textAt(given, 'DocNumber');
  const isOurs = OWN_NUMBERS.includes(entity) && !world.seed.preferences.UseCustomTxnNumbers;
  if (!isOurs) return sent === '' ? undefined : sent;
  // whether it also takes the place of a number that was sent is open
  if (sent !== '' && settings.autoNumber === 'fills') return sent;
  return old ? textAt(old.fields, 'DocNumber') : nextNumber(world, entity);
}

function nextNumber(world: World, entity: EntityName): string {
  const numbers = allOf(world, entity).map(({ fields }) => Number(textAt(fields, 'DocNumber')));
  return String(Math.max(1000, ...numbers.filter((number) => Number.isSafeInteger(number))) + 1);
}

/** @throws QboFault 6140 where the number is taken; its detail names the type and id [community/client code] */
export function checkNumber(call: Call, entity: EntityName, fields: Fields, old?: Stored): void {
  const { world, settings, include } = call;
  const number = textAt(fields, 'DocNumber');
  if (number === '' || number === textAt(old?.fields, 'DocNumber')) return;
  if (include.has('allowduplicatedocnum')) return;
  // whether the preference lets calls pass too is unconfirmed [inferred: yes, as documented for journals]
  const hasPreference = entity === 'Bill' || entity === 'VendorCredit';
  const isWarned = world.seed.preferences.WarnDuplicateBillNumber;
  if (hasPreference && !isWarned && settings.duplicatePreference === 'honoured') return;
  const types = settings.docNumberTypes === 'together' ? NUMBERED : [entity];
  for (const type of types) {
    const found = allOf(world, type).find(
      (other) =>
        other !== old &&
        textAt(other.fields, 'DocNumber') === number &&
        (settings.docNumberScope === 'company' ||
          refAt(other.fields, 'VendorRef') === refAt(fields, 'VendorRef')),
    );
    if (!found) continue;
    const detail = `Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=${number} is assigned to TxnType=${type} with TxnId=${found.id}`;
    throw refuse(
      '6140',
      settings.duplicateDetail === 'full' ? detail : 'Duplicate Document Number Error : null',
    );
  }
}
