import type { Locator as PageLocator } from 'playwright';
import type { ElementTests } from '../../lib/automation/element-tests';
import { textTestHolds } from '../../lib/automation/text-test-holds';
import type { ElementState } from '../lean/lean-steps';

/** What the elements are at this moment. One trip to the page. */
export function readElements(elements: PageLocator, tests: ElementTests): Promise<ElementState[]> {
  return elements.evaluateAll(readStates, tests.attribute?.name ?? null);
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

/** Runs in the page. Enabled and checked as Playwright sees them. */
function readStates(elements: readonly Element[], attribute: string | null): ElementState[] {
  return elements.map((element) => {
    const isField =
      element instanceof HTMLInputElement ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement;
    const isBox = element instanceof HTMLInputElement && ['checkbox', 'radio'].includes(element.type);
    return {
      isEnabled: !element.matches(':disabled') && element.closest('[aria-disabled=true]') === null,
      isChecked: isBox ? element.checked : element.getAttribute('aria-checked') === 'true',
      value: isField ? element.value : null,
      attribute: attribute === null ? null : element.getAttribute(attribute),
    };
  });
}
