/**
 * Charts as inline SVG. Widths are per cent and heights are pixels, so that texts keep their size on a phone; what a
 * chart shows is also in its description, in words.
 */
import { absolute, greater } from '../../shared/money';
import { amountText } from '../words';
import type { DayCount, OutcomeTotals } from './facts';
import type { Html } from './html';
import { html } from './html';

const PLOT_HEIGHT = 132;
/** Bars that stand for anything are never thinner than this. */
const THINNEST = 2;

/** Columns of the last days: done below, open on top. */
export function dayChart(days: readonly DayCount[], id: string): Html {
  const highest = niceCeiling(Math.max(1, ...days.map(({ done, open }) => done + open)));
  const step = 100 / days.length;
  const height = (count: number) =>
    count === 0 ? 0 : Math.max(THINNEST, (count / highest) * (PLOT_HEIGHT - 2));
  const columns = days.map(({ day, done, open }, at) => {
    const [low, high] = [height(done), height(open)];
    const place = (size: number, bottom: number) => ({
      x: (at * step + step * 0.14).toFixed(3),
      width: (step * 0.72).toFixed(3),
      y: (PLOT_HEIGHT - bottom - size).toFixed(2),
      height: size.toFixed(2),
    });
    // a line of background between the two, for those who cannot tell the colours apart
    const [below, above] = [place(low, 0), place(high, low > 0 ? low + 1.5 : 0)];
    return html`<g
      ><title>${dayText(day)}: ${done} done, ${open} open</title
      ><rect
        class="hit"
        x="${(at * step).toFixed(3)}%"
        y="0"
        width="${step.toFixed(3)}%"
        height="${PLOT_HEIGHT}"
      />${low > 0 ? html`<rect class="o-posted" x="${below.x}%" y="${below.y}" width="${below.width}%" height="${below.height}" />` : null}${high > 0 ? html`<rect class="o-held" x="${above.x}%" y="${above.y}" width="${above.width}%" height="${above.height}" />` : null}</g
    >`;
  });
  const lines = [0, 0.5, 1].map((share) => {
    const y = (0.5 + share * (PLOT_HEIGHT - 1)).toFixed(1);
    return html`<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}" />`;
  });
  const told = days
    .filter(({ done, open }) => done + open > 0)
    .map(({ day, done, open }) => `${dayText(day)}: ${done} done, ${open} open`);
  const [first, middle, last] = [days[0], days[Math.floor(days.length / 2)], days[days.length - 1]];
  return html`<div class="plot">
    <div class="scale" aria-hidden="true">
      <span>${highest.toLocaleString('en')}</span><span>${halfText(highest)}</span><span>0</span>
    </div>
    <svg role="img" aria-labelledby="${id}-t ${id}-d" width="100%" height="${PLOT_HEIGHT}">
      <title id="${id}-t">Invoices a day, last ${days.length} days</title>
      <desc id="${id}-d">${told.length > 0 ? told.join('; ').slice(0, 4000) : 'None.'}</desc>
      ${lines}${columns}
    </svg>
    <div class="axis" aria-hidden="true">
      <span>${dayText(first?.day ?? '')}</span><span>${dayText(middle?.day ?? '')}</span
      ><span>${dayText(last?.day ?? '')}</span>
    </div>
  </div>`;
}

const halfText = (highest: number): string => (highest % 2 === 0 ? (highest / 2).toLocaleString('en') : '');

/** The next number that reads well on a scale. */
function niceCeiling(count: number): number {
  const power = 10 ** Math.floor(Math.log10(count));
  const step = [1, 2, 4, 6, 8, 10].find((each) => each * power >= count) ?? 10;
  return Math.max(2, step * power);
}

const ROW = 38;
const GAP = 10;

interface Bar {
  name: string;
  style: string;
  /** Share of the longest bar, 0 to 1. */
  share: number;
  shown: string;
}

/** Documents by outcome. */
export function countChart(outcomes: readonly OutcomeTotals[], title: string, id: string): Html {
  const most = Math.max(1, ...outcomes.map(({ count }) => count));
  const bars = outcomes.map(({ outcome, count }) => ({
    ...namesOf(outcome),
    share: count / most,
    shown: count.toLocaleString('en'),
  }));
  return barChart(bars, title, id);
}

/** Net amounts by outcome in one currency; the scale is that currency's own. */
export function amountChart(
  outcomes: readonly OutcomeTotals[],
  currency: string,
  title: string,
  id: string,
): Html {
  const amounts = outcomes.flatMap(({ outcome, values }) => {
    const value = values.find((each) => each.currency === currency);
    return value ? [{ outcome, amount: value.amount }] : [];
  });
  const sizes = amounts.map(({ amount }) => absolute(amount));
  const most = Number(sizes.reduce((a, b) => (greater(b, a) ? b : a), '0')) || 1;
  const bars = amounts.map(({ outcome, amount }) => ({
    ...namesOf(outcome),
    // only the length of a bar; the amount itself stays decimal
    share: Number(absolute(amount)) / most,
    shown: amountText(currency, amount),
  }));
  return barChart(bars, title, id);
}

/** Name and value above their bar: both have room on a phone. */
function barChart(bars: readonly Bar[], title: string, id: string): Html {
  const rows = bars.map(({ name, style, share, shown }, at) => {
    const top = at * ROW;
    const width = share === 0 ? 0 : Math.max(0.6, share * 100);
    return html`<text x="0" y="${top + 13}">${name}</text
      ><text class="value" x="100%" y="${top + 13}" text-anchor="end">${shown}</text
      ><rect class="track" x="0" y="${top + 20}" width="100%" height="6" rx="3" /><rect
        class="o-${style}"
        x="0"
        y="${top + 20}"
        width="${width.toFixed(2)}%"
        height="6"
        rx="3"
      />`;
  });
  const told = bars.map(({ name, shown }) => `${name}: ${shown}`).join('; ');
  return html`<svg
    role="img"
    aria-labelledby="${id}-t ${id}-d"
    width="100%"
    height="${bars.length * ROW - GAP}"
  >
    <title id="${id}-t">${title}</title>
    <desc id="${id}-d">${told}</desc>
    ${rows}
  </svg>`;
}

const OUTCOMES = new Map([
  ['posted', 'Posted'],
  ['alreadyPosted', 'Already there'],
  ['created', 'Created'],
  ['updated', 'Updated'],
  ['unchanged', 'Unchanged'],
  ['held', 'Held'],
  ['rejected', 'Rejected'],
  ['differs', 'Differs'],
  ['unknown', 'Unknown'],
]);

function namesOf(outcome: string): Pick<Bar, 'name' | 'style'> {
  const name = OUTCOMES.get(outcome);
  // an outcome that nobody knows may not name a class
  return { name: name ?? (outcome || 'No outcome'), style: name ? outcome : 'unknown' };
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `15 Jun` */
export function dayText(day: string): string {
  const [, month, date] = day.split('-').map(Number);
  return month && date ? `${date} ${MONTHS[month - 1] ?? ''}` : '';
}
