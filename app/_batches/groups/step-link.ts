/** Address of a version of an automation in the editor, with the line of a step (1-based) selected. */
export function stepLink(
  automation: { readonly name: string; readonly version: number } | null,
  step: number | null,
): string | null {
  if (automation === null) return null;
  const { name, version } = automation;
  return `/automations/${name}?version=${version}${step === null ? '' : `&step=${step}`}`;
}
