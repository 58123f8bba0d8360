/**
 * Which elements a request may have, in which order: the published schema's sequences [official SDK: v3.0/api.xsd of
 * 2019 R3], with what later documentation added (query, lookup, tax entries, showadditionalerrorinfo). Functions that
 * are not here are refused like unknown ones. What has no line of its own holds text.
 */
const DATE = '(year, month, day)';
const CONTACT = '(contact | contactname)';
const MONEY = '(basecurr?, currency, ((exchratedate?, exchratetype) | exchrate))?';
const DIMENSIONS = 'projectid?, taskid?, costtypeid?, customerid?, vendorid?, employeeid?';
const PO_TAIL = `locationid?, departmentid?, memo?, itemdetails?, form1099?, form1099type?, form1099box?, customfields?,
  ${DIMENSIONS}, classid?, contractid?, billable?`;
const SUBTOTAL = `description, total, absval?, percentval?, locationid?, departmentid?, projectid?, customerid?, vendorid?,
  employeeid?, classid?, itemid?, contractid?, customfields?`;
const READ = 'object & keys & fields? & returnFormat? & docparid?';
const COMPARISONS = [
  ...['equalto', 'notequalto', 'lessthan', 'lessthanorequalto', 'greaterthan', 'greaterthanorequalto'],
  ...['between', 'in', 'notin', 'like', 'notlike', 'isnull', 'isnotnull'],
];
const OPERATOR = `(and | or | ${COMPARISONS.join(' | ')})`;

