import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * Waits for fonts, pictures in view and movements that end: until then colours and sizes are others. No function in
 * here has a name: tsx would mark it with a helper that the page does not have.
 */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const due = [...document.images].filter((image) => image.loading !== 'lazy' && !image.complete);
    await Promise.all(due.map((image) => image.decode()));
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map((animation) => animation.finished));
  });
}

export interface AxeResult {
  /** Rules that found something to look at. */
  readonly rules: number;
  /** The rules that the page breaks, each with its first element. */
  readonly violations: string[];
}

/** Rules whose answer hangs on colours; all others say the same in every theme. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

interface AxeQuestion {
  readonly isOnlyColours?: boolean;
  /** Only what stands in these elements. */
  readonly within?: string;
}

/** Asks axe all its rules, or those about colours alone. */
export async function askAxe(page: Page, { isOnlyColours, within }: AxeQuestion = {}): Promise<AxeResult> {
  // In the page itself: there are no frames of other origins, for which axe would open another page every time. Elements
  // that keep a rule are not listed: they would be most of what crosses over.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  if (isOnlyColours) axe.withRules(COLOUR_RULES);
  if (within !== undefined) axe.include(within);
  const { passes, violations, incomplete } = await axe.analyze();
  return {
    rules: passes.length + violations.length + incomplete.length,
    violations: violations.map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0]?.html.slice(0, 160)}`),
  };
}

/** The rules of axe that the page breaks. */
export async function findViolations(page: Page): Promise<string[]> {
  return (await askAxe(page)).violations;
}
