import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright';

/** All sides do this: open the form, look an order up, read three values, keep a picture of the page. */
export function automationSource(name: string, siteUrl: string, settings = ''): string {
  return `version: 1
name: ${name}
base_url: ${siteUrl}
effect: read
${settings}inputs:
  order_no: { type: string, pattern: 'BM-\\d+' }
outputs:
  status: { type: string }
  total: { type: number }
  recipient: { type: string }
steps:
  - goto: /orders
  - fill: { label: Order number, value: "{{ order_no }}" }
  - click: { role: button, name: Find order }
  - wait_for: { testid: result }
  - extract:
      status: { testid: status }
      total: { testid: total, as: number }
      recipient: { testid: recipient }
  - screenshot: result
`;
}

export const VIEWPORT = { width: 1280, height: 800 };

interface OrderValues {
  readonly status: string;
  readonly total: number;
  readonly recipient: string;
}

/** The same steps as plain Playwright. */
export async function lookUpOrder(
  page: Page,
  siteUrl: string,
  orderNo: string,
  pictureFile: string,
): Promise<OrderValues> {
  await page.goto(`${siteUrl}/orders`);
  return lookUpOnForm(page, orderNo, pictureFile);
}

/** What comes after the form was opened: Crawlee opens it itself. */
export async function lookUpOnForm(page: Page, orderNo: string, pictureFile: string): Promise<OrderValues> {
  await page.getByLabel('Order number').fill(orderNo);
  await page.getByRole('button', { name: 'Find order' }).click();
  await page.getByTestId('result').waitFor();
  // biome-ignore-start lint/performance/useDomNodeTextContent: all sides read what a person sees.
  const status = await page.getByTestId('status').innerText();
  const total = Number(await page.getByTestId('total').innerText());
  const recipient = await page.getByTestId('recipient').innerText();
  // biome-ignore-end lint/performance/useDomNodeTextContent: all sides read what a person sees.
  await writeFile(pictureFile, await page.screenshot());
  return { status, total, recipient };
}

/** @throws when a look-up gave no values: a side that fails fast must not look fast. */
export function requireValues(orderNo: string, { status, total, recipient }: OrderValues): void {
  if (!status || !recipient || Number.isNaN(total)) throw new Error(`${orderNo} gave no values`);
}
