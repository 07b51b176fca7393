import type { Locator } from 'playwright';
import type { StepVerb } from './step-context';

const LINE_BREAK = /[\r\n]+/;

/** One key after the other, as a person does, where the caret stands: nothing is cleared before. */
export const type: StepVerb<'type'> = {
  async prepare(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.waitFor({ state: 'visible', timeout: timeoutMs });
  },
  async run(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    const text = await typedText(args.value, element, timeoutMs);
    await element.pressSequentially(text, { timeout: timeoutMs, delay: args.delaySeconds * 1000 });
  },
};

/** A line break is the Enter key, which sends a form from a field of one line: there it is left out, as when pasting. */
async function typedText(value: string, element: Locator, timeoutMs: number): Promise<string> {
  if (!LINE_BREAK.test(value)) return value;
  const isOneLine = await element.evaluate(isInput, null, { timeout: timeoutMs });
  return isOneLine ? value.split(LINE_BREAK).join(' ') : value.replaceAll('\r\n', '\n');
}

/** Runs in the page. */
function isInput(element: Element): boolean {
  return element instanceof HTMLInputElement;
}
