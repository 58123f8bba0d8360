/** PUT, DELETE, actions and files of bills, and the companies inquiry. */
import { randomUUID } from 'node:crypto';
import type { Route, SimReply } from '../kit/simulator';
import { BadJson } from '../kit/simulator';
import { saveBill } from './billSave';
import type { Bound } from './binding';
import { bind } from './binding';
import { customNames } from './custom';
import type { Call } from './gate';
import { contractRoute } from './gate';
import { cutToLength, trimTexts } from './lengths';
import { find, select } from './reading';
import type { RecordData } from './records';
import { copyOf, newRecord } from './records';
import type { View } from './render';
import { render } from './render';
import { badRequest, httpError, noSuchRecord, notFoundPage, serverError } from './replies';
import { busy, operationStatus, release } from './release';
import { COMPANIES_STRUCTURE, ENTITIES } from './schema';
import type { EntitySchema } from './schema';
import type { World } from './world';
import { commitBill, removeBill, storeOf } from './world';

const BILL = ENTITIES.get('Bill') as EntitySchema;

function readBody(call: Call): unknown {
  try {
    return call.request.json();
  } catch (error) {
    if (error instanceof BadJson) return undefined;
    throw error;
  }
}

/** Upsert [doc IDG:Basic_Create_Record]: 200 for a new bill as well. */
function putBill(call: Call): SimReply {
  const blocked = busy(call, 'Bill');
  if (blocked) return blocked;
  const outcome = bind(readBody(call), BILL, call.version);
  if ('modelState' in outcome) return badRequest(outcome.modelState);
  const { bound } = outcome;
  const existing = target(call, bound);
  if (existing !== undefined && 'status' in existing) return existing;
  const { headers } = call.request;
  if (headers['if-none-match'] === '*' && existing) return httpError(412, 'The record already exists.');
  if (headers['if-match'] === '*' && !existing) return httpError(412, 'The record does not exist.');
  if (call.sim.fault('longTextCut')) cutToLength(bound);
  if (call.sim.fault('trimsText')) trimTexts(bound);
  const branch = headers['px-cbapibranch'];
  const saved = saveBill(call.world, existing, bound, typeof branch === 'string' ? branch : undefined);
  if ('bill' in saved) return { status: 200, body: render(saved.bill, BILL, echoView(call.view, bound)) };
  // switch duplicateAs500: older contracts and builds answer so [community PC]
  if (saved.isDuplicate && call.sim.fault('duplicateAs500')) {
    return serverError(
      'PX.Api.ContractBased.OutcomeEntityHasErrorsException',
      'The outcome entity has errors.',
      saved.refused.errors?.VendorRef,
    );
  }
  return { status: 422, body: render(saved.refused, BILL, echoView(call.view, bound)) };
}

/** By id, by keys, or by $filter in the address [doc IDG:Basic_Update_Record]. */
function target(call: Call, bound: Bound): RecordData | undefined | SimReply {
  const store = storeOf(call.world, 'Bill');
  if (bound.id !== null) return store.byId(bound.id) ?? noSuchRecord();
  const { Type, ReferenceNbr } = bound.values;
  if (ReferenceNbr) return store.byKey(Type ?? 'Bill', ReferenceNbr);
  const filter = call.request.query.get('$filter');
  if (filter === null) return undefined;
  const found = select(store.all(), filter, call, BILL);
  return Array.isArray(found) ? found[0] : found;
}

/** Only what was sent, selected or expanded comes back [doc]; keys always. */
function echoView(view: View, bound: Bound): View {
  const details = [...bound.sent].filter((name) => BILL.details.has(name));
  const fields = [...bound.sent, ...BILL.keys, ...(view.select ?? [])];
  const custom = [
    ...customNames(bound.custom),
    ...(bound.rows.Details ?? []).flatMap((row) => customNames(row.custom).map((name) => `Details/${name}`)),
  ];
  return {
    ...view,
    select: new Set(fields),
    expand: new Set([...view.expand, ...details]),
    custom: new Set([...view.custom, ...custom]),
  };
}

/** From 25.2 on: changes what exists, 404 otherwise [doc IDG:Update_Particular_Fields]. */
function patchBill(call: Call): SimReply {
  if (!hasPatch(call.world.seed.build)) return httpError(405, 'The HTTP method is not supported.');
  const outcome = bind(readBody(call), BILL, call.version);
  if ('modelState' in outcome) return badRequest(outcome.modelState);
  const { id, values } = outcome.bound;
  const store = storeOf(call.world, 'Bill');
  const known = id === null ? store.byKey(values.Type ?? 'Bill', values.ReferenceNbr) : store.byId(id);
  return known ? putBill(call) : httpError(404, 'The record is not found.');
}

function hasPatch(build: string): boolean {
  const [major = 0, minor = 0] = build.split('.').map(Number);
  return major > 25 || (major === 25 && minor >= 200);
}

