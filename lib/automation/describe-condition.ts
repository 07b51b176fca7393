import type { Condition, InputTest } from './condition';
import { describeLocator } from './describe-locator';

/** A condition in words that follow "until" or "if": `element result is visible`. */
export function describeCondition(condition: Condition): string {
  switch (condition.type) {
    case 'element': {
      const element = describeLocator(condition.locator);
      return condition.text === undefined
        ? `${element} is ${condition.state}`
        : `${element} says ${condition.text}`;
    }
    case 'url':
      return `the address is ${condition.url}`;
    case 'input':
      return `${condition.input} ${describeTest(condition.test)}`;
    case 'not':
      return `not (${describeCondition(condition.condition)})`;
    default:
      return condition.conditions.map(describeCondition).join(condition.type === 'all' ? ' and ' : ' or ');
  }
}

function describeTest(test: InputTest): string {
  switch (test.op) {
    case 'in':
      return `is one of ${test.values.join(', ')}`;
    case 'empty':
      return test.value ? 'is empty' : 'is not empty';
    case 'matches':
      return `matches ${test.value}`;
    default:
      return `is ${test.op === 'equals' ? '' : 'not '}${test.value || 'empty'}`;
  }
}
