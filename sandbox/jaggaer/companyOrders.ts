/** The control orders that change company profiles. */
import type { Json } from './call';
import { isJson, list, part, text } from './call';
import { freshCompany, nextBravoId, stamp } from './companies';
import type { Tenant } from './tenant';
import type { WireCompany, WireCompanyInfo } from './wire';

/**
 * Changes profiles as a buyer does in JAGGAER: `{companies: [whole]}` adds or replaces by bravoId, `{edits: [{bravoId or
 * extCode, info}]}` changes fields (null takes one away), `{remove: [bravoIds]}` deletes. `lastModTime` moves to now
 * where it is not given.
 * @returns the bravoIds touched @throws TypeError or RangeError on an order that cannot be carried out
 */
export function changeCompanies(tenant: Tenant, order: unknown): string[] {
  if (!isJson(order))
    throw new TypeError('Companies are ordered with an object: companies, edits or remove.');
  const { companies } = tenant;
  const indexOf = (bravoId: string) =>
    companies.findIndex(({ returnCompanyInfo }) => returnCompanyInfo.bravoId === bravoId);
  const whole = list(order, 'companies').map((given) => {
    const info = part(given, 'returnCompanyInfo');
    const bravoId = text(info, 'bravoId') || nextBravoId(tenant);
    const fresh = freshCompany(tenant, bravoId);
    const company = {
      ...{ returnSubUser: fresh.returnSubUser, deBasic: fresh.deBasic, ...given },
      returnCompanyInfo: { ...fresh.returnCompanyInfo, ...info, bravoId },
    } as WireCompany;
    const at = indexOf(bravoId);
    companies[at < 0 ? companies.length : at] = company;
    return bravoId;
  });
  const edited = list(order, 'edits').map((edit) => {
    const code = text(edit, 'extCode');
    const at = companies.findIndex(({ returnCompanyInfo: { bravoId, extCode } }) =>
      code === '' ? bravoId === text(edit, 'bravoId') : extCode === code,
    );
    const known = companies[at];
    if (!known) throw new RangeError('There is no such company.');
    const info: Json = { ...known.returnCompanyInfo, lastModTime: stamp(tenant), ...part(edit, 'info') };
    for (const [name, value] of Object.entries(info)) if (value === null) delete info[name];
    companies[at] = { ...known, returnCompanyInfo: info as unknown as WireCompanyInfo };
    return known.returnCompanyInfo.bravoId;
  });
  const removed = (Array.isArray(order.remove) ? order.remove : []).map(String);
  for (const bravoId of removed) if (indexOf(bravoId) >= 0) companies.splice(indexOf(bravoId), 1);
  return [...whole, ...edited, ...removed];
}
