/** Mapping rows as text, the way a credential keeps them: JSON, or a table with a heading line (CSV). */

/** The rows of the text, or what is wrong with it. */
export type RowText = { rows: unknown[] } | { fault: string };

/** Reads JSON (a list of rows, or `{"rows": […]}`) or CSV with comma, semicolon or tab. Empty text has no rows. */
export function readRowText(text: string): RowText {
  const clean = text.replace(/^\uFEFF/, '').trim();
  if (clean === '') return { rows: [] };
  return clean.startsWith('[') || clean.startsWith('{') ? readJsonRows(clean) : readCsvRows(clean);
}

function readJsonRows(text: string): RowText {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return { fault: `it is not JSON: ${error instanceof Error ? error.message.slice(0, 60) : ''}` };
  }
  const rows = Array.isArray(parsed) ? parsed : (parsed as { rows?: unknown }).rows;
  return Array.isArray(rows) ? { rows } : { fault: 'it is not a list of rows' };
}

function readCsvRows(text: string): RowText {
  const heading = text.split(/\r?\n/, 1)[0] ?? '';
  const delimiter = [',', ';', '\t'].reduce((best, each) =>
    heading.split(each).length > heading.split(best).length ? each : best,
  );
  const records = readRecords(text, delimiter);
  if (records === null) return { fault: 'a quotation mark is opened and never closed' };
  const [names = [], ...body] = records;
  const known = new Set(names.map((name) => name.trim().toLowerCase()));
  const absent = ['kind', 'from', 'to'].filter((name) => !known.has(name));
  if (absent.length > 0) return { fault: `its heading line has no column ${absent.join(', ')}` };
  const long = body.findIndex((cells) => cells.length > names.length);
  if (long >= 0) return { fault: `line ${long + 2} has more cells than the heading line` };
  return {
    rows: body.map((cells) => Object.fromEntries(names.map((name, at) => [name.trim(), cells[at] ?? '']))),
  };
}

/** Records of RFC 4180; null where a quoted cell does not end. */
function readRecords(text: string, delimiter: string): string[][] | null {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    record.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(at + 1) === '"') cell += text.charAt(at++);
      else quoted = false;
    } else if (character === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (character === delimiter) endCell();
    else if (character === '\n') {
      endCell();
      records.push(record);
      record = [];
    } else if (character !== '\r') cell += character;
  }
  endCell();
  records.push(record);
  return quoted ? null : records;
}
