import type { Condition } from './condition';
import { describeLocator } from './describe-locator';
import type { ElementTests } from './element-tests';
import type { TextTest } from './text-test';

/** A condition in words that follow "until" or "if": `element result is visible`. */
export function describeCondition(condition: Condition): string {
  switch (condition.type) {
    case 'element':
      return describeElement(condition);
    case 'url':
      return `the address is ${condition.url}`;
    case 'title':
      return `the title of the page ${describeTest(condition.test)}`;
    case 'input':
      return `${condition.input} ${describeTest(condition.test)}`;
    case 'var':
      return `${condition.name} ${describeTest(condition.test)}`;
    case 'not':
      return `not (${describeCondition(condition.condition)})`;
    default:
      return condition.conditions.map(describeCondition).join(condition.type === 'all' ? ' and ' : ' or ');
  }
}

function describeElement({ locator, state, text, tests }: Extract<Condition, { type: 'element' }>): string {
  const element = describeLocator(locator);
  const said = text === undefined ? [] : [`says ${text}`];
  const asked = [...said, ...(tests ? describeTests(tests) : [])];
  const words = `${element} ${asked.length > 0 ? asked.join(' and ') : `is ${state}`}`;
  return tests?.count ? `${words}, ${describeCount(tests.count)}` : words;
}

function describeTests({ enabled, checked, value, attribute }: ElementTests): string[] {
  const words: string[] = [];
  if (enabled !== undefined) words.push(enabled ? 'is enabled' : 'is disabled');
  if (checked !== undefined) words.push(checked ? 'is checked' : 'is not checked');
  if (value !== undefined) words.push(`holds ${value || 'nothing'}`);
  if (attribute) words.push(`has an attribute ${attribute.name} that ${describeTest(attribute.test)}`);
  return words;
}

function describeCount({ min, max }: NonNullable<ElementTests['count']>): string {
  if (min === max) return `${min} of them`;
  if (max === null) return `${min} of them or more`;
  return `${min} to ${max} of them`;
}

function describeTest(test: TextTest): string {
  switch (test.op) {
    case 'in':
      return `is one of ${test.values.join(', ')}`;
    case 'empty':
      return test.value ? 'is empty' : 'is not empty';
    case 'matches':
    case 'contains':
      return `${test.op} ${test.value}`;
    case 'gt':
      return `is more than ${test.value}`;
    case 'lt':
      return `is less than ${test.value}`;
    default:
      return `is ${test.op === 'equals' ? '' : 'not '}${test.value || 'empty'}`;
  }
}
