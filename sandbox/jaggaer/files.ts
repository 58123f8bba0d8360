/** `ja/v1/attachments`: download by `secureToken`, or by `fileId` and `fileName` [C SP, CCS, ABAP]. */
import type { Route, SimReply } from '../kit/simulator';
import type { Call } from './call';
import { unknownId } from './call';
import { guarded } from './guard';
import type { Tenant } from './tenant';

export const fileRoutes: Array<Route<Tenant>> = guarded('ja', 'GET', 'attachments', download);

function download(call: Call): SimReply {
  const { query } = call.request;
  const [token, id, name] = ['secureToken', 'fileId', 'fileName'].map((key) => query.get(key));
  const file = call.tenant.files.find((one) =>
    token ? one.secureToken === token : one.fileId === id && (!name || one.fileName === name),
  );
  if (!file) return unknownId(call, token ? 'secureToken' : 'fileId');
  const encoded = encodeURIComponent(file.fileName);
  return {
    status: 200,
    headers: {
      'content-type': 'application/pdf',
      // clients read `filename*` first [C]
      'content-disposition': `attachment; filename="${file.fileName}"; filename*=UTF-8''${encoded}`,
    },
    bytes: pdf(file.text),
  };
}

/** A page with one line of text, as a viewer opens it. */
export function pdf(text: string): Buffer {
  const safe = text.replace(/[^\x20-\x7e]/g, '?').replace(/[()\\]/g, '\\$&');
  const content = `BT /F1 16 Tf 56 770 Td (${safe}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = body.length;
    body += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}`;
  const end = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + table + end, 'latin1');
}