export const FUNCTIONS = [
  ...[
    'getAPISession',
    'create',
    'update',
    'delete',
    'read',
    'readByName',
    'readByQuery',
    'readMore',
    'query',
  ],
  ...['lookup', 'inspect', 'getDimensions', 'readEntityDetails', 'get', 'create_bill', 'reverse_bill'],
  ...['create_apadjustment', 'create_potransaction', 'update_potransaction', 'create_supdocfolder'],
  ...['create_supdoc', 'delete_supdoc'],
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** By element, or by parent and element where the same name means something else. */
export const MODELS: Record<string, string> = {
  request: 'control, operation+',
  control: `senderid, password?, controlid, uniqueid?, dtdversion?, policyid?, debug?, includewhitespace?,
    showadditionalerrorinfo?`,
  operation: 'authentication, preferences*, content*',
  authentication: 'login | sessionid | oauth',
  login: 'userid, companyid, password, clientid?, locationid?',
  preferences: 'ANY*',
  content: 'function+',
  function: FUNCTIONS.join(' | '),

  getAPISession: 'locationid?',
  create: 'ANY+',
  update: 'ANY+',
  delete: 'object & keys',
  read: READ,
  readByName: READ,
  readByQuery: 'object & query & pagesize? & fields? & returnFormat? & docparid?',
  readMore: 'object | view | reportId | resultId',
  lookup: 'object & docparid?',
  inspect: 'object | name',
  get: 'fields?',
  'get.fields': 'field+',
  'get.fields.field': '',
  getDimensions: '',
  readEntityDetails: '',
  query: 'object & select & filter? & orderby? & options? & pagesize? & offset? & docparid?',
  'readByQuery.query': '',
  select: '(field | count | avg | min | max | sum)+',
  filter: OPERATOR,
  and: `${OPERATOR}, ${OPERATOR}+`,
  or: `${OPERATOR}, ${OPERATOR}+`,
  orderby: 'order+',
  order: 'field, (ascending | descending)?',
  options: '(caseinsensitive | showprivate | returnformat)*',
  ...Object.fromEntries(COMPARISONS.map((name) => [name, 'field, value*'])),

  create_bill: `vendorid, datecreated, dateposted?, ((datedue, termname?) | termname), action?, batchkey?, billno?,
    ponumber?, onhold?, description?, externalid?, payto?, returnto?, ${MONEY}, nogl?, supdocid?, customfields?,
    inclusivetax?, taxsolutionid?, billitems`,
  billitems: 'lineitem+',
  lineitem: `(accountlabel | glaccountno), offsetglaccountno?, amount, allocationid?, memo?, locationid?, departmentid?,
    item1099?, form1099type?, form1099box?, key?, totalpaid?, totaldue?, customfields?, revrectemplate?, defrevaccount?,
    revrecstartdate?, revrecenddate?, ${DIMENSIONS}, itemid?, classid?, contractid?, warehouseid?, billable?,
    totaltrxamount?, partialexempt?, taxentries?`,
  taxentries: 'taxentry+',
  taxentry: 'detailid, trx_tax?',
  reverse_bill: 'datereversed, description?',
  create_apadjustment: `vendorid, datecreated, dateposted?, batchkey?, adjustmentno?, action?, billno?, description?,
    externalid?, ${MONEY}, nogl?, customfields?, inclusivetax?, taxsolutionid?, apadjustmentitems`,
  apadjustmentitems: 'lineitem+',
  customfields: 'customfield*',
  customfield: 'customfieldname, customfieldvalue',

  create_potransaction: `transactiontype, datecreated, dateposted?, createdfrom?, vendorid, documentno?, referenceno?,
    vendordocno?, termname?, datedue, message?, shippingmethod?, returnto, payto, deliverto?, supdocid?, externalid?,
    ${MONEY}, customfields?, state?, projectid?, potransitems, subtotals?`,
  potransitems: 'potransitem+',
  potransitem: `itemid, itemdesc?, taxable?, warehouseid?, quantity, unit?, linelevelsimpletaxtype?, price?,
    sourcelinekey?, overridetaxamount?, deliverto?, tax?, ${PO_TAIL}`,
  itemdetails: 'ANY+',
  subtotals: 'subtotal+',
  subtotal: SUBTOTAL,
  update_potransaction: `datecreated?, dateposted?, referenceno?, vendordocno?, termname?, datedue?, message?,
    shippingmethod?, returnto?, payto?, deliverto?, supdocid?, externalid?, ${MONEY}, customfields?, state?,
    projectid?, updatepotransitems?, updatesubtotals?`,
  updatepotransitems: '(potransitem | updatepotransitem)+',
  updatepotransitem: `itemid?, itemdesc?, taxable?, warehouseid?, quantity?, unit?, linelevelsimpletaxtype?, price?,
    deliverto?, ${PO_TAIL}`,
  updatesubtotals: 'updatesubtotal+',
  updatesubtotal: SUBTOTAL,

  create_supdocfolder: 'supdocfoldername, supdocfolderdescription?, supdocparentfoldername?',
  create_supdoc: 'supdocid, supdocname?, supdocfoldername?, supdocdescription?, attachments?',
  delete_supdoc: '',
  attachments: 'attachment+',
  attachment: 'attachmentname, attachmenttype, attachmentdata',

  ...Object.fromEntries(
    [
      'datecreated',
      'dateposted',
      'datedue',
      'exchratedate',
      'datereversed',
      'revrecstartdate',
      'revrecenddate',
    ].map((name) => [name, DATE]),
  ),
  payto: CONTACT,
  returnto: CONTACT,
  deliverto: CONTACT,
  contact: `contactname, printas, taxable?, companyname?, taxgroup?, prefix?, firstname?, lastname?, initial?, phone1?,
    phone2?, cellphone?, pager?, fax?, email1?, email2?, url1?, url2?, status?, mailaddress?, taxid?`,
  mailaddress: 'address1?, address2?, city?, state?, zip?, country?, isocountrycode?, latitude?, longitude?',
};

/** Attributes an element may have; with an exclamation mark it must. */
export const ATTRIBUTES: Record<string, string[]> = {
  operation: ['transaction'],
  function: ['controlid!'],
  inspect: ['detail'],
  get: ['object!', 'key!'],
  reverse_bill: ['key!'],
  update_potransaction: ['key!', 'set_nulls', 'externalkey'],
  updatepotransitem: ['line_num!'],
  delete_supdoc: ['key!'],
};

/** Elements that hold what the schema does not look into. */
export const UNCHECKED = new Set(['create', 'update', 'preferences', 'itemdetails']);
