import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright';

/** Both sides do this: open the form, look an order up, read three values, keep a picture of the page. */
export function automationSource(siteUrl: string): string {
  return `version: 1
name: order-look-up
base_url: ${siteUrl}
effect: read
inputs:
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

/** The same steps as plain Playwright. */
export async function lookUpOrder(
  page: Page,
  siteUrl: string,
  orderNo: string,
  pictureFile: string,
): Promise<Record<string, unknown>> {
  await page.goto(`${siteUrl}/orders`);
  await page.getByLabel('Order number').fill(orderNo);
  await page.getByRole('button', { name: 'Find order' }).click();
  await page.getByTestId('result').waitFor();
  // biome-ignore-start lint/performance/useDomNodeTextContent: both sides read what a person sees.
  const status = await page.getByTestId('status').innerText();
  const total = Number(await page.getByTestId('total').innerText());
  const recipient = await page.getByTestId('recipient').innerText();
  // biome-ignore-end lint/performance/useDomNodeTextContent: both sides read what a person sees.
  await writeFile(pictureFile, await page.screenshot());
  return { status, total, recipient };
}
