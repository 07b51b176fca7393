/**
 * What elements are at this moment; enabled and checked as Playwright sees them. Needs nothing around it: Playwright runs
 * it in the page too.
 * @param attribute null: none is asked for
 */
export function statesOf(elements, attribute) {
  return elements.map((element) => {
    const isField = ['INPUT', 'TEXTAREA', 'SELECT'].includes(element.nodeName);
    const isBox = element.nodeName === 'INPUT' && ['checkbox', 'radio'].includes(element.type);
    return {
      isEnabled: !element.matches(':disabled') && element.closest('[aria-disabled=true]') === null,
      isChecked: isBox ? element.checked : element.getAttribute('aria-checked') === 'true',
      value: isField ? element.value : null,
      attribute: attribute === null ? null : element.getAttribute(attribute),
    };
  });
}
