import type { Page } from 'playwright';
import { coerceOutput, type RawOutput } from '../../lib/automation/outputs';
import type { ExtractField } from '../../lib/automation/steps/extract';
import { StepFailure } from '../attempt/step-failure';
import { locate } from './locate';
import type { StepContext, StepVerb } from './step-context';
import { timeLeft } from './time-left';

/** Reads the fields in order, all within the step's time. */
export const extract: StepVerb<'extract'> = {
  async run({ fields }, context, timeoutMs) {
    const left = timeLeft(timeoutMs);
    let read: RawOutput[] = [];
    for (const [no, field] of fields.entries()) {
      if (read.length === 0) read = await readLean(fields.slice(no), context, left());
      const raw = read.length > 0 ? (read.shift() ?? null) : await readField(field, context, left());
      const result = coerceOutput(field, raw);
      if (!result.ok) throw unreadable(result, context.page.url());
      if (field.isList && Array.isArray(result.value)) context.addOutput(field.output, result.value);
      else context.setOutput(field.output, result.value);
    }
  },
};

/** As many fields as can be read without Playwright, in one trip to the page. */
async function readLean(
  fields: readonly ExtractField[],
  { lean, page }: StepContext,
  timeoutMs: number,
): Promise<RawOutput[]> {
  const values = await lean.read(fields, timeoutMs);
  return values.map((value, at) => (fields[at]?.locator ? value : page.url()));
}

function unreadable({ code, message }: { code: string; message: string }, url: string): StepFailure {
  return new StepFailure({ kind: 'page_mismatch', code, message: `${message}.`, url });
}

/** What may be absent is looked for once; what must be there gets the time to appear. */
async function readField(field: ExtractField, context: StepContext, timeoutMs: number): Promise<RawOutput> {
  const { locator, mode, isList } = field;
  if (!locator) return context.page.url();
  if (mode === 'count') return locate(context.page, locator).count();
  if (isList) return readList(field, context.page);
  if (!field.isRequired && (await locate(context.page, locator).count()) === 0) return null;
  const element = await context.find(locator, timeoutMs);
  const options = { timeout: timeoutMs };
  switch (mode) {
    case 'text':
      // biome-ignore lint/performance/useDomNodeTextContent: a value is read as a person sees it.
      return element.innerText(options);
    case 'value':
      return element.inputValue(options);
    case 'html':
      return element.innerHTML(options);
    case 'attr':
      return element.getAttribute(field.attr ?? '', options);
    case 'url':
      return context.page.url();
  }
}

/** All matches in one trip to the page; an attribute that an element lacks leaves it out. */
function readList({ locator, mode, attr }: ExtractField, page: Page): Promise<string[]> {
  if (!locator) return Promise.resolve([]);
  return locate(page, locator).evaluateAll(
    (elements, wanted) =>
      elements
        .map((element) => {
          if (wanted.mode === 'html') return element.innerHTML;
          if (wanted.mode === 'attr') return element.getAttribute(wanted.attr);
          if (wanted.mode === 'value') return (element as HTMLInputElement).value ?? null;
          // biome-ignore lint/performance/useDomNodeTextContent: a value is read as a person sees it.
          return (element as HTMLElement).innerText;
        })
        .filter((text) => text !== null),
    { mode, attr: attr ?? '' },
  );
}
