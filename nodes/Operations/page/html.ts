/** HTML in which everything that is put in is escaped, unless it is HTML already. */
import { escapeHtml, plain } from '../words';

/** Markup that was written here; nothing else counts as safe. */
export class Html {
  constructor(readonly text: string) {}
}

export type Piece = string | number | Html | null | readonly Piece[];

/** Tagged template: html`<p>${text}</p>`. Texts lose control characters and those that turn the reading direction. */
export function html(parts: TemplateStringsArray, ...pieces: Piece[]): Html {
  return new Html(parts.map((part, at) => part + textOf(pieces[at] ?? null)).join(''));
}

function textOf(piece: Piece): string {
  if (piece === null) return '';
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'object') return piece.map(textOf).join('');
  return escapeHtml(plain(String(piece), 1000));
}
