/** Sent inside every page: one request per page keeps the site fast under a benchmark. */
export const style = `
:root{color-scheme:light dark;--ink:#1c1917;--soft:#57534e;--line:#d6d3d1;--ground:#fafaf9;--card:#fff;--accent:#1e3a5f;--on-accent:#fff;--bad:#b91c1c}
@media (prefers-color-scheme:dark){:root{--ink:#f5f5f4;--soft:#a8a29e;--line:#44403c;--ground:#1c1917;--card:#292524;--accent:#e7d9c3;--on-accent:#1c1917;--bad:#fca5a5}}
*{box-sizing:border-box}
body{margin:0;font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground)}
header,main{max-width:760px;margin:0 auto;padding:16px 20px}
header{display:flex;flex-wrap:wrap;gap:4px 18px;align-items:baseline;border-bottom:1px solid var(--line)}
header strong{margin-right:8px}
a{color:var(--accent)}
h1{font-size:22px;margin:12px 0 4px}
h2{font-size:16px;margin:24px 0 6px}
p{margin:6px 0}
form,section{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:16px;margin:16px 0}
label{display:block;font-weight:600;margin-top:10px}
fieldset{border:0;padding:0;margin:12px 0}
legend{font-weight:600;padding:0}
fieldset label,label.inline{font-weight:400;margin-top:4px}
input:not([type=radio],[type=checkbox],[type=file]),select{font:inherit;width:100%;max-width:420px;padding:6px 8px;border:1px solid var(--line);border-radius:4px;background:var(--ground);color:inherit}
button{font:inherit;margin-top:14px;padding:6px 14px;border:0;border-radius:4px;background:var(--accent);color:var(--on-accent);cursor:pointer}
table{border-collapse:collapse;width:100%;background:var(--card)}
th,td{text-align:left;padding:5px 10px;border-bottom:1px solid var(--line)}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 20px;margin:0}
dt{color:var(--soft)}dd{margin:0}
.soft{color:var(--soft)}.bad{color:var(--bad)}
`
  .trim()
  .replaceAll('\n', '');
