/** `order-status, version 3`, or that every row has its own; `short` gives `order-status v3`. */
export function automationInWords(
  automation: { readonly name: string; readonly version: number } | null,
  form: 'long' | 'short' = 'long',
): string {
  if (automation === null) return 'chosen by each row';
  const { name, version } = automation;
  return form === 'short' ? `${name} v${version}` : `${name}, version ${version}`;
}
