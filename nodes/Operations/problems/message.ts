/** An alert as people read it: subject, plain text, HTML and a few lines for a chat. */
import {
  ageText,
  causeText,
  countText,
  escapeHtml,
  moneyText,
  ownerText,
  plain,
  timeText,
  totalsText,
} from '../words';
import type { Group, OpenDocument } from './group';
import type { Decision } from './notices';

export interface MessageSettings {
  now: number;
  zone: string;
  windowMs: number;
  /** Starts the subject. */
  systemName: string;
  /** Where to look; '' for nowhere. */
  link: string;
  /** How many documents are listed; a refused sign-in lists all. */
  listed: number;
}

export interface Message {
  subject: string;
  text: string;
  html: string;
  chat: string;
}

const MOST_ADVICES = 10;

/** Everything the four forms say, once. */
interface Facts {
  headline: string;
  labels: Array<[name: string, value: string]>;
  advices: string[];
  rows: Array<{ document: OpenDocument; amount: string; marks: string[] }>;
  more: string;
  closing: string;
}

/** Writes the message about a group. */
export function writeMessage(group: Group, decision: Decision, settings: MessageSettings): Message {
  const facts = factsOf(group, decision, settings);
  const values = totalsText(group.values);
  const test = group.flow.includes(':') ? `[${group.environment.toUpperCase()}] ` : '';
  const escalated = decision.escalated.size > 0 ? '[escalated] ' : '';
  const place = group.entity === '' ? '' : ` · ${group.entity}`;
  const subject = `${test}${escalated}${settings.systemName ? `${settings.systemName}: ` : ''}${facts.headline}${place}${values ? ` (${values})` : ''}`;
  return {
    subject: plain(subject, 240),
    text: asText(facts, settings),
    html: asHtml(facts, settings),
    chat: asChat(plain(subject, 240), facts, settings),
  };
}

/** The documents that are listed: what is new first, then the oldest. */
export function listedDocuments(group: Group, decision: Decision, most: number): OpenDocument[] {
  if (group.cause === 'connection.signIn') return group.documents;
  const isFresh = (document: OpenDocument) => decision.fresh.has(document);
  const inOrder = [
    ...group.documents.filter(isFresh),
    ...group.documents.filter((document) => !isFresh(document)),
  ];
  return inOrder.slice(0, Math.max(1, most));
}

function factsOf(group: Group, decision: Decision, settings: MessageSettings): Facts {
  const { now, zone } = settings;
  const { documents, advices } = group;
  const told = decision.toldAt !== null;
  const rows = listedDocuments(group, decision, settings.listed).map((document) => ({
    document,
    amount: document.amount === null ? '' : moneyText(document.currency, document.amount),
    marks: [
      ...(told && decision.fresh.has(document) ? ['new'] : []),
      ...(decision.escalated.has(document) ? ['escalated'] : []),
    ],
  }));
  const hidden = documents.length - rows.length;
  const labels: Facts['labels'] = [
    ['Value', totalsText(group.values)],
    ['Entity', group.entity],
    ['Waits for', ownerText(group.owner)],
    ['Oldest', `${timeText(group.oldest, zone)} (${ageText(now - group.oldest)})`],
    ['New since the last message', told ? String(decision.fresh.size) : ''],
    ['Open for other reasons, not posted either', group.others > 0 ? String(group.others) : ''],
    ['Escalated', decision.escalated.size > 0 ? String(decision.escalated.size) : ''],
  ];
  return {
    headline: `${countText(documents.length, group.flow.split(':').pop() ?? '')} open: ${plain(causeText(group.cause))}`,
    labels: labels
      .map(([name, value]) => [name, plain(value)] as [string, string])
      .filter(([, value]) => value),
    advices: [
      ...advices
        .slice(0, MOST_ADVICES)
        .map(({ text, count }) => `${plain(text, 600)}${count > 1 ? ` (${count} documents)` : ''}`),
      ...(advices.length > MOST_ADVICES ? [`and ${advices.length - MOST_ADVICES} more like these`] : []),
    ],
    rows,
    more: hidden > 0 ? `and ${countText(hidden, '')} more` : '',
    closing: `The same problem is told again after ${ageText(settings.windowMs)}, or sooner when documents are added.`,
  };
}

