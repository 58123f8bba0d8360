/** The open problems on the status page. */
import type { Group } from '../problems/group';
import { ageText, causeText, countText, moneyText, ownerText, timeText, totalsText } from '../words';
import type { PageFacts } from './facts';
import type { Html } from './html';
import { html } from './html';

export interface PageSettings {
  title: string;
  zone: string;
  /** Address of n8n; '' for none. */
  link: string;
  /** How many documents are listed for each problem. */
  listed: number;
}

/** One card for each problem, its documents folded away. */
export function problemCards({ groups, now }: PageFacts, settings: PageSettings): Html {
  if (groups.length === 0) return html``;
  return html`<section aria-labelledby="problems">
    <h2 id="problems">Open problems, oldest first</h2>
    <ul class="problems">
      ${groups.map((group) => problem(group, now, settings))}
    </ul>
  </section>`;
}

const STYLES = new Set(['rejected', 'differs', 'unknown']);
const ADVICES = 3;

function problem(group: Group, now: number, { zone, listed }: PageSettings): Html {
  const { cause, owner, entity, flow, documents, values, oldest, advices, environment } = group;
  const outcome = documents[0]?.outcome ?? '';
  const style = cause === 'connection.signIn' ? 'all' : STYLES.has(outcome) ? outcome : 'held';
  const stake = totalsText(values);
  const size = countText(documents.length, flow.split(':').pop() ?? '');
  const shown = documents.slice(0, listed);
  const hidden = documents.length - shown.length;
  const rows = shown.map(
    (document) =>
      html`<tr>
        <td>
          <strong>${document.number || 'No number'}</strong> ${document.supplier}<span class="reason"
            >${document.reason}</span
          >
        </td>
        <td class="number">
          ${document.amount === null ? '–' : moneyText(document.currency, document.amount)}<span
            class="reason"
            >${ageText(now - document.since)}</span
          >
        </td>
      </tr>`,
  );
  const told = advices.slice(0, ADVICES).map(({ text }) => html`<p class="advice">${text}</p>`);
  const others = advices.length - told.length;
  const test = flow.includes(':') ? html` <span class="badge">${environment}</span>` : null;
  return html`<li>
    <article class="card problem ${style}">
      <div class="head">
        <h3>${causeText(cause)}${test}</h3>
        <strong>${size}${stake ? html` · ${stake}` : null}</strong>
      </div>
      <div class="tags">
        <span>Open for ${ageText(now - oldest)}, since ${timeText(oldest, zone)}</span
        >${entity ? html`<span>Entity ${entity}</span>` : null}${owner ? html`<span>Waits for ${ownerText(owner)}</span>` : null}
      </div>
      ${told}${others > 0 ? html`<p class="soft">and ${others} more like these, with the documents below</p>` : null}
      <details>
        <summary>Show ${size}</summary>
        <table>
          <caption>
            ${hidden > 0 ? `The ${shown.length} oldest of ${documents.length}` : 'All of them, oldest first'}
          </caption>
          <thead>
            <tr>
              <th scope="col">Document and reason</th>
              <th scope="col" class="number">Amount, open for</th>
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>
      </details>
    </article>
  </li>`;
}
