/** `ja/v1/companyprofiles`: read [C SP, CCS], create and update [C CCS; on /j1p/ not proven]. */
import { isDeepStrictEqual } from 'node:util';
import type { Route, SimReply } from '../kit/simulator';
import type { Call, Json } from './call';
import { badRequest, isJson, list, part, text } from './call';
import { readFilter } from './filter';
import { guarded } from './guard';
import { listReply } from './listing';
import type { Tenant } from './tenant';
import type { WireCompany } from './wire';

export const companyRoutes: Array<Route<Tenant>> = [
  ...guarded('ja', 'GET', 'companyprofiles', listCompanies),
  ...guarded('ja', 'POST', 'companyprofiles', saveCompany),
];

/** Names as clients write them; their case is inconsistent and counts [C]. */
const FIELDS: Record<string, (company: WireCompany) => string> = {
  TYPE: ({ returnCompanyInfo: info }) => info.type,
  BRAVOID: ({ returnCompanyInfo: info }) => info.bravoId,
  LASTMODTIME: ({ returnCompanyInfo: info }) => info.lastModTime,
  extUniqueCode: ({ returnCompanyInfo: info }) => info.extUniqueCode,
  extCode: ({ returnCompanyInfo: info }) => info.extCode,
  fiscalCode: ({ returnCompanyInfo: info }) => info.fiscalCode ?? '',
  SUBUSERLOGIN: ({ returnSubUser }) => returnSubUser.subUser[0]?.login ?? '',
};

/** Components by the names that clients ask for [C CCS, SP]. */
const COMPONENTS = new Map<string, keyof WireCompany>(
  Object.entries({
    returnCompanyInfo: 'returnCompanyInfo',
    companyMaster: 'returnCompanyInfo',
    deBasic: 'deBasic',
    companyDEBasic: 'deBasic',
    USER: 'returnSubUser',
    returnSubUser: 'returnSubUser',
  } as const),
);

function listCompanies(call: Call): SimReply {
  const wanted = (call.request.query.get('comp') ?? '')
    .split(/[;/]/)
    .flatMap((name) => COMPONENTS.get(name) ?? []);
  const show = (company: WireCompany): Json =>
    wanted.length === 0 ? { ...company } : Object.fromEntries(wanted.map((name) => [name, company[name]]));
  return listReply(call, {
    rows: byDataElement(call),
    // a bare array, unlike the other lists [C]
    container: (rows) => ({ returnCompanyData: Array.isArray(rows) ? rows.map(show) : show(rows) }),
    field: (company, name) => FIELDS[name]?.(company),
    fields: Object.keys(FIELDS),
    product: 'ja',
    filter: 'honoured',
  });
}

/** `deFlt` filters by custom data elements [C ABAP, NR]. */
function byDataElement({ request, tenant }: Call): WireCompany[] {
  const conditions = readFilter(request.query.get('deFlt') ?? '');
  if (!Array.isArray(conditions)) return tenant.companies;
  return tenant.companies.filter((company) =>
    conditions.every(({ field, values }) =>
      company.deBasic.deInfo.some(
        (info) => info.name === field && info.values.value.some(({ deValue }) => values.includes(deValue)),
      ),
    ),
  );
}

const OPERATIONS = ['CREATE', 'UPDATE', 'CREATEUPDATE', 'CREATE_FROM_TEMPLATE', 'UPDATE_RESET'];

