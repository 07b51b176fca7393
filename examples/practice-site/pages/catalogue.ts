import { formatCents } from '../data/orders';
import { type Product, searchProducts } from '../data/products';
import { type Html, html } from '../html/html';
import { page, type Reply } from '../http/reply';
import { get, type Route } from '../http/route';

const pageSize = 20;

export function catalogueRoutes(): Route[] {
  return [
    get('/catalogue', ({ url }) =>
      showCatalogue(url.searchParams.get('q') ?? '', url.searchParams.get('page')),
    ),
  ];
}

function showCatalogue(query: string, wantedPage: string | null): Reply {
  const found = searchProducts(query);
  const pageCount = Math.max(1, Math.ceil(found.length / pageSize));
  const pageNo = Math.min(Math.max(1, Number.parseInt(wantedPage ?? '1', 10) || 1), pageCount);
  const shown = found.slice((pageNo - 1) * pageSize, pageNo * pageSize);
  const results =
    shown.length === 0 ? noProducts : html`${productTable(shown)}${pager(query, pageNo, pageCount)}`;
  return page('Catalogue', html`${searchForm(query)}<div data-testid="results">${results}</div>`);
}

const noProducts = html`<p role="status">No products found</p>`;

function searchForm(query: string): Html {
  return html`<form action="/catalogue" role="search" aria-label="Catalogue">
<label for="q">Search products</label><input id="q" name="q" type="search" value="${query}"><button>Search</button></form>`;
}

function productTable(products: readonly Product[]): Html {
  const row = ({ sku, name, priceCents, stockCount }: Product): Html => html`<tr data-testid="product">
<td data-testid="sku">${sku}</td><td data-testid="name">${name}</td><td class="number" data-testid="price">${formatCents(priceCents)}</td>
<td class="number" data-testid="stock">${stockCount}</td></tr>`;
  return html`<table data-testid="products"><thead><tr><th scope="col">Number</th><th scope="col">Name</th>
<th scope="col" class="number">Price in EUR</th><th scope="col" class="number">In stock</th></tr></thead><tbody>${products.map(row)}</tbody></table>`;
}

function pager(query: string, pageNo: number, pageCount: number): Html {
  const link = (to: number, name: string): Html =>
    html` <a href="/catalogue?${new URLSearchParams({ ...(query && { q: query }), page: String(to) }).toString()}">${name}</a>`;
  return html`<nav aria-label="Pages"><p>Page <span data-testid="page">${pageNo}</span> of <span data-testid="pages">${pageCount}</span>
${pageNo > 1 && link(pageNo - 1, 'Previous page')}${pageNo < pageCount && link(pageNo + 1, 'Next page')}</p></nav>`;
}
