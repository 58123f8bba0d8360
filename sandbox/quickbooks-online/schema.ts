/** What fields an entity has: kinds, lengths, values, targets of references [reference 3: API-ref, XSD]. */

/** List a reference points into, as 2500 names it [client code: fyle]; the names of other lists are inferred. */
export type EntityName =
  | 'Vendor'
  | 'Customer'
  | 'Employee'
  | 'Account'
  | 'Department'
  | 'Class'
  | 'Term'
  | 'Item'
  | 'TaxCode'
  | 'TaxRate'
  | 'PurchaseOrder'
  | 'Bill'
  | 'VendorCredit'
  | 'BillPayment'
  | 'Attachable';

export interface Field {
  kind:
    | 'text'
    | 'money'
    | 'number'
    | 'date'
    | 'flag'
    | 'choice'
    | 'ref'
    | 'group'
    | 'rows'
    /** Taken and stored as it is. */
    | 'free'
    /** Taken and not looked at: QBO works it out itself. */
    | 'readOnly';
  max?: number;
  /** Signs that a text may not have. */
  without?: RegExp;
  values?: readonly string[];
  to?: EntityName;
  fields?: FieldTable;
  isRequired?: boolean;
}
export type FieldTable = Record<string, Field>;

export const text = (max: number, without?: RegExp): Field => ({
  ...{ kind: 'text', max },
  ...(without && { without }),
});
export const money: Field = { kind: 'money' };
export const number: Field = { kind: 'number' };
export const date: Field = { kind: 'date' };
export const flag: Field = { kind: 'flag' };
export const free: Field = { kind: 'free' };
export const readOnly: Field = { kind: 'readOnly' };
export const choice = (...values: string[]): Field => ({ kind: 'choice', values });
/** Without a target: a currency, a tax code of the US, a method: not looked up. */
export const ref = (to?: EntityName): Field => ({ kind: 'ref', ...(to && { to }) });
export const group = (fields: FieldTable): Field => ({ kind: 'group', fields });
export const rows = (fields: FieldTable): Field => ({ kind: 'rows', fields });
export const required = (field: Field): Field => ({ ...field, isRequired: true });

export interface EntitySchema {
  name: EntityName;
  /** Documents with a date, which may be deleted; the others are lists, which are made inactive. */
  isTransaction: boolean;
  fields: FieldTable;
  /** Field that names a record of a list. */
  nameField?: 'Name' | 'DisplayName';
  filterable: ReadonlySet<string>;
  /** Records are numbered together with those of the same sequence. */
  sequence: string;
  isReadOnly?: boolean;
  /** Name in 2500 [client code]. */
  listName: string;
}

/** What any answer has and any body may carry along [official]. */
export const COMMON: FieldTable = {
  ...{ Id: readOnly, SyncToken: readOnly, MetaData: readOnly, domain: readOnly, sparse: readOnly },
  ...{ status: readOnly, time: readOnly },
};

const META = ['Id', 'MetaData.CreateTime', 'MetaData.LastUpdatedTime'];
/** Filterable everywhere [official, XSD]; what an entity adds is by its documentation or client practice. */
export const onLists = (...more: string[]): ReadonlySet<string> =>
  new Set([...META, 'Active', 'Name', 'FullyQualifiedName', ...more]);
export const onTransactions = (...more: string[]): ReadonlySet<string> =>
  new Set([...META, 'DocNumber', 'TxnDate', ...more]);
