import { Refusal, held } from '../../../shared/outcome';

/** The custom field that carries the stamp, by its integration name; null = the description. @throws Refusal */
export function stampFieldOf(value: unknown): string | null {
  const name = typeof value === 'string' ? value.trim().toUpperCase() : '';
  if (name === '') return null;
  if (/^[A-Z_]\w*$/.test(name)) return name;
  throw new Refusal(
    held(
      'setting.stampField',
      `Stamp Custom Field is no integration name: ${name}.`,
      'Enter it as Sage Intacct shows it, like JAGGAER_ID.',
      'support',
    ),
  );
}
