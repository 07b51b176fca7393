import type { Page, Request, Route } from '@playwright/test';

export interface SharedAnswers {
  readonly answers: readonly Answer[];
  /** Pages that requests named as where they came from. */
  readonly referrers: readonly string[];
}

interface Answer {
  readonly url: string;
  /** Headers and body. */
  readonly text: string;
}

/** Opens a shared link, then the rows of each status that it offers, and gives all that the browser was answered meanwhile. */
export async function answersOf(page: Page, url: string): Promise<SharedAnswers> {
  const answers: Answer[] = [];
  const requests: Request[] = [];
  // Read on the way: a browser forgets what it was answered when it leaves a page.
  const read = async (route: Route) => {
    const response = await route.fetch();
    answers.push({
      url: route.request().url(),
      text: JSON.stringify(response.headers()) + (await response.text()),
    });
    await route.fulfill({ response });
  };
  page.on('request', (request) => requests.push(request));
  await page.route('**', read);
  const links = page.getByRole('navigation', { name: 'Show rows by status' }).getByRole('link');
  await page.goto(url);
  const addresses = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  for (const address of addresses) await page.goto(address, { waitUntil: 'networkidle' });
  await page.unroute('**', read);
  const sent = await Promise.all(requests.map((request) => request.allHeaders()));
  return { answers, referrers: sent.flatMap(({ referer }) => referer ?? []) };
}
