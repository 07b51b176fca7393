import type { Locator as PageLocator } from 'playwright';
import type { ElementTests } from '../../lib/automation/element-tests';
import { textTestHolds } from '../../lib/automation/text-test-holds';
import type { ElementState } from '../lean/lean-steps';
import { statesOf } from '../lean/page/element-states.mjs';

/** What the elements are at this moment. One trip to the page. */
export function readElements(elements: PageLocator, tests: ElementTests): Promise<ElementState[]> {
  return elements.evaluateAll(statesOf, tests.attribute?.name ?? null);
}

/** Whether elements pass the tests: one of them all, or as many as `count` says. */
export function statesPass(states: readonly ElementState[], tests: ElementTests): boolean {
  const passed = states.filter((state) => passes(state, tests)).length;
  const { min, max } = tests.count ?? { min: 1, max: null };
  return passed >= min && (max === null || passed <= max);
}

function passes(state: ElementState, { enabled, checked, value, attribute }: ElementTests): boolean {
  if (enabled !== undefined && state.isEnabled !== enabled) return false;
  if (checked !== undefined && state.isChecked !== checked) return false;
  if (value !== undefined && state.value !== value) return false;
  if (!attribute) return true;
  const { test } = attribute;
  // One that is not there is empty, and is not what something else is.
  if (state.attribute === null) return test.op === 'not_equals' || (test.op === 'empty' && test.value);
  return textTestHolds(test, state.attribute);
}
