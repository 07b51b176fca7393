import { omitUndefined } from './omit-undefined';
import { isSecretName, renderStep } from './render-step';
import { MASK } from './render-template';
import { runVariables, variablePlaceholder } from './run-variables';
import type { Automation } from './schema';
import type { Scope } from './scope';
import { describeStep, mapOwnTexts, type Step } from './step';
import type { TemplateName } from './template';
import { TemplateError } from './template-error';
import { walkOwnSteps } from './walk-steps';

const MAX_WORDS_LENGTH = 300;

/** One step in words, with what is around it. */
export interface StepLine {
  readonly step: Step;
  /** How many steps it stands in. */
  readonly depth: number;
  readonly words: string;
}

/**
 * What will happen for one row, one line per step in words, those inside others below them. Secrets are dots; `scope`
 * need not hold them. Variables that steps set stand as ‹name›.
 */
export function describeRow(automation: Automation, scope: Scope): StepLine[] {
  return walkOwnSteps(automation.steps).map(({ step, parents }) => {
    return { step, depth: parents.length, words: describeStepForRow(automation, step, scope) };
  });
}

/**
 * What one step does for one row, in words that may be kept and shown: its title, or its texts without secrets.
 * @param isRunning the variables that steps set have their present values
 */
export function describeStepForRow(
  automation: Automation,
  step: Step,
  scope: Scope,
  isRunning = false,
): string {
  if (step.title !== undefined) return step.title;
  const secretTexts = secretInputTexts(automation, scope);
  const isMasked = (name: TemplateName): boolean =>
    isSecretName(name, automation) || (name.root === 'row' && secretTexts.has(scope.row.get(name.key) ?? ''));
  const placeholder = isRunning ? undefined : variablePlaceholder(runVariables(automation));
  try {
    const shown = step.secret
      ? maskTemplates(step)
      : renderStep(step, scope, { isMasked, ...omitUndefined({ placeholder }) });
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
  return mapOwnTexts(step, mask);
}

function shorten(words: string): string {
  const line = words.replace(/\s+/g, ' ');
  return line.length > MAX_WORDS_LENGTH ? `${line.slice(0, MAX_WORDS_LENGTH - 1)}…` : line;
}
