/** The page's own style sheet: light and dark, from 320 pixels up, nothing loaded from elsewhere. */
export const STYLE = `
:root{color-scheme:light dark;
--page:#f6f7f9;--card:#fff;--ink:#1a2433;--soft:#556274;--line:#dfe4ea;--link:#1d4f91;
--good:#176b45;--good-back:#e6f4ec;--bad:#a12a1e;--bad-back:#fdecea;--warn:#8a5300;--warn-back:#fff3df;
--o-posted:#2f8f62;--o-alreadyPosted:#5b8fb9;--o-held:#c4770f;--o-rejected:#c4453a;--o-differs:#8a63b8;--o-unknown:#7d8794}
@media (prefers-color-scheme:dark){:root{
--page:#10151c;--card:#18202a;--ink:#e8edf3;--soft:#a3b0bf;--line:#2c3744;--link:#8ab8ef;
--good:#7fd3a8;--good-back:#14312a;--bad:#ff9d92;--bad-back:#3a1d1c;--warn:#ffc266;--warn-back:#362812;
--o-posted:#4fb985;--o-alreadyPosted:#7aaed8;--o-held:#eda63f;--o-rejected:#e8695d;--o-differs:#b08fdb;--o-unknown:#98a3b0}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%}
main,header,footer{max-width:1080px;margin:0 auto;padding:0 16px}
header{display:flex;flex-wrap:wrap;gap:4px 16px;align-items:baseline;justify-content:space-between;padding-top:24px;padding-bottom:16px}
h1{font-size:1.45rem;line-height:1.25;margin:0;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:1.1rem;margin:32px 0 12px}
h3{font-size:1.02rem;line-height:1.35;margin:0;overflow-wrap:anywhere}
h4{font-size:.8rem;font-weight:600;color:var(--soft);margin:18px 0 8px}
h3+h4{margin-top:8px}
p{margin:0 0 8px}
a{color:var(--link)}
.soft{color:var(--soft);font-size:.875rem}
.verdict{border-radius:12px;padding:14px 18px;font-weight:600;display:flex;gap:12px;align-items:center;line-height:1.35}
.verdict svg{flex:none}
.verdict.good{background:var(--good-back);color:var(--good)}
.verdict.bad{background:var(--bad-back);color:var(--bad)}
.verdict.warn{background:var(--warn-back);color:var(--warn)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(138px,1fr));gap:12px;margin:16px 0 0;padding:0}
.figures div,.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:14px 16px;min-width:0}
.figures dt{color:var(--soft);font-size:.8125rem}
.figures dd{margin:2px 0 0;font-size:1.5rem;font-weight:650;line-height:1.2;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.figures dd.small{font-size:1.02rem;line-height:1.35;font-weight:600}
.figures dd.note{font-size:.8125rem;font-weight:400;color:var(--soft)}
.problems{display:grid;gap:12px;margin:0;padding:0;list-style:none}
.problem{border-left:4px solid var(--o-held)}
.problem.rejected{border-left-color:var(--o-rejected)}
.problem.differs{border-left-color:var(--o-differs)}
.problem.unknown{border-left-color:var(--o-unknown)}
.problem.all{border-left-color:var(--bad)}
.head{display:flex;flex-wrap:wrap;gap:2px 16px;justify-content:space-between;align-items:baseline}
.head strong{font-variant-numeric:tabular-nums}
.tags{display:flex;flex-wrap:wrap;gap:2px 14px;margin:2px 0 10px;color:var(--soft);font-size:.875rem}
.badge{display:inline-block;border:1px solid currentColor;border-radius:999px;padding:0 8px;font-size:.75rem;font-weight:600;color:var(--warn)}
.advice{margin:0 0 10px;overflow-wrap:anywhere}
.advice b{font-weight:600}
summary{cursor:pointer;color:var(--link);font-size:.875rem;padding:6px 0;min-height:32px}
summary:focus-visible,a:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:4px}
table{border-collapse:collapse;width:100%;font-size:.875rem}
caption{text-align:left;color:var(--soft);font-size:.8125rem;padding:0 0 6px}
th,td{text-align:left;vertical-align:top;padding:8px 12px 8px 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
th{font-weight:600}
thead th{color:var(--soft);font-size:.75rem;border-top:0;padding-bottom:4px}
td.number,th.number{text-align:right;padding-right:0;font-variant-numeric:tabular-nums;white-space:nowrap}
td .reason,th .reason{font-weight:400;display:block;color:var(--soft);font-size:.8125rem}
.scroll{overflow-x:auto}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr));gap:12px}
figure{margin:0;min-width:0}
svg{display:block;overflow:visible}
svg text{fill:var(--ink);font-size:13px}
svg text.value{font-variant-numeric:tabular-nums;font-weight:600}
.plot{display:grid;grid-template-columns:auto 1fr;gap:6px 8px}
.plot .scale{display:flex;flex-direction:column;justify-content:space-between;text-align:right;font-size:.75rem;color:var(--soft);line-height:1;font-variant-numeric:tabular-nums}
.plot .axis{grid-column:2;display:flex;justify-content:space-between;font-size:.75rem;color:var(--soft)}
.grid{stroke:var(--line);stroke-width:1}
.track{fill:var(--line);opacity:.55}
.hit{fill:transparent}
g:hover .hit{fill:var(--line);opacity:.5}
.o-posted,.o-created,.o-updated{fill:var(--o-posted);background:var(--o-posted)}
.o-alreadyPosted,.o-unchanged{fill:var(--o-alreadyPosted);background:var(--o-alreadyPosted)}
.o-held{fill:var(--o-held);background:var(--o-held)}
.o-rejected{fill:var(--o-rejected);background:var(--o-rejected)}
.o-differs{fill:var(--o-differs);background:var(--o-differs)}
.o-unknown{fill:var(--o-unknown);background:var(--o-unknown)}
.legend{display:flex;gap:16px;flex-wrap:wrap;font-size:.8125rem;color:var(--soft);margin:0 0 10px}
.legend i{display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:6px}
footer{padding-top:24px;padding-bottom:40px}
@media (max-width:480px){body{font-size:15px}.card,.figures div{padding:12px 14px}.figures{grid-template-columns:1fr 1fr;gap:8px}.figures dd{font-size:1.3rem}.figures dd.small{font-size:.95rem}}
@media print{body{background:#fff}.card,.figures div{break-inside:avoid}}
`;
