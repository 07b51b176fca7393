import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { lookUpOrder } from '../../order-look-up.ts';
import { readRows } from './read-rows.mjs';

const { orders, siteUrl, folder, gateUrl } = readRows();

const test = base.extend({
  /** Each worker runs one row beforehand, then waits until all are there; and at the end until the round was measured. */
  gate: [
    async ({ browser }, use) => {
      const page = await browser.newPage();
      await lookUpOrder(page, siteUrl, orders[0], join(folder, `gate-${process.pid}.png`));
      await page.close();
      await fetch(gateUrl);
      await use();
      await fetch(gateUrl);
    },
    { scope: 'worker', auto: true, timeout: 120_000 },
  ],
});

for (const orderNo of orders) {
  test(orderNo, async ({ page }) => {
    const { status, total, recipient } = await lookUpOrder(
      page,
      siteUrl,
      orderNo,
      join(folder, `${orderNo}.png`),
    );
    expect(status).not.toBe('');
    expect(total).not.toBeNaN();
    expect(recipient).not.toBe('');
  });
}
