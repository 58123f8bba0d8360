/**
 * The objects and their fields [doc: object pages; recorded replies]. Of PODOCUMENT, the payment details and the bank
 * fields the names are from documentation samples only; `lookup` is how a client learns them.
 */
export type FieldType = 'INTEGER' | 'TEXT' | 'DECIMAL' | 'DATE' | 'TIMESTAMP' | 'BOOLEAN' | 'ENUM';

export interface Field {
  id: string;
  label: string;
  type: FieldType;
  required: boolean;
  readOnly: boolean;
  custom: boolean;
  /** Labels of an enum. */
  values: string[];
  /** What readByQuery calls them, where that differs [doc]. */
  codes: Record<string, string>;
  longest: number;
  docparid?: string;
  /** Stored under this name, where that is not the id. */
  source?: string;
}

export interface ObjectSchema {
  name: string;
  label: string;
  /** Field that names a record beside RECORDNO. */
  key: string;
  /** Records stay in their entity; masters are seen from all. */
  transactional: boolean;
  fields: Map<string, Field>;
  /** Field of this object that holds the other one's key, by path. */
  relations: Record<string, { object: string; by: string }>;
  /** Object of the lines, and the element around them. */
  lines?: { object: string; element: string; by: string };
  /** Generic create and update are documented. */
  writable: boolean;
}

const TYPES: Record<string, FieldType> = {
  ...{ i: 'INTEGER', t: 'TEXT', n: 'DECIMAL', d: 'DATE', s: 'TIMESTAMP', b: 'BOOLEAN', e: 'ENUM' },
};
export const BILL_STATES = [
  ...['Draft', 'Submitted', 'Partially Approved', 'Declined', 'Posted', 'Selected', 'Partially Paid'],
  ...['Paid', 'Reversed', 'Reversal'],
];
const PAYMENT_STATES = { Posted: 'C', Draft: 'D', Approved: 'A', Voided: 'V', Submitted: 'S' };
export const ORDER_STATES = {
  ...{ Submitted: 'S', Approved: 'A', 'Partially Approved': 'X', Declined: 'R', Draft: 'I', Pending: 'O' },
  ...{ Closed: 'D', 'In Progress': 'G', Converted: 'C', 'Partially Converted': 'P' },
};
const ENUMS: Record<string, { values: string[]; codes?: Record<string, string> }> = {
  STATUS: { values: ['active', 'inactive'], codes: { active: 'T', inactive: 'F' } },
  // codes beside D, PA, S and A are not published: all that is posted counts as A [inferred]
  BILLSTATE: {
    values: BILL_STATES,
    codes: Object.fromEntries(
      BILL_STATES.map((state) => [
        state,
        { Draft: 'D', Submitted: 'S', 'Partially Approved': 'PA', Declined: 'U' }[state] ?? 'A',
      ]),
    ),
  },
  PAYMENTSTATE: { values: Object.keys(PAYMENT_STATES), codes: PAYMENT_STATES },
  ORDERSTATE: { values: Object.keys(ORDER_STATES), codes: ORDER_STATES },
  PAYMENTPRIORITY: { values: ['urgent', 'high', 'normal', 'low'] },
};

/** `NAME:type` with `!` for required, `=` for read-only, `~ENUM`, `<length>`. */
function fieldOf(source: string): Field {
  const found = /^([\w.]+):([a-z])([!=]*)(?:~(\w+))?(?:<(\d+))?$/.exec(source);
  if (!found) throw new SyntaxError(`No field: ${source}`);
  const [, id = '', type = 't', flags = '', enumName = '', longest] = found;
  const known = ENUMS[enumName];
  return {
    ...{ id, label: id.charAt(0) + id.slice(1).toLowerCase().replace(/[_.]/g, ' ') },
    ...{ type: TYPES[type] ?? 'TEXT', required: flags.includes('!'), readOnly: flags.includes('=') },
    ...{
      custom: false,
      values: known?.values ?? [],
      codes: known?.codes ?? {},
      longest: Number(longest ?? 4000),
    },
  };
}

