import { Refusal, held } from '../shared/outcome';
import type { StampField } from './documents';

/** The custom field that carries the stamp, from its path `View.Field`; null = the description. @throws Refusal */
export function readStampField(path: string): StampField | null {
  if (path === '') return null;
  const [view, field, ...rest] = path.split('.');
  if (view && field && rest.length === 0) return { view, field };
  throw new Refusal(
    held(
      'setting.stampField',
      `Stamp Custom Field is not a view and a field: ${path}.`,
      'Enter it like Document.AttributeJAGGAERID.',
      'support',
    ),
  );
}
