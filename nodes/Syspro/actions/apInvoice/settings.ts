/** Reads what the user set. */
import { Refusal, held } from '../../../shared/outcome';

/** A whole number within its bounds, else the preset. */
export function whole(value: unknown, least: number, most: number, preset: number): number {
  const number = value === undefined || value === '' ? preset : Math.trunc(Number(value));
  return number >= least && number <= most ? number : preset;
}

/** `$=USD, R=ZAR`. @throws Refusal */
export function currencyCodes(text: string): Map<string, string> {
  const pairs = text.split(/[,;]/).filter((each) => each.trim() !== '');
  return new Map(
    pairs.map((pair) => {
      const [, own = '', iso = ''] = /^\s*([^=]+?)\s*=\s*([A-Za-z]{3})\s*$/.exec(pair) ?? [];
      if (own !== '') return [own, iso.toUpperCase()];
      throw new Refusal(
        held(
          'setting.currencyCodes',
          `Currency Codes cannot be read at “${pair.trim()}”.`,
          'Write them as $=USD, R=ZAR in the node.',
          'support',
        ),
      );
    }),
  );
}
