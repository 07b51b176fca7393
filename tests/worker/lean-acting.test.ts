import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestBrowser, type TestBrowser } from './support/browser';
import { type LocalSite, startLocalSite } from './support/local-site';
import { type RanRow, type RowOptions, runRow } from './support/run-row';

/** A page that writes down every event of the user's, as it came. */
const LOGGED = `<title>Logged</title>
<form id="form" action="/next"><label>Name <input id="name" value="before"></label><label>Note <textarea id="note"></textarea></label>
<label>How many <input id="amount" type="number"></label>
<label>Country <select id="country"><option>Germany</option><option value="fr">France</option></select></label>
<label><input id="terms" type="checkbox"> Terms</label><label><input id="plan" type="radio"> Plan</label>
<button id="plain" type="button"><b id="inner">Plain</b></button></form>
<div style="height:2000px"></div><button id="far">Far</button><output data-testid="log">nothing</output>
<script>
  const seen = [];
  const types = 'pointerdown mousedown pointerup mouseup click keydown keypress keyup beforeinput input change focusin focusout submit';
  for (const type of types.split(' ')) addEventListener(type, (event) => {
    const more = [event.isTrusted, event.target.id, event.detail, event.button, event.key, event.inputType, event.data, event.target.value];
    seen.push([type, ...more].join(' '));
    document.querySelector('output').textContent = seen.join('; ');
  }, true);
</script>`;

/** Something comes over the button as soon as the pointer does, and goes away again. */
const COVERING = `<title>Covering</title><button style="position:absolute" id="go">Go</button>
<div id="over" hidden style="position:absolute;inset:0;z-index:1"></div><p data-testid="clicks">none</p>
<script>
  const [over, clicks] = [document.querySelector('#over'), document.querySelector('p')];
  let covers = 0;
  go.onmousemove = () => {
    if (covers++ > 0) return;
    over.hidden = false;
    setTimeout(() => { over.hidden = true; }, 300);
  };
  go.onclick = () => { clicks.textContent += ' go'; };
  over.onclick = over.onmousedown = () => { clicks.textContent += ' over'; };
</script>`;

let site: LocalSite;
let browser: TestBrowser;
beforeAll(async () => {
  site = await startLocalSite({
    '/logged': LOGGED,
    '/covering': COVERING,
    '/leaves':
      '<title>Leaves</title><a href="/slow">Slow</a><a href="/nothing">Nothing</a><a href="/file">File</a>',
    '/slow': (_request, response) => {
      setTimeout(() => response.end('<title>Slow</title><p data-testid="here">slow page</p>'), 400);
    },
    '/nothing': (_request, response) => response.writeHead(204).end(),
    '/file': (_request, response) => {
      response.setHeader('content-disposition', 'attachment; filename=a.txt');
      response.end('a');
    },
    '/sends': '<form method="post" action="/sent"><button>Send</button></form>',
    '/sent': '<p data-testid="sent">thanks</p>',
  });
  browser = await startTestBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

function run(steps: string, options: RowOptions = {}, effect = 'read'): Promise<RanRow> {
  const outputs = '  log: { type: string }';
  const head = `version: 1\nname: test\neffect: ${effect}\nbase_url: ${site.url}\noutputs:\n${outputs}`;
  return runRow(browser, `${head}\nsteps:\n${steps}`, { settings: { step_timeout: 3 }, ...options });
}

function runBoth(steps: string): Promise<[RanRow, RanRow]> {
  return Promise.all([run(steps), run(steps, { isLean: false })]);
}

function logOf({ output }: RanRow): string[] {
  return String(output?.log).split('; ');
}

it('the page sees the very same events', async () => {
  const steps = [
    'fill: { label: Name, value: "Zoë 1" }',
    'fill: { label: Name, value: "" }',
    'fill: { label: Note, value: "a\\nb" }',
    'fill: { label: How many, value: "12" }',
    'press: { label: Name, key: End }',
    'press: { label: Note, key: Control+a }',
    'select: { label: Country, option: France }',
    'select: { label: Country, value: fr }',
    'check: { label: Terms }',
    'uncheck: { label: Terms }',
    'uncheck: { label: Terms }',
    'check: { label: Plan }',
    'click: { role: button, name: Plain }',
    'click: { css: "#inner" }',
    'click: { text: Terms, exact: true }',
    'click: { text: Far, exact: true }',
    'extract: { log: { testid: log } }',
  ];
  const [lean, playwright] = await runBoth(
    ['goto: /logged', ...steps].map((step) => `  - ${step}`).join('\n'),
  );
  expect(lean.result).toEqual({ kind: 'completed' });
  expect(logOf(lean)).toEqual(logOf(playwright));
});

it('a click never lands on what comes in its way', async () => {
  const steps = `  - goto: /covering\n  - click: { role: button, name: Go }\n  - extract: { log: { testid: clicks } }`;
  expect((await run(steps)).output).toEqual({ log: 'none go' });
});

it.each([
  ['waits for the page that it asked for', 'Slow', '{ title: Slow }'],
  ['goes on when there is none', 'Nothing', '{ title: Leaves }'],
  ['goes on when a file comes in its place', 'File', '{ title: Leaves }'],
])('a click %s', async (_what, link) => {
  const steps = `  - goto: /leaves\n  - click: { role: link, name: ${link} }\n  - extract: { log: { mode: html, css: title } }`;
  const [lean, playwright] = await runBoth(steps);
  expect(lean.result).toEqual({ kind: 'completed' });
  expect(lean.output).toEqual(playwright.output);
});

it('a commit is clicked once, and after its mark', async () => {
  const before = site.seen.filter(({ method }) => method === 'POST').length;
  let sentAtMark = -1;
  const steps = `  - goto: /sends\n  - click: { role: button, name: Send }\n    commit: true\n  - extract: { log: { testid: sent } }`;
  const markCommit = async () => {
    sentAtMark = site.seen.filter(({ method }) => method === 'POST').length - before;
    return true;
  };
  expect((await run(steps, { markCommit }, 'submit')).result).toEqual({ kind: 'completed' });
  const sent = site.seen.filter(({ method }) => method === 'POST').length - before;
  expect({ sentAtMark, sent }).toEqual({ sentAtMark: 0, sent: 1 });
});
