import type { Page } from 'playwright';
import type { StepVerb } from './step-context';

export const scroll: StepVerb<'scroll'> = {
  async run({ locator, to, by }, context, timeoutMs) {
    const { page } = context;
    const options = { timeout: timeoutMs };
    const element = locator && (await context.find(locator, timeoutMs));
    if (to !== undefined) return (element ?? page.locator(':root')).evaluate(scrollToEnd, to, options);
    if (by === undefined) return element?.scrollIntoViewIfNeeded(options);
    // The wheel scrolls what is below the mouse.
    await (element ? element.hover(options) : moveToMiddle(page));
    await page.mouse.wheel(0, by);
  },
};

function moveToMiddle(page: Page): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  return page.mouse.move(width / 2, height / 2);
}

/** Runs in the page. */
function scrollToEnd(element: Element, to: 'top' | 'bottom'): void {
  const isPage = element === document.documentElement;
  const scrolled = isPage ? (document.scrollingElement ?? element) : element;
  scrolled.scrollTo({ top: to === 'top' ? 0 : scrolled.scrollHeight, behavior: 'instant' });
}
