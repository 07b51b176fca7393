import { html, trusted } from '../html/html';
import { framedPage, page } from '../http/reply';
import { get, type Route } from '../http/route';

const greetingForm = html`<label for="greeting">Greeting</label><input id="greeting"><button type="button">Greet</button><p role="status" data-testid="greeting-result"></p>`;
const greetingScript = trusted(`<script>
document.querySelector('button').addEventListener('click', () => {
  document.querySelector('[role=status]').textContent = 'Greeted with ' + document.getElementById('greeting').value;
});
</script>`);

const frames = page(
  'A form in a frame',
  html`<iframe title="Greeting form" name="greeting" src="/oddities/frame-content" width="500" height="420"></iframe>`,
);
const frameContent = framedPage('Inside the frame', html`<form>${greetingForm}</form>${greetingScript}`);

const popups = page(
  'A popup',
  html`<section><button type="button" onclick="window.open('/oddities/popup-content','details','width=480,height=360')">Open details</button>
<p><a href="/oddities/popup-content" target="_blank">Details in a new tab</a></p></section>`,
);
const popupContent = page(
  'Details',
  html`<section><p data-testid="details">Opened in its own window</p><button type="button" onclick="window.close()">Close</button></section>`,
);

const dialogs = page(
  'Dialogs',
  html`<section><button type="button" id="alert">Show a message</button> <button type="button" id="confirm">Delete draft</button>
<button type="button" id="prompt">Rename draft</button><p role="status" data-testid="dialog-result"></p></section>${trusted(`<script>
const say = (text) => { document.querySelector('[role=status]').textContent = text; };
document.getElementById('alert').onclick = () => { alert('The draft was saved.'); say('Message read'); };
document.getElementById('confirm').onclick = () => say(confirm('Delete the draft?') ? 'Draft deleted' : 'Draft kept');
document.getElementById('prompt').onclick = () => say('Draft is called ' + (prompt('New name', 'Draft 1') ?? 'Draft 1'));
</script>`)}`,
);

const shadow = page(
  'Shadow DOM',
  html`<section><greeting-card></greeting-card></section>${trusted(`<script>
customElements.define('greeting-card', class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = ${JSON.stringify(greetingForm.markup)};
    root.querySelector('button').onclick = () => {
      root.querySelector('[role=status]').textContent = 'Greeted with ' + root.getElementById('greeting').value;
    };
  }
});
</script>`)}`,
);

/** `?after=` milliseconds, 800 unless told. */
function late(after: string | null): ReturnType<typeof page> {
  const delayMs = Math.min(Math.max(0, Number(after ?? 800) || 0), 60_000);
  return page(
    'Late elements',
    html`<section data-testid="late-home"><p data-testid="waiting">Loading</p></section>${trusted(`<script>
setTimeout(() => {
  document.querySelector('[data-testid=late-home]').innerHTML =
    '<p data-testid="late">Here at last</p><button type="button" disabled>Continue</button>';
  setTimeout(() => { document.querySelector('button').disabled = false; }, ${delayMs});
}, ${delayMs});
</script>`)}`,
  );
}

const overview = page(
  'Oddities',
  html`<ul><li><a href="/oddities/frame">A form in a frame</a></li><li><a href="/oddities/popup">A popup</a></li>
<li><a href="/oddities/dialog">Dialogs</a></li><li><a href="/oddities/late">Late elements</a>, also <code>?after=3000</code></li>
<li><a href="/oddities/shadow">Shadow DOM</a></li><li><a href="/oddities/pointer">Mouse and keys</a></li></ul>`,
);

export function oddityRoutes(): Route[] {
  return [
    get('/oddities', () => overview),
    get('/oddities/frame', () => frames),
    get('/oddities/frame-content', () => frameContent),
    get('/oddities/popup', () => popups),
    get('/oddities/popup-content', () => popupContent),
    get('/oddities/dialog', () => dialogs),
    get('/oddities/late', ({ url }) => late(url.searchParams.get('after'))),
    get('/oddities/shadow', () => shadow),
  ];
}
