import type { BrowserSettings } from './browser-settings';
import { templateNames } from './referenced-names';
import { type RenderOptions, renderText } from './render-template';
import type { Automation } from './schema';
import type { Scope } from './scope';
import { mapOwnTexts, ownArgs, type Step } from './step';
import type { TemplateName } from './template';
import { mapTexts, visitTexts } from './visit-texts';

/**
 * The step with every template in its own arguments and its `when` rendered to plain text, ready to act on.
 * @throws TemplateError when this row's texts do not fit, or a column, variable or secret is not there.
 */
export function renderStep<S extends Step>(step: S, scope: Scope, options: RenderOptions = {}): S {
  const render = (source: string): string => renderText(source, scope, options);
  const rendered = mapOwnTexts(step, render);
  return step.when ? { ...rendered, when: mapTexts(step.when, render) } : rendered;
}

/** The browser settings with their templates rendered. @throws TemplateError as renderStep. */
export function renderBrowserSettings(
  browser: BrowserSettings,
  scope: Scope,
  options: RenderOptions = {},
): BrowserSettings {
  return mapTexts(browser, (source) => renderText(source, scope, options));
}

/** True when the step must be kept out of evidence: it says so, or it looks up a secret or an input of type secret. */
export function isSecretStep(step: Step, automation: Automation): boolean {
  if (step.secret) return true;
  let isFound = false;
  visitTexts([ownArgs(step), step.when], (source) => {
    isFound ||= templateNames(source).some((name) => isSecretName(name, automation));
  });
  return isFound;
}

/** True for `secret.x` and for inputs of type secret. */
export function isSecretName(name: TemplateName, automation: Automation): boolean {
  if (name.root === 'secret') return true;
  return name.root === 'input' && automation.inputs[name.key]?.type === 'secret';
}
