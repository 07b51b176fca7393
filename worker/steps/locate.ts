import type { FrameLocator, Page, Locator as PageLocator } from 'playwright';
import type { Locator, LocatorTarget } from '../../lib/automation/locator';

type Root = Page | PageLocator | FrameLocator;

/** Turns locator data into a Playwright locator; nothing is asked of the page yet. */
export function locate(root: Root, data: Locator): PageLocator {
  if (data.by === 'any') return data.any.map((one) => locate(root, one)).reduce((all, one) => all.or(one));
  const outer = data.frame ? locate(root, data.frame).contentFrame() : root;
  const scope = data.within ? locate(outer, data.within) : outer;
  const found = locateTarget(scope, data);
  const filtered = data.hasText === undefined ? found : found.filter({ hasText: data.hasText });
  return data.nth === undefined ? filtered : filtered.nth(data.nth);
}

function locateTarget(scope: Root, target: LocatorTarget): PageLocator {
  const exact = 'exact' in target && target.exact !== undefined ? { exact: target.exact } : {};
  switch (target.by) {
    case 'role':
      return scope.getByRole(target.role, {
        ...(target.name !== undefined && { name: target.name }),
        ...exact,
      });
    case 'label':
      return scope.getByLabel(target.value, exact);
    case 'placeholder':
      return scope.getByPlaceholder(target.value, exact);
    case 'text':
      return scope.getByText(target.value, exact);
    case 'testid':
      return scope.getByTestId(target.value);
    case 'alt':
      return scope.getByAltText(target.value, exact);
    case 'title':
      return scope.getByTitle(target.value, exact);
    case 'css':
    case 'xpath':
      return scope.locator(`${target.by}=${target.value}`);
  }
}

/**
 * The element a verb acts on. With `any` it is the first alternative, in the order written, that the page has;
 * Playwright's own `or` would take the first in the page.
 * @throws Playwright's TimeoutError when no alternative comes in time.
 */
export async function chooseElement(page: Page, data: Locator, timeoutMs: number): Promise<PageLocator> {
  if (data.by !== 'any') return locate(page, data);
  await locate(page, data).first().waitFor({ state: 'attached', timeout: timeoutMs });
  for (const one of data.any) {
    const alternative = await chooseElement(page, one, timeoutMs);
    if ((await alternative.count()) > 0) return alternative;
  }
  return locate(page, data).first();
}
