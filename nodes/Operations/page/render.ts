/** The status page: one HTML document, readable without script, on a phone, in light and dark. */
import { webLink } from '../problems/message';
import type { CurrencyValue } from '../words';
import { ageText, countText, moneyText, timeText } from '../words';
import { amountChart, countChart, dayChart } from './charts';
import type { FlowState, OutcomeTotals, PageFacts } from './facts';
import { CHART_DAYS } from './facts';
import type { Html } from './html';
import { Html as Markup, html } from './html';
import type { PageSettings } from './problemCards';
import { problemCards } from './problemCards';
import { STYLE } from './style';

/** Writes the document; nothing is loaded from elsewhere, and everything from outside is escaped. */
export function renderPage(facts: PageFacts, settings: PageSettings): string {
  const { title, zone } = settings;
  const tab = facts.openCount > 0 ? `(${facts.openCount}) ${title}` : title;
  const target = webLink(settings.link);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${tab}</title>
        <link rel="icon" href="${favicon(facts.openCount > 0)}" />
        <style>
          ${new Markup(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          <span class="soft"
            >As of
            ${timeText(facts.now, zone)}${target ? html` · <a href="${target}">Open n8n</a>` : null}</span
          >
        </header>
        <main>
          ${verdict(facts)} ${figures(facts)} ${problemCards(facts, settings)} ${activity(facts)}
          ${flows(facts, zone)}
        </main>
        <footer class="soft">
          Each invoice counts once, with its latest outcome, on the day of it. Amounts are net of credit
          memos; amounts at stake are not. Currencies are never added
          up.${facts.chartEnvironment ? html` The charts show ${facts.chartEnvironment} only.` : null}
        </footer>
      </body>
    </html> `;
  return page.text;
}

function favicon(trouble: boolean): Html {
  const colour = trouble ? 'd98a1f' : '2f8f62';
  return new Markup(
    `data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 16 16%22%3E%3Ccircle cx=%228%22 cy=%228%22 r=%227%22 fill=%22%23${colour}%22/%3E%3C/svg%3E`,
  );
}

function verdict({ groups, openCount, now }: PageFacts): Html {
  const [oldest] = groups;
  const icon = (path: string) =>
    html`<svg
      width="22"
      height="22"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d="${path}" />
    </svg>`;
  if (!oldest) {
    return html`<p class="verdict good" role="status">
      ${icon('M4 12.5l5 5L20 6.5')}<span>Nothing is waiting for anybody.</span>
    </p>`;
  }
  const refused = groups.find(({ cause }) => cause === 'connection.signIn');
  const open = countText(openCount, '');
  const place = refused?.flow.includes(':') ? ` (${refused.environment})` : '';
  const words = refused
    ? `Sign-in is refused${place}: nothing is posted until it works again. ${open} open.`
    : `${groups.length === 1 ? '1 problem keeps' : `${groups.length} problems keep`} ${open} open, the oldest for ${ageText(now - oldest.oldest)}.`;
  const path = 'M12 8.5v5M12 17.2v.1M12 3.2L22 20.5H2z';
  return html`<p class="verdict ${refused ? 'bad' : 'warn'}" role="status">
    ${icon(path)}<span>${words}</span>
  </p>`;
}

function figures(facts: PageFacts): Html {
  const { groups, openCount, atStake, delivered, now } = facts;
  const [oldest] = groups;
  const stakes = atStake.filter(isShown);
  return html`<dl class="figures">
    <div>
      <dt>Open</dt>
      <dd>${openCount.toLocaleString('en')}</dd>
    </div>
    <div>
      <dt>At stake</dt>
      ${stakes.length === 0 ? html`<dd>0</dd>` : stakes.map(({ currency, amount }) => html`<dd class="small">${moneyText(currency, amount)}</dd>`)}
    </div>
    <div>
      <dt>Oldest</dt>
      <dd>${oldest ? ageText(now - oldest.oldest) : '–'}</dd>
    </div>
    <div>
      <dt>In the ERP today</dt>
      <dd>${delivered.count.toLocaleString('en')}</dd>
      ${delivered.values.map(({ currency, amount }) => html`<dd class="note">${moneyText(currency, amount)}</dd>`)}
    </div>
  </dl>`;
}

/** Documents without amount and currency add nothing to a total. */
const isShown = ({ currency, amount }: CurrencyValue): boolean => currency !== '' || Number(amount) !== 0;

function activity(facts: PageFacts): Html {
  const { days, today, month } = facts;
  return html`<section aria-labelledby="activity">
    <h2 id="activity">Invoices</h2>
    <figure class="card">
      <h3>Invoices a day, last ${CHART_DAYS} days</h3>
      <p class="legend" aria-hidden="true">
        <span><i class="o-posted"></i>done</span><span><i class="o-held"></i>open</span>
      </p>
      ${dayChart(days, 'days')}
    </figure>
    <div class="pair" style="margin-top:12px">
      ${period(today, 'Today', 'today')}${period(month, `Last ${CHART_DAYS} days`, 'month')}
    </div>
  </section>`;
}

function period(outcomes: readonly OutcomeTotals[], name: string, id: string): Html {
  if (outcomes.length === 0)
    return html`<figure class="card">
      <h3>${name}</h3>
      <p class="soft">None yet.</p>
    </figure>`;
  const currencies = [
    ...new Set(outcomes.flatMap(({ values }) => values.filter(isShown).map(({ currency }) => currency))),
  ].sort();
  const amounts = currencies.map((currency, at) => {
    const title = `Net amount, ${currency || 'no currency'}`;
    return html`<h4>${title}</h4>
      ${amountChart(outcomes, currency, `${name}: ${title} by outcome`, `${id}-a${at}`)}`;
  });
  return html`<figure class="card">
    <h3>${name}</h3>
    <h4>Invoices</h4>
    ${countChart(outcomes, `${name}: invoices by outcome`, `${id}-c`)}${amounts}
  </figure>`;
}

const FLOWS = new Map([
  ['invoices', 'Invoices'],
  ['payments', 'Payment statuses'],
  ['suppliers', 'Suppliers'],
  ['accounts', 'Accounts'],
  ['purchaseOrders', 'Purchase orders'],
]);

function flows({ flows: states, now }: PageFacts, zone: string): Html {
  if (states.length === 0)
    return html`<p class="soft" style="margin-top:24px">The audit table has no rows yet.</p>`;
  const rows = states.map((state) => flowRow(state, now, zone));
  return html`<section aria-labelledby="flows">
    <h2 id="flows">Last delivery of each flow</h2>
    <div class="card">
      <table>
        <thead>
          <tr>
            <th scope="col">Flow</th>
            <th scope="col">Last delivery</th>
            <th scope="col" class="number">Open</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </section>`;
}

function flowRow(
  { flow, targetSystem, lastDelivery, lastAttempt, open }: FlowState,
  now: number,
  zone: string,
): Html {
  const [name = '', mark] = flow.split(':').reverse();
  const newer = lastDelivery === null || lastAttempt.at > lastDelivery.at;
  const attempt = newer
    ? html`<span class="reason">Last attempt ${ageText(now - lastAttempt.at)} ago</span>`
    : null;
  const delivery = lastDelivery
    ? html`${ageText(now - lastDelivery.at)} ago<span class="reason"
          >${timeText(lastDelivery.at, zone)}${lastDelivery.sourceNumber ? html` · ${lastDelivery.sourceNumber}` : null}</span
        >`
    : 'None yet';
  return html`<tr>
    <th scope="row">
      ${FLOWS.get(name) ?? name}${mark ? html` <span class="badge">${mark}</span>` : null}${targetSystem ? html`<span class="reason">to ${targetSystem}</span>` : null}
    </th>
    <td>${delivery}${attempt}</td>
    <td class="number">${open.toLocaleString('en')}</td>
  </tr>`;
}
