import fc from 'fast-check';
import { auditRow, hoursAgo, postedRow } from './operationsSamples';
import { jsonOf, runOperation } from './operationsNode';

async function render(rows: object[], parameters = {}) {
  const [page] = await runOperation('statusPage.render', [rows], { timeZone: 'Etc/UTC', ...parameters });
  const [item] = jsonOf(page);
  return { item: item ?? {}, html: String(item?.html) };
}

/** The tags of a page with their attribute names, texts and values left out. */
const skeleton = (html: string): string[] =>
  [
    ...html
      .replace(/<style>[^]*?<\/style>/, '')
      .matchAll(/<(\/?[a-z][a-z0-9]*)((?:\s+[a-zA-Z0-9-]+(?:="[^"]*")?)*)\s*\/?>/g),
  ].map(
    ([, tag, attributes = '']) =>
      `${tag} ${[...attributes.matchAll(/([a-zA-Z0-9-]+)="/g)].map(([, name]) => name).join(' ')}`,
  );

const textOf = (html: string): string =>
  html
    .replace(/<style>[^]*?<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

const descOf = (html: string, id: string): string =>
  (new RegExp(`<desc id="${id}-d">([^<]*)</desc>`).exec(html)?.[1] ?? 'no such chart')
    .replace(/\s+/g, ' ')
    .trim();

describe('Status Page ▸ Render', () => {
  it('puts open problems first, oldest first, with advice, count and value', async () => {
    const { html, item } = await render([
      auditRow({
        sourceId: '1',
        at: hoursAgo(3),
        cause: 'period.closed',
        owner: 'erp',
        advice: 'Open the period.',
      }),
      auditRow({ sourceId: '2', at: hoursAgo(72), amount: 1200.5 }),
      auditRow({ sourceId: '3', at: hoursAgo(71), amount: 10, currency: 'EUR' }),
      postedRow({ sourceId: '4', at: hoursAgo(0.01) }),
    ]);
    const text = textOf(html);
    const places = [
      'Open problems',
      'Unmapped account',
      'Period is closed',
      'Invoices a day',
      'Last delivery',
    ].map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(text).toContain('2 invoices · EUR 10.00, USD 1,200.50');
    expect(text).toContain('Open for 3 days');
    expect(text).toContain('Add a mapping row: kind account, from 9.');
    expect(text).toContain('2 problems keep 3 documents open, the oldest for 3 days.');
    expect(item).toMatchObject({ open: 3, problems: 2 });
    expect(html).toContain('<title>(3) JAGGAER invoices in the ERP</title>');
  });

  it('counts each document once, by its latest outcome and on its day, and keeps currencies apart', async () => {
    const { html } = await render([
      auditRow({ sourceId: '1', at: hoursAgo(50) }),
      postedRow({ sourceId: '1', at: hoursAgo(49), amount: 100.1 }),
      postedRow({ sourceId: '2', at: hoursAgo(49), amount: 100.2 }),
      postedRow({ sourceId: '3', at: hoursAgo(49), amount: -50.05 }),
      postedRow({ sourceId: '4', at: hoursAgo(49), amount: 7, currency: 'EUR' }),
      auditRow({ sourceId: '5', at: hoursAgo(49), amount: 20 }),
      postedRow({ sourceId: '6', at: hoursAgo(31 * 24) }),
      postedRow({
        sourceId: '7',
        at: hoursAgo(49),
        flow: 'payments',
        operation: 'write',
        outcome: 'updated',
      }),
    ]);
    expect(descOf(html, 'month-c')).toBe('Posted: 4; Held: 1');
    expect(descOf(html, 'month-a0')).toBe('Posted: 7.00');
    expect(descOf(html, 'month-a1')).toBe('Posted: 150.25; Held: 20.00');
    expect(html).toContain('Net amount, USD');
    expect(descOf(html, 'days')).toMatch(/^\d+ [A-Z][a-z]{2}: 4 done, 1 open$/);
  });

  it('shows no amounts of documents that have neither amount nor currency', async () => {
    const { html } = await render([
      auditRow({ sourceId: '1', at: hoursAgo(1), amount: null, currency: '' }),
      auditRow({ sourceId: '2', at: hoursAgo(1), amount: 5, currency: 'USD' }),
    ]);
    expect(html).toContain('Net amount, USD');
    expect(html).not.toContain('no currency');
  });

  it('a day begins where the people are', async () => {
    const now = new Date();
    const zone = now.getUTCHours() < 10 ? 'Pacific/Honolulu' : 'Pacific/Kiritimati';
    const [there, here] = [zone, 'Etc/UTC'].map((timeZone) =>
      new Intl.DateTimeFormat('en', { timeZone, day: 'numeric' }).format(now),
    );
    expect(there).not.toBe(here);
    const row = postedRow({ at: now.toISOString() });
    expect(descOf((await render([row], { timeZone: zone })).html, 'days')).toMatch(new RegExp(`^${there} `));
    expect(descOf((await render([row])).html, 'days')).toMatch(new RegExp(`^${here} `));
  });

  it('shows the last delivery of each flow', async () => {
    const text = textOf(
      (
        await render([
          postedRow({ sourceId: '1', at: hoursAgo(5) }),
          auditRow({ sourceId: '2', at: hoursAgo(2) }),
          postedRow({
            sourceId: 'V1',
            flow: 'suppliers',
            operation: 'createOrUpdate',
            outcome: 'unchanged',
            at: hoursAgo(30),
            targetSystem: 'JAGGAER',
          }),
          auditRow({
            sourceId: '9',
            flow: 'payments',
            operation: 'write',
            at: hoursAgo(3),
            targetSystem: 'JAGGAER',
          }),
        ])
      ).html,
    );
    expect(text).toMatch(/Invoices to Acumatica 5 h ago .*? I1 Last attempt 2 h ago 1 /);
    expect(text).toMatch(/Payment statuses to JAGGAER None yet Last attempt 3 h ago 1 /);
    expect(text).toMatch(/Suppliers to JAGGAER 30 h ago/);
  });

  it('does not mix test into the charts of production', async () => {
    const { html } = await render([
      postedRow({ sourceId: '1', at: hoursAgo(49) }),
      postedRow({ sourceId: '2', at: hoursAgo(49), environment: 'test', key: 'test:northfield:2' }),
      auditRow({ sourceId: '3', at: hoursAgo(49), environment: 'test', key: 'test:northfield:3' }),
    ]);
    expect(descOf(html, 'month-c')).toBe('Posted: 1');
    expect(html).toContain('The charts show production only.');
    expect(html).toContain('<span class="badge">test</span>');
  });

  it('says that nothing is waiting, and that there are no rows yet', async () => {
    expect(textOf((await render([postedRow()])).html)).toContain('Nothing is waiting for anybody.');
    const empty = await render([{}]);
    expect(empty.item).toMatchObject({ open: 0, problems: 0 });
    expect(textOf(empty.html)).toContain('The audit table has no rows yet.');
    expect((await render([])).html).toContain('<!doctype html>');
  });

  it('loads nothing, runs nothing, and is put together well', async () => {
    const { html } = await render([auditRow(), postedRow({ sourceId: '2', at: hoursAgo(1) })], {
      link: 'https://n8n.example.com/?a=1&b="x"',
    });
    expect(html).not.toMatch(/<script|@import|url\(|javascript:|\son[a-z]+=/i);
    expect([...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, target]) => target)).toEqual([
      expect.stringMatching(/^data:image\/svg\+xml,/),
      'https://n8n.example.com/?a=1&amp;b=&quot;x&quot;',
    ]);
    const open: string[] = [];
    for (const [, closing, tag = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)(?:\s[^>]*?)?(?<!\/)>/g)) {
      if (['meta', 'link'].includes(tag)) continue;
      if (closing === '') open.push(tag);
      else expect(open.pop()).toBe(tag);
    }
    expect(open).toEqual([]);
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, labels = ''] of html.matchAll(/aria-labelledby="([^"]*)"/g)) {
      for (const label of labels.split(' ')) expect(ids).toContain(label);
    }
    const charts = [
      ...html.matchAll(
        /<svg\s[^>]*role="img"[^>]*>\s*<title[^>]*>[^<]+<\/title>\s*<desc[^>]*>[^<]+<\/desc>/g,
      ),
    ];
    expect(charts).toHaveLength([...html.matchAll(/role="img"/g)].length);
  });

  it('shows a web address as a link, and nothing else', async () => {
    expect((await render([], { link: 'javascript:alert(1)' })).html).not.toContain('javascript:');
  });

  it('whatever the texts: the page has the same tags as with harmless ones, and shows them', async () => {
    const nasty = fc.oneof(
      fc.constantFrom(
        '<script>alert(1)</script>',
        '"><img src=x onerror=alert(1)>',
        "' onload='x",
        '</title><b>',
        '&lt;b&gt;',
        '<!--',
        ']]>',
        '${x}',
        '{{x}}',
        '\u202Eabc',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    const fields = [
      'sourceNumber',
      'supplier',
      'reason',
      'advice',
      'cause',
      'owner',
      'entity',
      'currency',
      'targetSystem',
      'outcome',
      'environment',
      'flow',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.record(Object.fromEntries(fields.map((name) => [name, nasty]))),
        nasty,
        async (texts, title) => {
          // a text that shows is replaced by one that shows, one that does not by none
          const seen = (text: string) =>
            text.replace(
              /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\s]/g,
              '',
            ) !== '';
          const harmless = Object.fromEntries(
            Object.entries(texts).map(([name, text]) => [name, seen(text) ? `x${name}` : '']),
          );
          fc.pre(
            Object.values(texts).every((text) => seen(text) === (text.trim() !== '')) &&
              !Object.values(texts).some((text) => text.includes(':')),
          );
          const row = (change: object) => auditRow({ at: hoursAgo(1), ...change });
          const page = (await render([row(texts), postedRow({ sourceId: '2', at: hoursAgo(1) })], { title }))
            .html;
          const other = (
            await render([row(harmless), postedRow({ sourceId: '2', at: hoursAgo(1) })], { title: 'x' })
          ).html;
          // other names may sort otherwise
          expect(skeleton(page).sort()).toEqual(skeleton(other).sort());
          const withoutStyle = page.replace(/<style>[^]*?<\/style>/, '');
          expect(withoutStyle.split('<')).toHaveLength(skeleton(page).length + 2);
          expect(page).not.toMatch(/<script|<img|<b>|<!--/);
        },
      ),
      { numRuns: 150 },
    );
  });
});
