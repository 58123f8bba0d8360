/** Where mapping rows come from: the second input, or the credential. */
import type { IExecuteFunctions, INodeCredentialTestResult } from 'n8n-workflow';
import type { Cleaning } from './cleaning';
import type { MappingRows } from './rows';
import { readRows } from './rows';
import { readRowText } from './rowText';
import type { Settings } from './settings';

/** Reads all mapping rows once; nothing connected and nothing entered are no rows, which hold everything. */
export async function readMapping(context: IExecuteFunctions, settings: Settings): Promise<MappingRows> {
  const { cleaning } = settings.rules;
  if (settings.rowsFrom === 'input') {
    return readRows(
      context.getInputData(1).map((item) => item.json),
      cleaning,
    );
  }
  const credential = await context.getCredentials<{ rows?: unknown }>('crosswalkMappingApi');
  return readMappingText(credential.rows, cleaning);
}

/** Rows of a credential's text; text that cannot be read counts as one bad row, so that it holds everything. */
export function readMappingText(text: unknown, cleaning: Cleaning): MappingRows {
  const read = readRowText(typeof text === 'string' ? text : '');
  if ('rows' in read) return readRows(read.rows, cleaning);
  return { ...readRows([], cleaning), bad: [{ place: 'the mapping in the credential', why: read.fault }] };
}

/** What the test of the credential shows. */
export function testMappingText(text: unknown): INodeCredentialTestResult {
  const plain: Cleaning = { emptyWords: new Set(), zerosAreEmpty: false, suffixes: [] };
  const { rows, bad } = readMappingText(text, plain);
  const [first] = bad;
  if (first) return { status: 'Error', message: `Cannot be read: ${first.place}: ${first.why}` };
  const filled = rows.filter((row) => row.to !== '').length;
  if (filled === 0) return { status: 'Error', message: 'There is no row with a “to” in it' };
  const open = rows.length - filled;
  return {
    status: 'OK',
    message: `${filled} rows can be used${open > 0 ? `, ${open} have no “to” yet` : ''}`,
  };
}
