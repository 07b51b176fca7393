import { html, trusted } from '../html/html';
import { page } from '../http/reply';
import { get, type Route } from '../http/route';

const pointerStyle = trusted(`<style>
#menu ul { display: none } #menu:hover ul { display: block }
#feed { height: 120px; overflow: auto } #feed li { height: 60px }
#source, #target { display: inline-block; padding: 1rem; border: 1px solid; margin: .5rem }
</style>`);

const pointerScript = trusted(`<script>
const byId = (id) => document.getElementById(id);
const say = (event, text) => { byId('said').textContent = (event.isTrusted ? '' : 'not trusted: ') + text; };
byId('name').ondblclick = (event) => say(event, 'Edits the name');
byId('code').onkeydown = (event) => { byId('keys').textContent = Number(byId('keys').textContent) + 1; say(event, 'Typed ' + event.key); };
byId('menu').onclick = (event) => say(event, 'Chose ' + event.target.textContent);
byId('news').onchange = (event) => say(event, event.target.checked ? 'Gets news' : 'Gets no news');
byId('feed').onscroll = (event) => {
  const { scrollTop, scrollHeight, clientHeight } = byId('feed');
  const items = byId('feed').children;
  if (scrollTop + clientHeight < scrollHeight - 5 || items.length >= 9) return;
  for (let at = 0; at < 3; at += 1) byId('feed').append(Object.assign(document.createElement('li'), { textContent: 'Item ' + (items.length + 1) }));
};
byId('source').ondragstart = (event) => event.dataTransfer.setData('text', event.target.textContent);
byId('target').ondragover = (event) => event.preventDefault();
byId('target').ondrop = (event) => { event.preventDefault(); say(event, event.dataTransfer.getData('text') + ' was dropped'); };
addEventListener('scroll', () => { byId('place').textContent = scrollY > 0 ? 'further down' : 'at the top'; });
</script>`);

const pointer = page(
  'Mouse and keys',
  html`${pointerStyle}<section><p role="status" id="said" data-testid="said"></p><p>The page is <span id="place" data-testid="place">at the top</span>.</p>
<div id="menu"><button type="button">Products</button><ul><li><button type="button">Lamps</button></li></ul></div>
<p id="name" data-testid="name">Double-click this name</p>
<label for="code">Code</label><input id="code" value="A-"><p><span id="keys" data-testid="keys">0</span> keys</p>
<label><input type="checkbox" id="news" checked> Send me news</label>
<ul id="feed" aria-label="Feed"><li>Item 1</li><li>Item 2</li><li>Item 3</li></ul>
<div id="source" draggable="true" data-testid="source">Parcel</div><div id="target" data-testid="target">Van</div>
<p style="margin-top: 2000px" data-testid="foot">The foot of the page</p></section>${pointerScript}`,
);

/** What is done with more than a click: hover, double click, single keys, scrolling, dragging. */
export function pointerRoutes(): Route[] {
  return [get('/oddities/pointer', () => pointer)];
}