function asText(facts: Facts, { zone, link }: MessageSettings): string {
  const lines = facts.rows.map(({ document, amount, marks }) =>
    [
      `- ${plain(document.number) || '(no number)'}`,
      plain(document.supplier, 80),
      amount,
      `since ${timeText(document.since, zone)}`,
      marks.join(', ').toUpperCase(),
      plain(document.reason),
    ]
      .filter(Boolean)
      .join(' · '),
  );
  return [
    facts.headline,
    '',
    ...facts.labels.map(([name, value]) => `${name}: ${value}`),
    ...(facts.advices.length > 0 ? ['', 'What to do', ...facts.advices.map((advice) => `- ${advice}`)] : []),
    '',
    'Documents',
    ...lines,
    ...(facts.more ? [facts.more] : []),
    '',
    ...(link ? [plain(link, 1000)] : []),
    facts.closing,
  ].join('\n');
}

const CELL = 'style="padding:4px 12px 4px 0;text-align:left;vertical-align:top;border-bottom:1px solid #ddd"';
const NUMBER = CELL.replace('text-align:left', 'text-align:right;white-space:nowrap');

function asHtml(facts: Facts, { zone, link }: MessageSettings): string {
  const cell = (text: string, style = CELL) => `<td ${style}>${escapeHtml(text)}</td>`;
  const rows = facts.rows.map(({ document, amount, marks }) => {
    const number = plain(document.number) || '(no number)';
    const marked = marks.map((mark) => ` <strong>${escapeHtml(mark)}</strong>`).join('');
    return `<tr><td ${CELL}>${escapeHtml(number)}${marked}</td>${cell(plain(document.supplier, 80))}${cell(amount, NUMBER)}${cell(timeText(document.since, zone))}${cell(plain(document.reason))}</tr>`;
  });
  const heads = ['Number', 'Supplier', 'Amount', 'Since', 'Reason']
    .map((name) => `<th scope="col" ${name === 'Amount' ? NUMBER : CELL}>${name}</th>`)
    .join('');
  const labels = facts.labels.map(
    ([name, value]) => `${escapeHtml(name)}: <strong>${escapeHtml(value)}</strong>`,
  );
  const advices = facts.advices.map((advice) => `<li>${escapeHtml(advice)}</li>`).join('');
  const target = webLink(link);
  return [
    '<div style="font-family:system-ui,Segoe UI,Helvetica,Arial,sans-serif;font-size:14px;line-height:1.5">',
    `<h1 style="font-size:18px;margin:0 0 8px">${escapeHtml(facts.headline)}</h1>`,
    `<p>${labels.join('<br>')}</p>`,
    advices ? `<h2 style="font-size:15px;margin:16px 0 4px">What to do</h2><ul>${advices}</ul>` : '',
    `<table style="border-collapse:collapse;font-size:13px"><thead><tr>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table>`,
    facts.more ? `<p>${escapeHtml(facts.more)}</p>` : '',
    target ? `<p><a href="${escapeHtml(target)}">Open the status page</a></p>` : '',
    `<p style="font-size:12px;opacity:.75">${escapeHtml(facts.closing)}</p>`,
    '</div>',
  ].join('');
}

const IN_CHAT = 5;

function asChat(subject: string, facts: Facts, { link }: MessageSettings): string {
  const lines = facts.rows.slice(0, IN_CHAT).map(({ document, amount, marks }) => {
    const words = [plain(document.number) || '(no number)', plain(document.supplier, 60), amount, ...marks];
    return `• ${words.filter(Boolean).join(' · ')}`;
  });
  const [advice] = facts.advices;
  const told = [subject, ...(advice ? [`→ ${advice}`] : []), ...lines, ...(link ? [plain(link, 1000)] : [])];
  // chats read <…> as links and mentions
  return told.join('\n').replace(/</g, '‹').replace(/>/g, '›');
}

/** A link that may stand in a page: web addresses only; '' for anything else. */
export const webLink = (link: string): string =>
  /^https?:\/\/[^\s]+$/i.test(link.trim()) ? link.trim() : '';
