import { searchProducts } from '../data/products';
import { createSeededRandom } from '../data/seeded-random';
import { html } from '../html/html';
import { notFound, type Reply } from '../http/reply';
import { get, type Route } from '../http/route';

const SCRIPTS = 6;
const STYLES = 2;
const PICTURES = 24;
const TABLE_ROWS = 1200;
const PARTS_OF_SCRIPT = 400;
const RULES_OF_STYLE = 600;

/** What a heavy page loads; always the same bytes, which nobody keeps, as for a first visit. */
export function weightRoutes(): Route[] {
  return [
    get('/weight/script/:no', ({ params }) => file('text/javascript', scripts[Number(params.no)])),
    get('/weight/style/:no', ({ params }) => file('text/css', styles[Number(params.no)])),
    get('/weight/picture/:no', ({ params }) => file('image/svg+xml', images[Number(params.no)])),
  ];
}

/** A page as shops like it: about 6,000 elements below the content, with scripts, styles and pictures of its own. */
export function addWeight(reply: Reply): Reply {
  if (!reply || typeof reply.body !== 'string' || !reply.body.includes('</main></body>')) return reply;
  const body = reply.body
    .replace('</head>', `${head}</head>`)
    .replace('</main></body>', `</main>${weight}</body>`);
  return { ...reply, body };
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, no) => no);

const head = numbers(STYLES)
  .map((no) => `<link rel="stylesheet" href="/weight/style/${no}">`)
  .concat(numbers(SCRIPTS).map((no) => `<script src="/weight/script/${no}" defer></script>`))
  .join('\n');

const products = searchProducts('');
const rows = numbers(TABLE_ROWS).map((no) => {
  const { sku, name, stockCount } = products[no % products.length] ?? { sku: '', name: '', stockCount: 0 };
  return html`<tr class="w${no % RULES_OF_STYLE}"><td>${sku}</td><td><span>${name}</span></td><td>${stockCount}</td></tr>`;
});
const pictures = numbers(PICTURES).map(
  (no) => html`<img src="/weight/picture/${no}" alt="" width="120" height="90">`,
);
const weight = html`<aside data-weight><div>${pictures}</div><table><tbody>${rows}</tbody></table></aside>`
  .markup;

/** Code to parse, some of which runs: it goes over the table as a shop's own scripts do. */
function script(no: number): string {
  const parts = numbers(PARTS_OF_SCRIPT).map(
    (
      part,
    ) => `function part${part}(list){const seen=new Map();for(const item of list){const key=item.textContent.length%${part + 2};
seen.set(key,(seen.get(key)??0)+1)}return [...seen].sort((a,b)=>b[1]-a[1]).map(([key])=>key+${part})}`,
  );
  return `(()=>{${parts.join('\n')}
const rows=[...document.querySelectorAll('[data-weight] tr')];
const work=[part${no},part${no + 10},part${no + 20}];
for(const part of work)rows[part.length+${no}].dataset.seen=part(rows).join(' ').slice(0,40);
})();`;
}

function style(no: number): string {
  const rule = (part: number) =>
    `[data-weight] tr.w${part}:nth-child(2n+${no + 1})>td{padding:${(part % 4) + 1}px;color:hsl(${part % 360} 40% 30%)}`;
  return numbers(RULES_OF_STYLE).map(rule).join('\n');
}

function picture(no: number): string {
  const random = createSeededRandom(no);
  const circles = numbers(60).map(
    () =>
      `<circle cx="${random.integer(0, 120)}" cy="${random.integer(0, 90)}" r="${random.integer(3, 20)}" fill="hsl(${random.integer(0, 359)} 60% 60%)" fill-opacity=".6"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="90">${circles.join('')}</svg>`;
}

function file(contentType: string, body: string | undefined): Reply {
  if (body === undefined) return notFound();
  return { status: 200, headers: { 'content-type': contentType, 'cache-control': 'no-store' }, body };
}

const scripts = numbers(SCRIPTS).map(script);
const styles = numbers(STYLES).map(style);
const images = numbers(PICTURES).map(picture);