/** Failures come as codes in HTTP 200 [C CCS]. */
function saveCompany(call: Call): SimReply {
  const { request, tenant } = call;
  const reply = (code: number, message: string, more: Json = {}): SimReply => {
    const returnCode = call.setting('companiesCode') === 'text' ? String(code) : code;
    if (code !== 0 && code !== 1) tenant.wrote('companyprofiles', 'refused');
    return { status: 200, body: { returnCode, returnMessage: message, ...more } };
  };
  const body = request.json();
  if (!isJson(body) || !isJson(body.company)) return badRequest('company is missing');
  const operation = text(body.company, 'operationCode').toUpperCase();
  if (!OPERATIONS.includes(operation)) return reply(2, '124(operationCode)');
  const info = part(body.company, 'companyInfo');
  const users = list(part(body, 'subUsers'), 'subUser');
  const found = tenant.companies.find(
    ({ returnCompanyInfo: known }) => known.bravoId === text(info, 'bravoId'),
  );
  const creates = operation.startsWith('CREATE') && !found;
  if (!creates && !found) return reply(2, '124(bravoId)');
  if (operation === 'CREATE' && found) return reply(-996, '112(USER_ALIAS)');
  if (creates) {
    if (text(info, 'companyName') === '') return reply(2, '124(companyName)');
    const taken = duplicate(tenant, info, users);
    if (taken) return reply(-996, taken);
  }
  const saved = merged(call, found, info, users);
  tenant.wrote('companyprofiles', found ? (isAlike(found, saved) ? 'unchanged' : 'updated') : 'created');
  const at = found ? tenant.companies.indexOf(found) : tenant.companies.length;
  tenant.companies[at] = saved;
  const { bravoId } = saved.returnCompanyInfo;
  // 1 is success with warnings; what warns is not public [C; this case I]
  if (saved.returnCompanyInfo.bizEmail === '') return reply(1, 'bizEmail is empty', { bravoId });
  return reply(0, 'OK', { bravoId });
}

/** The coded message for a super or sub user that is there already [C CCS]. */
function duplicate(tenant: Tenant, info: Json, users: Json[]): string | null {
  const alias = text(info, 'userAlias');
  const code = text(info, 'extUniqueCode');
  const logins = users.map((user) => text(user, 'login')).filter((login) => login !== '');
  for (const { returnCompanyInfo: known, returnSubUser } of tenant.companies) {
    if (alias !== '' && known.userAlias === alias) return '112(USER_ALIAS)';
    if (code !== '' && known.extUniqueCode === code) return '112(USER_ALIAS)';
    if (returnSubUser.subUser.some(({ login }) => logins.includes(login))) return '112(loginSubUser)';
  }
  return null;
}

function merged({ tenant }: Call, found: WireCompany | undefined, info: Json, users: Json[]): WireCompany {
  const base = found ?? freshCompany(tenant, nextBravoId(tenant));
  const given = Object.fromEntries(
    Object.entries(info).filter(([name, value]) => name !== 'bravoId' && typeof value === 'string'),
  );
  const subUser = users.map((user) => ({ login: text(user, 'login'), email: text(user, 'email') }));
  return {
    returnCompanyInfo: { ...base.returnCompanyInfo, ...given, lastModTime: stamp(tenant) },
    returnSubUser: subUser.length > 0 ? { subUser } : base.returnSubUser,
    deBasic: base.deBasic,
  };
}

/** Whether a write changed anything but the time of change. */
function isAlike(one: WireCompany, other: WireCompany): boolean {
  const bare = (company: WireCompany) => ({
    ...company,
    returnCompanyInfo: { ...company.returnCompanyInfo, lastModTime: '' },
  });
  return isDeepStrictEqual(bare(one), bare(other));
}

/** `YYYYMMDDHHMMSS`, one of the three forms that a client parses [C SP]. */
export const stamp = (tenant: Tenant): string => tenant.now().toISOString().replace(/\D/g, '').slice(0, 14);

export function freshCompany(tenant: Tenant, bravoId: string): WireCompany {
  const now = stamp(tenant);
  return {
    returnCompanyInfo: {
      ...{ bravoId, companyName: '', extCode: '', extUniqueCode: '', bizEmail: '' },
      ...{ type: 'SELLER', status: 'ENABLED', registrationDate: now.slice(0, 8), lastModTime: now },
    },
    ...{ returnSubUser: { subUser: [] }, deBasic: { deInfo: [] } },
  };
}

export const nextBravoId = (tenant: Tenant): string =>
  String(
    tenant.companies.reduce(
      (highest, one) => Math.max(highest, Number(one.returnCompanyInfo.bravoId) || 0),
      380_000,
    ) + 1,
  );
