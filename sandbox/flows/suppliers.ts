/** What flows of suppliers share: both sides as they are, beside what they must be. */
import { order } from '../control';
import type { WireCompany } from '../jaggaer/wire';
import type { Stage } from '../stage';
import type { Party, SupplierSync } from '../world/supplierSync';
import { partiesOfCompanies, wrongParties } from '../world/supplierSync';

/** JAGGAER's suppliers by number, and what is said about bank data. */
export async function companiesOf(stage: Stage): Promise<WireCompany[]> {
  return ((await order(stage.jaggaer.url, 'state?companies=1')) as { profiles: WireCompany[] }).profiles;
}

/** What is wrong in JAGGAER, in words; bank data of the ERP must not be there. */
export async function wrongCompanies(
  stage: Stage,
  { companies }: Pick<SupplierSync, 'companies'>,
): Promise<string[]> {
  const found = await companiesOf(stage);
  const text = JSON.stringify(found);
  const hasBank = stage.world.mending.masters.bankValues.some((value) => text.includes(value));
  return [
    ...wrongParties('JAGGAER', companies, partiesOfCompanies(found)),
    ...(hasBank ? ['bank data of a vendor is in JAGGAER'] : []),
  ];
}

/** What is wrong in the ERP, in words; status and bank data are its own. */
export async function wrongVendors(stage: Stage, { vendors }: SupplierSync): Promise<string[]> {
  const found = (await stage.erp.vendors?.()) ?? [];
  const system = stage.erp.kind.name;
  const text = found.map(({ rest }) => rest).join('\n');
  const statuses = found.filter(({ id, active }) => (vendors.get(id)?.active ?? active) !== active);
  const lost = stage.world.mending.masters.bankValues.filter((value) => !text.includes(value));
  return [
    ...wrongParties(system, vendors, new Map(found.map((vendor): [string, Party] => [vendor.id, vendor]))),
    ...statuses.map(({ id }) => `${system} changed the status of vendor ${id}`),
    ...(lost.length > 0 ? [`bank data is gone from ${system}`] : []),
  ];
}
