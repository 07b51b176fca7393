/** An automation that some rows of a batch chose; a job names it by its number. */
export interface ChosenAutomation {
  readonly no: number;
  readonly name: string;
  readonly title: string;
  readonly version: number;
  readonly effect: 'read' | 'submit';
}

/** The name of the automation that a job runs, or null when a function of a program handles it. */
export function jobAutomation(
  batch: {
    readonly automation: { readonly name: string } | null;
    readonly automations: readonly ChosenAutomation[];
  },
  automationNo: number,
): string | null {
  if (batch.automation) return batch.automation.name;
  return batch.automations.find(({ no }) => no === automationNo)?.name ?? null;
}
