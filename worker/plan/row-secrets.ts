import { lookUps } from '../../lib/automation/referenced-names';
import { isSecretName } from '../../lib/automation/render-step';
import type { RenderOptions } from '../../lib/automation/render-template';
import type { Automation } from '../../lib/automation/schema';
import type { Scope } from '../../lib/automation/scope';
import type { Step } from '../../lib/automation/step';
import { visitTexts } from '../../lib/automation/visit-texts';

export interface NotedSecrets {
  /** All that must not be seen of the row, as far as it was rendered. */
  readonly texts: ReadonlySet<string>;
  readonly onLookUp: NonNullable<RenderOptions['onLookUp']>;
}

/**
 * The texts of one row that must not be seen: its secrets, its inputs of type secret, and what filters make of both.
 * Not one-time codes: they are worth nothing a minute later, and six digits may also be somebody's order number.
 */
export function noteSecrets(automation: Automation, { secret, input }: Scope): NotedSecrets {
  const secretInputs = Object.entries(automation.inputs).filter(([, { type }]) => type === 'secret');
  const texts = new Set([...secret.values(), ...secretInputs.map(([name]) => input.get(name) ?? '')]);
  return {
    texts,
    onLookUp: (name, filters, text) => {
      const isCode = filters.some((filter) => filter.name === 'totp');
      if (!isCode && isSecretName(name, automation)) texts.add(text);
    },
  };
}

export function usesOneTimeCode(step: Step): boolean {
  let isFound = false;
  visitTexts([step.args, step.when], (source) => {
    isFound ||= lookUps(source).some(({ filters }) => filters.some(({ name }) => name === 'totp'));
  });
  return isFound;
}
