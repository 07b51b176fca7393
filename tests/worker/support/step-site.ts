import type { Failure } from '@/lib/domain/failure';
import { startTestBrowser } from './browser';
import { type LocalSite, startLocalSite } from './local-site';
import { type RanRow, type RowOptions, runRow } from './run-row';

const FORM = `<title>Form</title>
<form action="/sent" method="get">
  <label>Name <input name="name" placeholder="Your name"></label>
  <label>Country <select name="country"><option value="de">Germany</option><option value="fr">France</option></select></label>
  <label><input type="checkbox" name="terms" value="yes"> I accept</label>
  <label><input type="radio" name="plan" value="a"> Basic</label>
  <label><input type="radio" name="plan" value="b"> Team</label>
  <button>Send</button>
</form>`;

const THINGS = `<title>Things</title>
<h1 title="Heading title">Things</h1>
<figure><img alt="A picture" src="data:,"></figure><p data-testid="total"> € 1,234.50 </p><a href="/next" data-testid="link">Next</a>
<ul><li class="item">One <button>Pick</button></li><li class="item">Two <button>Pick</button></li></ul>
<section aria-label="Box"><button onclick="document.title='box'">Pick</button></section>
<iframe srcdoc="<button onclick=&quot;parent.document.title='framed'&quot;>Framed</button><p>inside</p>"></iframe>
<input data-testid="field" value="typed"><p data-testid="gone" hidden>secret</p>
<p data-testid="none"></p>`;

/** Three pages with two rows each, linked one to the next. */
function listPage(page: number): string {
  const rows = [1, 2].map((row) => `<li data-testid="entry">P${page}R${row}</li>`).join('');
  return `<title>List ${page}</title><ul>${rows}</ul>${page < 3 ? `<a href="/list?page=${page + 1}">Next page</a>` : ''}`;
}

/** The same in one document, whose script shows the next rows a moment after the click. */
const TURNED = `<title>Turned</title><p data-testid="entry">A</p><button>Next</button>
<script>
  const names = ['A', 'B', 'C'];
  const [entry, button] = [document.querySelector('p'), document.querySelector('button')];
  let at = 0;
  button.onclick = () => setTimeout(() => {
    at += 1;
    entry.innerText = names[at];
    button.disabled = at === names.length - 1;
  }, 50);
</script>`;

const OPENER = `<title>Opener</title><p>first window</p>
<a href="/things" target="_blank">Open things</a>
<button onclick="const w = window.open('/list'); setTimeout(() => w.close(), 400)">Open for a moment</button>`;

const ASKS = `<title>Asks</title><p data-testid="answer">none</p>
<button onclick="document.querySelector('p').innerText = confirm('Delete  the order?') ? 'yes' : 'no'">Delete</button>
<button onclick="document.querySelector('p').innerText = prompt('Why?') ?? 'nothing'">Explain</button>
<button onclick="alert('Saved'); document.querySelector('p').innerText = 'told'">Save</button>`;

export interface StepSite {
  readonly site: LocalSite;
  /** Runs the steps (YAML list items, two spaces deep) and returns what came of the row. */
  run(steps: string, options?: RowOptions & { outputs?: string }): Promise<RanRow>;
  runSource(source: string, options?: RowOptions): Promise<RanRow>;
  close(): Promise<void>;
}

/** Pages with every kind of element, and a browser to run steps in them. */
export async function openStepSite(): Promise<StepSite> {
  const site = await startLocalSite({
    '/form': FORM,
    '/things': THINGS,
    '/sent': (request, response) =>
      response.end(`<title>Sent</title><p data-testid="query">${request.url}</p>`),
    '/list': (request, response) => {
      const page = new URL(request.url ?? '', 'http://site').searchParams.get('page');
      response.setHeader('content-type', 'text/html');
      response.end(listPage(Number(page ?? 1)));
    },
    '/turned': TURNED,
    '/opener': OPENER,
    '/asks': ASKS,
    '/stuck': '<p>always the same</p><button>Next</button>',
    '/keys': `<input autofocus onkeydown="document.title = event.key"><p>press</p>`,
    '/late': `<p>wait</p><script>setTimeout(() => { document.body.insertAdjacentHTML('beforeend', '<p data-testid="late">here</p>') }, 300)</script>`,
  });
  const browser = await startTestBrowser();
  const runSource: StepSite['runSource'] = (source, options) => runRow(browser, source, options);
  return {
    site,
    runSource,
    run: (steps, options = {}) =>
      runSource(sourceOf(steps, site.url, options), { settings: { step_timeout: 2 }, ...options }),
    close: async () => {
      await browser.close();
      await site.close();
    },
  };
}

function sourceOf(steps: string, url: string, { row, outputs }: RowOptions & { outputs?: string }): string {
  const inputs = Object.keys(row ?? {}).map((name) => `  ${name}: { type: string, required: false }`);
  return [
    'version: 1\nname: test\neffect: read',
    `base_url: ${url}`,
    inputs.length > 0 ? `inputs:\n${inputs.join('\n')}` : '',
    outputs ? `outputs:\n${outputs}` : '',
    `steps:\n${steps}`,
  ].join('\n');
}

export function failureOf(ran: RanRow): Failure {
  if (ran.result.kind !== 'failed') throw new Error(`The row ended as ${ran.result.kind}`);
  return ran.result.failure;
}