const AUDIT = 'AUWHENCREATED:s= WHENMODIFIED:s= CREATEDBY:i= MODIFIEDBY:i= MEGAENTITYID:t= MEGAENTITYNAME:t=';
const MASTER = 'WHENCREATED:s= WHENMODIFIED:s= MEGAENTITYID:t= MEGAENTITYNAME:t= STATUS:e~STATUS';
const DUE = `TOTALENTERED:n= TOTALPAID:n= TOTALSELECTED:n= TOTALDUE:n= TRX_TOTALENTERED:n= TRX_TOTALPAID:n=
  TRX_TOTALSELECTED:n= TRX_TOTALDUE:n=`;
const HEADER = `RECORDNO:i= RECORDTYPE:t= RECORDID:t<45 DOCNUMBER:t<45 DESCRIPTION:t<1000 VENDORID:t! VENDORNAME:t=
  TERMNAME:t WHENCREATED:d! WHENPOSTED:d WHENDUE:d WHENPAID:d= RECPAYMENTDATE:d STATE:e=~BILLSTATE RAWSTATE:t=
  CURRENCY:t BASECURR:t EXCH_RATE_DATE:d EXCH_RATE_TYPE_ID:t EXCHANGE_RATE:n SUPDOCID:t MODULEKEY:t= PRBATCH:t
  PRBATCHKEY:i= ${DUE} ${AUDIT} RECORD_URL:t=`;
export const DIMENSION_FIELDS = [
  ...['LOCATIONID', 'DEPARTMENTID', 'PROJECTID', 'CLASSID', 'ITEMID', 'CUSTOMERID', 'VENDORID', 'EMPLOYEEID'],
  ...['TASKID', 'COSTTYPEID', 'CONTRACTID', 'WAREHOUSEID'],
];
const LINE = `RECORDNO:i= RECORDKEY:i= LINE_NO:i= ACCOUNTNO:t ACCOUNTTITLE:t= ACCOUNTLABEL:t OFFSETGLACCOUNTNO:t
  AMOUNT:n= TRX_AMOUNT:n! TOTALTRXAMOUNT:n ENTRYDESCRIPTION:t<1000 ALLOCATION:t BILLABLE:b FORM1099:b CURRENCY:t=
  STATE:t= WHENMODIFIED:s= AUWHENCREATED:s= ${DIMENSION_FIELDS.map((id) => `${id}:t`).join(' ')}`;
const CONTACT = [
  'PRINTAS',
  'COMPANYNAME',
  'CONTACTNAME',
  'FIRSTNAME',
  'LASTNAME',
  'PHONE1',
  'PHONE2',
  'EMAIL1',
  'URL1',
]
  .concat(
    ['ADDRESS1', 'ADDRESS2', 'CITY', 'STATE', 'ZIP', 'COUNTRY', 'COUNTRYCODE'].map(
      (id) => `MAILADDRESS.${id}`,
    ),
  )
  .map((id) => `DISPLAYCONTACT.${id}:t`)
  .join(' ');

