/** What JAGGAER expects as the answer to an export: the verdict is in the body, HTTP is always 200 (source: NS). */

export interface Verdict {
  /** Id of the message that is answered; empty where it could not be read. */
  messageId: string;
  code: 200 | 400;
  words: string;
}

/** @param dtd address of the document type; empty for none */
export function answerXml({ messageId, code, words }: Verdict, dtd: string, at: Date): string {
  const documentType = dtd === '' ? '' : `<!DOCTYPE DocumentExportResponse SYSTEM "${escaped(dtd)}">`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    documentType,
    '<DocumentExportResponse version="1.0"><Header>',
    `<MessageId>${escaped(messageId)}</MessageId><Timestamp>${at.toISOString()}</Timestamp>`,
    '</Header><Response><Status>',
    `<StatusCode>${code}</StatusCode><StatusText>${escaped(words)}</StatusText>`,
    '</Status></Response></DocumentExportResponse>',
  ].join('');
}

const escaped = (value: string): string =>
  value.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`).replace(/[^\t\n\r\x20-\uFFFD]/g, '');
