/** What a batch runs. */
export interface BatchAutomation {
  readonly name: string;
  readonly title: string;
  readonly version: number;
  /** Above `version` when it was changed since. */
  readonly latestVersion: number;
  readonly effect: 'read' | 'submit';
}

/** An automation that some rows of a batch chose; a job names it by its number. */
export interface ChosenAutomation extends BatchAutomation {
  readonly no: number;
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
