import type { InputTest } from './condition';
import { compilePattern } from './pattern';

/** Whether an input's text passes the test of an `input` condition. */
export function inputTestHolds(test: InputTest, text: string): boolean {
  switch (test.op) {
    case 'equals':
      return text === test.value;
    case 'not_equals':
      return text !== test.value;
    case 'matches':
      return compilePattern(test.value).matches(text);
    case 'in':
      return test.values.includes(text);
    case 'empty':
      return (text.trim() === '') === test.value;
  }
}