/** An action of the approval workflow [official client PM]; done at once, or nothing to do: 204. */
function approve(call: Call, bill: RecordData): SimReply {
  const blocked = busy(call, 'Bill');
  if (blocked) return blocked;
  if (bill.fields.Status === 'Pending Approval') {
    const approved = copyOf(bill);
    approved.fields.Status = 'Balanced';
    commitBill(call.world, approved);
  }
  return { status: 204, headers: { location: `${call.view.base}/Bill/${bill.id}` } };
}

function deleteBill(call: Call): SimReply {
  const blocked = busy(call, 'Bill');
  if (blocked) return blocked;
  const bill = find(call, BILL, call.request.params['*'] ?? '');
  if (!bill) return noSuchRecord();
  if (!['On Hold', 'Balanced', 'Pending Approval', 'Rejected'].includes(String(bill.fields.Status))) {
    return serverError('PX.Data.PXException', 'The document has been released and cannot be deleted.');
  }
  removeBill(call.world, bill);
  return { status: 204 };
}

function action(call: Call): SimReply {
  const name = call.request.params.action ?? '';
  const known = ['releasebill', 'approve'].includes(name.toLowerCase());
  if (!known) return httpError(404, `No action ${name} found.`);
  const body = readBody(call);
  const given = typeof body === 'object' && body !== null && 'entity' in body ? body.entity : undefined;
  const outcome = bind(given, BILL, call.version);
  if ('modelState' in outcome) return badRequest(outcome.modelState);
  const existing = target(call, outcome.bound);
  if (existing === undefined) return noSuchRecord();
  if ('status' in existing) return existing;
  return name.toLowerCase() === 'approve' ? approve(call, existing) : release(call, existing);
}

/** Bytes to the link of the answer → 204 and the place of the file [doc IDG:Basic_Put_Attachment]. */
function putFile(call: Call): SimReply {
  const [, view = '', id = '', ...name] = (call.request.params['*'] ?? '').split('/');
  const store = storeOf(call.world, 'Bill');
  const record =
    view === 'Document'
      ? store.byId(id)
      : store
          .all()
          .flatMap((bill) => bill.details.Details ?? [])
          .find((line) => line.id === id);
  if (!record || name.length === 0) return notFoundPage();
  return keepFile(call, record, name.join('/'));
}

/** The older path below the keys. */
function putFileByKey(call: Call): SimReply {
  const { type, number, name = '' } = call.request.params;
  const bill = storeOf(call.world, 'Bill').byKey(type, number);
  return bill ? keepFile(call, bill, name) : noSuchRecord();
}

function keepFile(call: Call, record: RecordData, name: string): SimReply {
  const comment = String(call.request.headers['px-cbfilecomment'] ?? '').slice(0, 500);
  const file = { id: randomUUID(), name, comment, bytes: call.request.bytes };
  const same = record.files.findIndex((one) => one.name === name);
  if (same >= 0) record.files[same] = file;
  else record.files.push(file);
  return { status: 204, headers: { location: `${call.view.base}/files/${file.id}` } };
}

function getFile(call: Call): SimReply {
  const id = call.request.params.id ?? '';
  const records = storeOf(call.world, 'Bill')
    .all()
    .flatMap((bill) => [bill, ...(bill.details.Details ?? [])]);
  const file = records.flatMap((record) => record.files).find((one) => one.id === id);
  if (!file) return notFoundPage();
  return { status: 200, headers: { 'content-type': 'application/octet-stream' }, bytes: file.bytes };
}

/** An inquiry form: asked with PUT, writes nothing [official client]. */
function companies(call: Call): SimReply {
  const results = call.world.seed.branches.map((branch) =>
    newRecord({
      CompanyID: branch.company,
      CompanyName: branch.companyName,
      CompanyType: 'With Branches Not Requiring Balancing',
      CompanyStatus: true,
      BranchID: branch.id,
      BranchName: branch.name,
      BranchCountry: branch.country ?? 'US',
      BranchStatus: branch.active ?? true,
      BaseCurrencyID: branch.currency ?? 'USD',
    }),
  );
  return { status: 200, body: render(newRecord({}, { Results: results }), COMPANIES_STRUCTURE, call.view) };
}

export const billRoutes: Route<World>[] = [
  contractRoute('PUT', 'Bill', '', putBill),
  contractRoute('PATCH', 'Bill', '', patchBill),
  contractRoute('DELETE', 'Bill', '/*', deleteBill),
  contractRoute('GET', 'Bill', '/:action/status/:operation', operationStatus),
  contractRoute('POST', 'Bill', '/:action', action),
  contractRoute('PUT', 'files', '/*', putFile),
  contractRoute('PUT', 'Bill', '/:type/:number/files/:name', putFileByKey),
  contractRoute('GET', 'files', '/:id', getFile),
  contractRoute('PUT', 'CompaniesStructure', '', companies),
];
