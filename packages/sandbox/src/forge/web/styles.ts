/** The look of every page: quiet, readable, light or dark as the reader's system. */
export const STYLES = `
:root {
  color-scheme: light dark;
  --page: #f7f7f5; --card: #ffffff; --text: #1d2125; --soft: #59626b; --line: #d9dcdf;
  --link: #0b57b0; --green: #17692d; --green-soft: #e4f4e8; --red: #a8232e; --red-soft: #fdeaec;
  --amber: #7d5200; --amber-soft: #fdf3dc; --purple: #6639a6; --purple-soft: #f0e9fb; --code: #f1f2f3;
  --on-green: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171a; --card: #1c2024; --text: #e6e8ea; --soft: #a3abb3; --line: #353b41;
    --link: #7db7ff; --green: #6fd088; --green-soft: #16301d; --red: #ff9098; --red-soft: #3a191d;
    --amber: #f0c05a; --amber-soft: #332708; --purple: #c9a8ff; --purple-soft: #2a1f40; --code: #262b30;
    --on-green: #0d1f12;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 2px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
header.top { background: var(--card); border-bottom: 1px solid var(--line); }
header.top nav, main { max-width: 1080px; margin: 0 auto; padding: 0 24px; }
header.top nav { display: flex; flex-wrap: wrap; gap: 20px; align-items: center; min-height: 56px; }
header.top .who { margin-left: auto; color: var(--soft); font-size: 14px; }
header.top a { color: var(--text); text-decoration: none; }
header.top a:hover { text-decoration: underline; }
header.top .place { font-weight: 600; }
main { padding-top: 32px; padding-bottom: 64px; }
h1 { font-size: 28px; line-height: 1.25; margin: 0 0 8px; overflow-wrap: anywhere; }
h1 .number { color: var(--soft); font-weight: 400; }
h2 { font-size: 18px; margin: 0 0 12px; }
section, .card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 20px 24px; margin: 20px 0; }
section > :first-child { margin-top: 0; } section > :last-child { margin-bottom: 0; }
.soft { color: var(--soft); }
section > .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
section > .unseen + * > :first-child, section > .unseen + * { margin-top: 0; }
.small { font-size: 14px; }
code, pre, .mono { font-family: ui-monospace, "SF Mono", Menlo, "Liberation Mono", monospace; font-size: 13.5px; }
code { background: var(--code); padding: 2px 6px; border-radius: 5px; overflow-wrap: anywhere; }
pre { background: var(--code); padding: 12px 16px; border-radius: 8px; overflow-x: auto; }
pre code { background: none; padding: 0; }
.state { display: inline-flex; align-items: center; gap: 6px; padding: 3px 12px; border-radius: 999px; font-weight: 600; font-size: 14px; }
.state.open, .good { color: var(--green); } .state.open { background: var(--green-soft); }
.state.merged { color: var(--purple); background: var(--purple-soft); }
.state.closed, .bad { color: var(--red); } .state.closed { background: var(--red-soft); }
.wait { color: var(--amber); }
.icon { width: 16px; height: 16px; flex: none; vertical-align: -2px; }
ul.plain { list-style: none; margin: 0; padding: 0; }
ul.plain > li { display: flex; gap: 12px; align-items: baseline; padding: 10px 0; border-top: 1px solid var(--line); }
ul.plain > li:first-child { border-top: 0; }
ul.plain .grow { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.actions { display: flex; flex-wrap: wrap; gap: 12px; align-items: center; margin-top: 16px; }
.actions form { display: inline-flex; gap: 8px; align-items: center; }
button, select, textarea { font: inherit; color: inherit; border: 1px solid var(--line); border-radius: 8px; background: var(--card); padding: 8px 16px; }
button { cursor: pointer; font-weight: 600; }
button.primary { background: var(--green); border-color: var(--green); color: var(--on-green); }
button:disabled { opacity: .55; cursor: not-allowed; }
textarea { width: 100%; min-height: 88px; padding: 12px; background: var(--page); }
label { display: block; font-weight: 600; font-size: 14px; margin-bottom: 6px; }
table { border-collapse: collapse; }
.prose table { margin: 12px 0; } .prose th, .prose td { border: 1px solid var(--line); padding: 6px 12px; text-align: left; }
.prose > :first-child { margin-top: 0; } .prose > :last-child { margin-bottom: 0; }
.prose { overflow-wrap: anywhere; }
.comment { border-bottom: 1px solid var(--line); padding: 8px 0 16px; margin-bottom: 16px; } .comment p { margin: 0 0 8px; }
.prose h3 { font-size: 17px; margin: 20px 0 8px; } .prose ul, .prose ol { padding-left: 24px; } .prose summary { cursor: pointer; }
details.file { border: 1px solid var(--line); border-radius: 8px; margin: 12px 0; overflow: hidden; }
details.file > summary { padding: 10px 16px; background: var(--code); cursor: pointer; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table.lines { width: 100%; } table.lines td { padding: 0 12px; white-space: pre; vertical-align: top; }
table.lines td.n { color: var(--soft); text-align: right; user-select: none; width: 1%; min-width: 44px; }
tr.add { background: var(--green-soft); } tr.del { background: var(--red-soft); } tr.hunk td { color: var(--soft); background: var(--code); padding-top: 4px; padding-bottom: 4px; }
.plus { color: var(--green); } .minus { color: var(--red); }
.crumbs { margin: 0 0 12px; overflow-wrap: anywhere; }
`;