const OBJECTS: Array<[Omit<ObjectSchema, 'fields'>, string]> = [
  [
    {
      ...{ name: 'APBILL', label: 'AP bill', key: 'RECORDNO', transactional: true, writable: true },
      relations: { VENDOR: { object: 'VENDOR', by: 'VENDORID' }, TERM: { object: 'APTERM', by: 'TERMNAME' } },
      lines: { object: 'APBILLITEM', element: 'APBILLITEMS', by: 'RECORDKEY' },
    },
    `${HEADER} PAYMENTPRIORITY:e~PAYMENTPRIORITY ONHOLD:b BILLTOPAYTOCONTACTNAME:t SHIPTORETURNTOCONTACTNAME:t
     INCLUSIVETAX:b TAXSOLUTIONID:t`,
  ],
  [
    {
      ...{ name: 'APBILLITEM', label: 'AP bill line', key: 'RECORDNO', transactional: true, writable: false },
      relations: { APBILL: { object: 'APBILL', by: 'RECORDKEY' } },
    },
    LINE,
  ],
  [
    {
      ...{
        name: 'APADJUSTMENT',
        label: 'AP adjustment',
        key: 'RECORDNO',
        transactional: true,
        writable: false,
      },
      relations: { VENDOR: { object: 'VENDOR', by: 'VENDORID' } },
      lines: { object: 'APADJUSTMENTITEM', element: 'APADJUSTMENTITEMS', by: 'RECORDKEY' },
    },
    HEADER,
  ],
  [
    {
      ...{ name: 'APADJUSTMENTITEM', label: 'AP adjustment line', key: 'RECORDNO', transactional: true },
      ...{ writable: false, relations: { APADJUSTMENT: { object: 'APADJUSTMENT', by: 'RECORDKEY' } } },
    },
    LINE,
  ],
  [
    {
      ...{ name: 'APPYMT', label: 'AP payment', key: 'RECORDNO', transactional: true, writable: true },
      relations: { VENDOR: { object: 'VENDOR', by: 'VENDORID' } },
      lines: { object: 'APPYMTDETAIL', element: 'APPYMTDETAILS', by: 'PAYMENTKEY' },
    },
    `RECORDNO:i= RECORDTYPE:t= DOCNUMBER:t DESCRIPTION:t FINANCIALENTITY:t PAYMENTMETHOD:t PAYMENTDATE:d VENDORID:t!
     VENDORNAME:t= WHENCREATED:d= WHENPAID:d= CURRENCY:t BASECURR:t STATE:e=~PAYMENTSTATE TOTALENTERED:n=
     TRX_TOTALENTERED:n= ${AUDIT}`,
  ],
  [
    {
      ...{ name: 'APPYMTDETAIL', label: 'AP payment detail', key: 'RECORDNO', transactional: true },
      ...{ writable: false, relations: { APPYMT: { object: 'APPYMT', by: 'PAYMENTKEY' } } },
    },
    `RECORDNO:i= PAYMENTKEY:i= RECORDKEY:i ENTRYKEY:i POSADJKEY:i ADJUSTMENTKEY:i PAYMENTAMOUNT:n= TRX_PAYMENTAMOUNT:n
     DISCOUNTAMOUNT:n= TRX_DISCOUNTAMOUNT:n= DISCOUNTDATE:d ADJUSTMENTAMOUNT:n= TRX_ADJUSTMENTAMOUNT:n CURRENCY:t
     STATE:e=~PAYMENTSTATE WHENMODIFIED:s= AUWHENCREATED:s=`,
  ],
  [
    {
      ...{
        name: 'APBILLPAYMENT',
        label: 'Bill payment',
        key: 'RECORDNO',
        transactional: true,
        writable: false,
      },
      relations: {
        APBILL: { object: 'APBILL', by: 'RECORDKEY' },
        APPYMT: { object: 'APPYMT', by: 'PAYMENTKEY' },
      },
    },
    'RECORDNO:i= RECORDKEY:i= PAYMENTKEY:i= AMOUNT:n= TRX_AMOUNT:n= PAYMENTDATE:d= STATE:e=~PAYMENTSTATE CURRENCY:t=',
  ],
  [
    {
      ...{ name: 'VENDOR', label: 'Vendor', key: 'VENDORID', transactional: false, writable: true },
      relations: { TERM: { object: 'APTERM', by: 'TERMNAME' } },
    },
    `RECORDNO:i= VENDORID:t<20 NAME:t!<100 PARENTID:t TERMNAME:t TAXID:t<20 CURRENCY:t CREDITLIMIT:n TOTALDUE:n=
     VENDTYPE:t GLACCOUNTNO:t PAYMETHODKEY:t ONETIME:b ONHOLD:b COMMENTS:t VENDORACCOUNTNO:t OBJECTRESTRICTION:t
     RESTRICTEDLOCATIONS:t RESTRICTEDDEPARTMENTS:t ACHENABLED:b ACHBANKROUTINGNUMBER:t ACHACCOUNTNUMBER:t
     WIREENABLED:b WIREBANKNAME:t WIREBANKROUTINGNUMBER:t WIREACCOUNTNUMBER:t ${CONTACT} ${MASTER}`,
  ],
  [
    {
      ...{
        name: 'PODOCUMENT',
        label: 'Purchasing transaction',
        key: 'DOCID',
        transactional: true,
        writable: false,
      },
      relations: { VENDOR: { object: 'VENDOR', by: 'CUSTVENDID' } },
      lines: { object: 'PODOCUMENTENTRY', element: 'PODOCUMENTENTRIES', by: 'DOCHDRNO' },
    },
    `RECORDNO:i= DOCID:t= DOCNO:t DOCPARID:t! CREATEDFROM:t STATE:e~ORDERSTATE CUSTVENDID:t! CUSTVENDNAME:t= PONUMBER:t
     VENDORDOCNO:t TERMNAME:t MESSAGE:t WHENCREATED:d! WHENPOSTED:d WHENDUE:d TOTAL:n= TRX_TOTAL:n= CURRENCY:t BASECURR:t
     PRRECORDKEY:i= SUPDOCID:t ${AUDIT}`,
  ],
  [
    {
      ...{
        name: 'PODOCUMENTENTRY',
        label: 'Purchasing line',
        key: 'RECORDNO',
        transactional: true,
        writable: false,
      },
      relations: { PODOCUMENT: { object: 'PODOCUMENT', by: 'DOCHDRNO' } },
    },
    `RECORDNO:i= DOCHDRNO:i= DOCHDRID:t= LINE_NO:i= ITEMID:t! ITEMDESC:t QUANTITY:n! UNIT:t PRICE:n TOTAL:n= MEMO:t
     QTY_CONVERTED:n= QTY_REMAINING:n= SOURCE_DOCLINEKEY:i ${DIMENSION_FIELDS.filter((id) => id !== 'ITEMID')
       .map((id) => `${id}:t`)
       .join(' ')} WHENMODIFIED:s= AUWHENCREATED:s=`,
  ],
  [
    master('GLACCOUNT', 'GL account', 'ACCOUNTNO'),
    `RECORDNO:i= ACCOUNTNO:t! TITLE:t! ACCOUNTTYPE:t NORMALBALANCE:t CLOSINGTYPE:t REQUIREDEPT:b REQUIRELOC:b
     REQUIREPROJECT:b REQUIRECLASS:b ${MASTER}`,
  ],
  [
    master('DEPARTMENT', 'Department', 'DEPARTMENTID'),
    `RECORDNO:i= DEPARTMENTID:t! TITLE:t! PARENTID:t ${MASTER}`,
  ],
  [
    master('LOCATION', 'Location', 'LOCATIONID'),
    `RECORDNO:i= LOCATIONID:t! NAME:t! PARENTID:t CURRENCY:t LOCATIONTYPE:t= ${MASTER}`,
  ],
  [
    { ...master('LOCATIONENTITY', 'Entity', 'LOCATIONID'), writable: false },
    `RECORDNO:i= LOCATIONID:t! NAME:t! CURRENCY:t ${MASTER}`,
  ],
  [master('CLASS', 'Class', 'CLASSID'), `RECORDNO:i= CLASSID:t! NAME:t! PARENTID:t ${MASTER}`],
  [
    master('PROJECT', 'Project', 'PROJECTID'),
    `RECORDNO:i= PROJECTID:t NAME:t! PARENTID:t PROJECTCATEGORY:t CUSTOMERID:t ${MASTER}`,
  ],
  [master('ITEM', 'Item', 'ITEMID'), `RECORDNO:i= ITEMID:t! NAME:t! GLACCOUNTNO:t ${MASTER}`],
  [
    // the object and these fields as published clients read them [community]
    { ...master('PODOCUMENTPARAMS', 'Purchasing transaction definition', 'DOCID'), writable: false },
    `RECORDNO:i= DOCID:t! DOCCLASS:t ${MASTER}`,
  ],
  [{ ...master('APTERM', 'AP term', 'NAME'), writable: false }, `RECORDNO:i= NAME:t! DUEDATE:i ${MASTER}`],
];

function master(name: string, label: string, key: string): Omit<ObjectSchema, 'fields'> {
  return { name, label, key, transactional: false, writable: true, relations: {} };
}

const fieldsOf = (source: string): Map<string, Field> =>
  new Map(
    source
      .trim()
      .split(/\s+/)
      .map((one) => [fieldOf(one).id, fieldOf(one)]),
  );

/** The standard objects, fresh, so that a company can add its own fields. */
export const standardObjects = (): Map<string, ObjectSchema> =>
  new Map(OBJECTS.map(([schema, source]) => [schema.name, { ...schema, fields: fieldsOf(source) }]));

/** A user-defined dimension is an object of its own; its records are named by NAME, lines carry the record number. */
export const dimensionObject = (name: string, label: string): ObjectSchema => ({
  ...master(name, label, 'NAME'),
  fields: fieldsOf(`RECORDNO:i= NAME:t! DESCRIPTION:t ${MASTER}`),
});

export const customField = (id: string, label: string, values: string[] = [], docparid?: string): Field => ({
  ...fieldOf(`${id}:t`),
  ...{ label, custom: true, values, type: values.length > 0 ? 'ENUM' : 'TEXT' },
  ...(docparid !== undefined && { docparid }),
});
