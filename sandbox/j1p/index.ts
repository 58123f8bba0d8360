/** JAGGAER J1P as far as public material shows it; each behaviour carries the tag of reference/jaggaer.md. */
import type { Route, SimContext, SimReply, SimRequest, Simulator, SimulatorSpec } from '../kit/simulator';
import { startSimulator } from '../kit/simulator';
import { SIGN_INS } from '../signIns';
import { answerList } from './lists';
import type { ListShape } from './lists';
import { answerToken, refuseToken } from './signIn';
import { addInvoice, exportInvoices, headerOf, listRows, readState } from './state';
import type { JaggaerState, Json } from './state';

const ROOT = '/j1p/api/public';

const INVOICES: ListShape = {
  container: (rows) => ({ jiinvoiceList: { jiinvoice: rows } }), // [P]
  ja: false,
  fields: headerOf,
};
const COMPANIES: ListShape = {
  container: (rows) => ({ returnCompanyData: rows }), // a bare array [C]
  ja: true,
  fields: (row) => (row.returnCompanyInfo ?? {}) as Json,
};
const ORDERS: ListShape = {
  container: (rows) => ({ jipurchaseOrderList: { jipurchaseOrder: rows } }), // [I, weak]
  ja: false,
  fields: headerOf,
};

type Handler = Route<JaggaerState>['handle'];

/** A call that needs a live token. */
const signed =
  (handle: (request: SimRequest, state: JaggaerState, sim: SimContext) => SimReply): Handler =>
  (request, state, sim) =>
    refuseToken(request, state, sim) ?? handle(request, state, sim);

const routes: Array<Route<JaggaerState>> = [
  {
    method: 'POST',
    path: '/auth/realms/J1p-integrations/protocol/openid-connect/token',
    name: 'POST token',
    token: true,
    handle: answerToken,
  },
  {
    method: 'GET',
    path: `${ROOT}/ji/v1/invoices`,
    handle: signed((request, state, sim) =>
      answerList(request, sim, listRows(state), state.pageSize, INVOICES),
    ),
  },
  {
    method: 'GET',
    path: `${ROOT}/ji/v1/invoices/:id`,
    // the object itself, without the envelope [P]
    handle: signed((request, state, sim) => {
      const detail = state.exported.get(request.params.id ?? '');
      return detail ? { status: 200, body: detail } : unknownId(sim);
    }),
  },
  {
    method: 'GET',
    path: `${ROOT}/ja/v1/companyprofiles`,
    handle: signed((request, state, sim) =>
      answerList(request, sim, state.companies, state.pageSize, COMPANIES),
    ),
  },
  {
    method: 'GET',
    path: `${ROOT}/ji/v1/purchaseorders`,
    // the path itself is a guess [I, weak]: the switch takes it away
    handle: signed((request, state, sim) =>
      sim.fault('noPurchaseOrders')
        ? { status: 404 }
        : answerList(request, sim, state.purchaseOrders, state.pageSize, ORDERS),
    ),
  },
  {
    method: 'GET',
    path: `${ROOT}/ji/v1/purchaseorders/:id`,
    handle: signed((request, state, sim) => {
      const found = state.purchaseOrders.find(
        (order) => String(headerOf(order).purchaseOrderId) === request.params.id,
      );
      return found ? { status: 200, body: found } : unknownId(sim);
    }),
  },
  {
    method: 'GET',
    path: `${ROOT}/ja/v1/attachments`,
    handle: signed((request) => {
      const name = request.query.get('fileName') ?? 'invoice.pdf';
      if (!request.query.get('secureToken') && !request.query.get('fileId')) return { status: 404 };
      return {
        status: 200,
        headers: {
          'content-type': 'application/pdf',
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        },
        bytes: onePagePdf(name),
      };
    }),
  },
];

/** 404 without a body, 404 with JSON, or a failure inside HTTP 200: unknown which, so all three [I]. */
function unknownId(sim: SimContext): SimReply {
  const form = sim.fault('unknownIdForm');
  if (form === 'json') return { status: 404, body: { message: 'Not found' } };
  if (form === 'ok') return { status: 200, body: { returnCode: 2, returnMessage: '112(invoiceId)' } };
  return { status: 404 };
}

function onePagePdf(text: string): Buffer {
  const stream = `BT /F1 18 Tf 60 760 Td (${text.replace(/[()\\]/g, '')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = body.length;
    body += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = body.length;
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(body, 'latin1');
}

const control: Array<Route<JaggaerState>> = [
  {
    method: 'POST',
    path: '/export',
    // {ids | all | count, at?, spreadMs?}: equal timestamps with an `at` and no spread
    handle: (request, state, sim) => {
      const { ids, all, count, at, spreadMs } = (request.text === '' ? {} : request.json()) as {
        ids?: Array<string | number>;
        all?: boolean;
        count?: number;
        at?: string;
        spreadMs?: number;
      };
      const waiting = [...state.invoices.keys()].filter((id) => !state.exported.has(id));
      const chosen =
        ids?.map(String) ?? (all ? [...state.invoices.keys()] : waiting.slice(0, count ?? waiting.length));
      return {
        status: 200,
        body: { exported: exportInvoices(state, chosen, at ? new Date(at) : sim.now(), spreadMs ?? 0) },
      };
    },
  },
  {
    method: 'POST',
    path: '/invoices',
    handle: (request, state) => {
      const body = request.json() as Json | Json[];
      for (const detail of Array.isArray(body) ? body : [body]) addInvoice(state, detail);
      return { status: 200, body: { invoices: state.invoices.size } };
    },
  },
];

const spec: SimulatorSpec<JaggaerState> = {
  name: 'JAGGAER',
  seed: (input) => readState(input, SIGN_INS.jaggaer),
  routes,
  control,
  expireTokens: (state) => state.tokens.clear(),
  state: (state, query) => ({
    invoices: state.invoices.size,
    exported: state.exported.size,
    liveTokens: state.tokens.size,
    tokensIssued: state.issued,
    ...(query.has('invoices') ? { list: [...state.exported.values()] } : {}),
  }),
};

/** Starts the simulator; the seed's invoices are there, and invisible until they are exported. */
export const startJaggaer = (
  options: { port?: number; seed?: unknown } = {},
): Promise<Simulator<JaggaerState>> => startSimulator(spec, options);
