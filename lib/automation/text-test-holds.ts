import { readDateText, toIsoDate } from './date-text';
import { readNumberText } from './number-text';
import { compilePattern } from './pattern';
import type { TextTest } from './text-test';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text of the row or of the page passes a test. */
export function textTestHolds(test: TextTest, text: string): boolean {
  switch (test.op) {
    case 'equals':
      return isEqual(test, text);
    case 'not_equals':
      return !isEqual(test, text);
    case 'contains':
      return text.includes(test.value);
    case 'matches':
      return compilePattern(test.value).matches(text);
    case 'in':
      return test.values.includes(text);
    case 'empty':
      return (text.trim() === '') === test.value;
    case 'gt':
      return compared(text, test.value) > 0;
    case 'lt':
      return compared(text, test.value) < 0;
  }
}

function isEqual(
  { value, isNumber }: { readonly value: string; readonly isNumber?: true },
  text: string,
): boolean {
  if (text === value) return true;
  if (isNumber) return compared(text, Number(value)) === 0;
  return ISO_DATE.test(value) && compared(text, value) === 0;
}

/** Below 0 when the text is less, above when it is more; NaN when it cannot be compared with such a value. */
function compared(text: string, value: number | string): number {
  if (typeof value === 'number') {
    const number = readNumberText(text.trim());
    return number.ok ? Number(number.text) - value : Number.NaN;
  }
  const date = readDateText(text.trim());
  if (!date) return Number.NaN;
  const iso = toIsoDate(date);
  return iso === value ? 0 : iso < value ? -1 : 1;
}
