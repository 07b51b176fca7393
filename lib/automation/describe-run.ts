import { isSecretName, renderStep } from './render-step';
import { MASK } from './render-template';
import type { Automation } from './schema';
import type { Scope } from './scope';
import { describeStep, type Step } from './step';
import type { TemplateName } from './template';
import { TemplateError } from './template-error';
import { mapTexts } from './visit-texts';

const MAX_WORDS_LENGTH = 300;

/** What will happen for one row, one line per step in words. Secrets are dots; `scope` need not hold them. */
export function describeRow(automation: Automation, scope: Scope): string[] {
  return automation.steps.map((step) => describeStepForRow(automation, step, scope));
}

/** What one step does for one row, in words that may be kept and shown: its title, or its texts without secrets. */
export function describeStepForRow(automation: Automation, step: Step, scope: Scope): string {
  if (step.title !== undefined) return step.title;
  const secretTexts = secretInputTexts(automation, scope);
  const isMasked = (name: TemplateName): boolean =>
    isSecretName(name, automation) || (name.root === 'row' && secretTexts.has(scope.row.get(name.key) ?? ''));
  try {
    const shown = step.secret ? maskTemplates(step) : renderStep(step, scope, { isMasked });
    return shorten(describeStep(shown));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return shorten(`${describeStep(step)}: cannot be filled in for this row. ${error.message}`);
  }
}

/** The column behind a secret input can also be named as `row.x`. */
function secretInputTexts(automation: Automation, scope: Scope): Set<string> {
  const texts = Object.entries(automation.inputs).flatMap(([input, { type }]) =>
    type === 'secret' ? [scope.input.get(input) ?? ''] : [],
  );
  return new Set(texts.filter((text) => text !== ''));
}

/** A step marked secret shows none of the row's texts. */
function maskTemplates(step: Step): Step {
  const mask = (source: string): string => (source.includes('{{') ? MASK : source);
  return { ...step, args: mapTexts(step.args, mask) } as Step;
}

function shorten(words: string): string {
  const line = words.replace(/\s+/g, ' ');
  return line.length > MAX_WORDS_LENGTH ? `${line.slice(0, MAX_WORDS_LENGTH - 1)}…` : line;
}
