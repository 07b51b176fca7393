import { type Html, html, trusted } from './html';
import { style } from './style';

const sections = [
  ['/orders', 'Orders'],
  ['/customers/new', 'Customers'],
  ['/catalogue', 'Catalogue'],
  ['/documents', 'Documents'],
  ['/account', 'Account'],
  ['/oddities', 'Oddities'],
  ['/faults', 'Faults'],
] as const;

const styleElement = trusted(`<style>${style}</style>`);
const navigation = html`<header><strong><a href="/">Practice shop</a></strong><nav aria-label="Main">${sections.map(
  ([href, name]) => html`<a href="${href}">${name}</a> `,
)}</nav></header>`;

/** A whole document; with the shop's navigation unless it is shown inside another page. */
export function layout(title: string, content: Html, isFramed = false): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title} · Practice shop</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">${styleElement}</head>
<body>${!isFramed && navigation}<main><h1>${title}</h1>${content}</main></body></html>
`.markup;
}
