import type { Items } from '../../lib/automation/steps/for-each';
import { StepFailure } from '../attempt/step-failure';
import { locate } from './locate';
import type { BlockVerb, StepContext } from './step-context';

/** Reads what there is once, when the loop begins; a page that changes meanwhile changes nothing about it. */
export const forEach: BlockVerb<'for_each'> = {
  open(args, context) {
    let items: readonly string[] | null = null;
    let round = 0;
    return {
      async next() {
        items ??= limited(await readItems(args.in, context), args.max);
        const item = items[round];
        if (item === undefined) return null;
        round += 1;
        context.setVariable(args.as, item);
        context.setVariable(`${args.as}_number`, String(round));
        return args.do;
      },
    };
  },
};

async function readItems(items: Items, { page }: StepContext): Promise<readonly string[]> {
  if (items.from === 'list') return items.texts;
  if (items.from === 'text') return splitItems(items.text, items.split);
  const texts = await locate(page, items.locator).allInnerTexts();
  return texts.map((text) => text.trim());
}

/** A JSON list, or one item a line or between commas and semicolons; empty items are left out. */
export function splitItems(text: string, split: string | null): string[] {
  if (split === null) {
    const list = readList(text);
    if (list) return list;
  }
  const items = text.split(split ?? /[\n;,]/);
  return items.map((item) => item.trim()).filter((item) => item !== '');
}

function readList(text: string): string[] | null {
  if (!text.trimStart().startsWith('[')) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return null;
    return value.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)));
  } catch {
    return null;
  }
}

function limited(items: readonly string[], max: number): readonly string[] {
  if (items.length <= max) return items;
  const message = `The loop has ${items.length} items and takes ${max} at most: say max to allow more.`;
  throw new StepFailure({ kind: 'automation', code: 'too_many_items', message });
}
