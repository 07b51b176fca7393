/**
 * Whether a key is for the page as a whole: nobody types, nothing has used it already, and no dialog covers the page. Shift
 * is part of some signs and therefore not looked at.
 */
export function isPageKey(event: KeyboardEvent): boolean {
  const { target } = event;
  const isTyping =
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'));
  const isWithModifier = event.ctrlKey || event.metaKey || event.altKey;
  return !event.defaultPrevented && !isTyping && !isWithModifier && !isCovered();
}

/** Set by Radix below a dialog that lets nothing through. */
function isCovered(): boolean {
  return document.body.hasAttribute('data-scroll-locked');
}
