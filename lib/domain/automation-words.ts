interface NamedVersion {
  readonly name: string;
  readonly version: number;
}

interface BatchAutomations {
  readonly automation: NamedVersion | null;
  /** Those that rows chose. */
  readonly automations: readonly NamedVersion[];
}

/**
 * `order-status, version 3`; `short` gives `order-status v3`. Where rows choose: that they do, and in the long form what
 * they chose.
 */
export function automationInWords(
  { automation, automations }: BatchAutomations,
  form: 'long' | 'short' = 'long',
): string {
  if (automation) {
    const { name, version } = automation;
    return form === 'short' ? shortName(automation) : `${name}, version ${version}`;
  }
  if (automations.length === 0) return 'a function of a program';
  if (form === 'short') return CHOSEN;
  return `${CHOSEN}: ${automations.map(shortName).join(', ')}`;
}

/** Only the name, for lists. */
export function automationName(batch: BatchAutomations): string {
  return batch.automation?.name ?? automationInWords(batch, 'short');
}

const CHOSEN = 'chosen by each row';

function shortName({ name, version }: NamedVersion): string {
  return `${name} v${version}`;
}
