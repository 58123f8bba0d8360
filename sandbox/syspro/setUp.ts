/** Small queries about the installation: AP set-up, keys, companies, texts of errors [SMP]. */
import type { BusinessObject } from './call';
import { kids, readDocument, word } from './input';
import type { Markup } from './reply';
import { document, fields, tag } from './reply';
import { profile } from './session';
import { shown } from './values';
import { showSupplier } from './world';

/** AP set-up as far as its sample goes; no period is in it. */
export const apSetup: BusinessObject = ({ input, world }) => {
  readDocument(input);
  return document('AccountsPayableOptions', [
    tag('General', fields({ SuppAmendJnlsReq: 'N', PermEntReqAp: 'N', AskNotPerDetDistrEnt: 'Y' })),
    tag(
      'Tax',
      fields({ ApTaxDistrMethod: world.seed.taxDistribution, SecondTierTaxReq: 'N', SecondTierTaxDesc: '' }),
    ),
  ]);
};

export const keySetup: BusinessObject = ({ input, world }) => {
  readDocument(input);
  const { type, length, automatic, next } = world.seed.supplierKey;
  return document('SetKeyInformation', [
    tag('Company', fields({ CompanyId: world.seed.signIn.companyId })),
    tag(
      'Suppliers',
      fields({
        ...{ SupKeyType: type, SupCase: 'M', SupZero: 'N', SupMethod: automatic ? 'A' : 'M' },
        ...{ SupPresentationLength: String(length).padStart(2), NextSupplier: shown(String(next), length) },
      }),
    ),
  ]);
};

/** Full keys to what people see; suppliers and purchase orders. */
export const formatKeys: BusinessObject = ({ input, world }) => {
  const keys = kids(readDocument(input), 'Key').map((key): Markup => {
    const type = word(key, 'KeyType') || word(key, 'KeyColumn');
    const full = word(key, 'FullValue');
    const edited = /Supplier$/.test(type)
      ? showSupplier(world, full)
      : /PurchaseOrder$/.test(type)
        ? shown(full, 6)
        : full;
    return tag('Key', fields({ KeyType: type, EditedValue: edited }));
  });
  return document('Query', keys);
};

const TEXTS: Record<string, string> = {
  '100028': "Date '%1' is invalid for XML element '%2' it must be CCYY-MM-DD format",
  '100030': "XML element '%1' cannot be spaces",
  '240001': 'Inventory control module not installed',
  '240003': "Stock code '%1' not numeric",
  '240004': "Stock code '%1' not found",
  '240008': "Stock code '%1' not stocked in warehouse %2",
};

/** An error's number and its parameters as text. The names of the request's elements are inferred from the answer's. */
export const errorMessages: BusinessObject = ({ input }) => {
  const details = kids(readDocument(input), 'MessageDetails').map((one): Markup => {
    const code = word(one, 'ErrorCode');
    const [first, second] = [word(one, 'Parameter1'), word(one, 'Parameter2')];
    const text = (TEXTS[code] ?? '').replace('%1', first).replace('%2', second);
    return tag('MessageDetails', fields({ ErrorCode: code, TranslatedMessage: text, Parameter1: first }));
  });
  return document('TranslatedErrorMessages', details);
};

export const companies: BusinessObject = ({ input, world, settings }) => {
  readDocument(input);
  const { signIn, company } = world.seed;
  return document('Companies', [
    tag('Company', fields({ CompanyId: signIn.companyId, CompanyName: company.name, CompanyVersion: '7.0' })),
    tag(
      'SystemInfo',
      fields({ LicensedUsers: String(settings.seats), CurrentUsers: String(world.sessions.size) }),
    ),
  ]);
};

export const operatorProfile: BusinessObject = ({ world, operator }) =>
  profile(world, { operator, id: '', used: 0 });
