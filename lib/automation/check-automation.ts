import { hasAllUses } from './check-uses';
import { checkStepCount, checkVariables } from './check-variables';
import type { Condition } from './condition';
import { suggest } from './did-you-mean';
import { type Fault, type FaultPath, valueAt } from './fault';
import type { InputType } from './input-spec';
import { checkInput } from './inputs';
import { templateNames } from './referenced-names';
import { isSecretName } from './render-step';
import { type Automation, MAX_STEPS } from './schema';
import { isActing, stepConditions, stepOutputs } from './step';
import { compileTemplate } from './template';
import { visitTexts } from './visit-texts';
import { type PlacedStep, usingStep, walkOwnSteps, walkSteps } from './walk-steps';

/** Faults that only show when several places of the document are seen together. `data` is the document as written. */
export function checkAutomation(automation: Automation, data: unknown): Fault[] {
  return [
    ...checkTemplates(automation, data),
    ...checkStepCount(automation, MAX_STEPS),
    ...checkVariables(automation),
    ...checkCommits(automation),
    ...checkVerification(automation, data),
    ...checkStepIds(automation),
    ...checkOutputs(automation),
    ...checkInputConditions(automation),
    ...checkDefaults(automation),
    ...checkSession(automation),
  ];
}

/** Where templates may stand. */
export const TEMPLATE_PLACES: readonly FaultPath[] = [
  ['session'],
  ['steps'],
  ['verify'],
  ['browser', 'http_credentials'],
  ['browser', 'extra_headers'],
];
/** Texts inside steps that are no templates: words for people, and what is compared or matched as it is. */
const LITERAL_KEYS = ['script', 'evaluate', 'title', 'matches', 'equals', 'not_equals', 'contains'];
/** Below them stand names that people choose: one of them may well be `title` or `script`. */
const NAMING_KEYS = ['set', 'with'];
/** Below them stands what a text of the page is compared with, which may come from the row; patterns never do. */
const PAGE_TESTS = ['title', 'attribute'];

function checkTemplates(automation: Automation, data: unknown): Fault[] {
  const faults: Fault[] = [];
  const inputs = Object.keys(automation.inputs);
  const stepPlaces = new Set(ownSteps(automation).map(({ path }) => path.join('.')));
  for (const place of TEMPLATE_PLACES) {
    visitTexts(valueAt(data, place), (source, path) => {
      const at = [...place, ...path];
      if (isOfUsed(at)) return;
      const compiled = compileTemplate(source, inputs);
      if (!compiled.ok) faults.push({ ...compiled.problem, path: at });
      else if (source.includes('{{') && isLiteral(at, stepPlaces)) {
        const message = `${path.at(-1)} is taken as written: no templates here.`;
        faults.push({ code: 'template_not_allowed', message, path: at });
      }
    });
  }
  return faults;
}

/** Texts of a used automation look up its own inputs, and were checked when it was saved. */
function isOfUsed(path: FaultPath): boolean {
  return path.some((part, at) => part === 'used' && path[at - 1] === 'use');
}

/** `title` of a step is words, `title` of a locator is a template; the step's stands right below it. */
function isLiteral(path: FaultPath, stepPlaces: ReadonlySet<string>): boolean {
  const at = path.findLastIndex((part) => typeof part === 'string');
  const key = path[at];
  if (NAMING_KEYS.includes(String(path[at - 1]))) return false;
  if (key === 'title') return stepPlaces.has(path.slice(0, -1).join('.'));
  const isPageTest = path.slice(0, -1).some((part) => PAGE_TESTS.includes(String(part)));
  if (isPageTest && key !== 'matches') return false;
  // What `in` of a condition compares with; that of a loop is looked up.
  if (key === 'in') return !path.includes('for_each') || path.at(path.lastIndexOf('in') - 1) !== 'for_each';
  return LITERAL_KEYS.includes(String(key));
}

/** Those of the document itself. */
function ownSteps({ steps, verify }: Automation): PlacedStep[] {
  return [...walkOwnSteps(steps, ['steps']), ...walkOwnSteps(verify?.steps ?? [], ['verify'])];
}

/** Those of used automations too. */
function everyStep({ steps, verify }: Automation): PlacedStep[] {
  return [...walkSteps(steps, ['steps']), ...walkSteps(verify?.steps ?? [], ['verify'])];
}

/** The part of a path that stands in the document as a person wrote it. */
function shownPath(path: FaultPath): FaultPath {
  return path.slice(0, path.indexOf('used'));
}

const NOTHING_ASKED: Fault = {
  code: 'verify_asks_nothing',
  message:
    'verify needs a step that asks whether it happened, and may not fail unnoticed: expect, wait_for or extract.',
  path: ['verify'],
  isAboutKey: true,
};

function isQuestion({ step, parents }: PlacedStep): boolean {
  const { verb } = step;
  return (
    ![step, ...parents].some(({ optional }) => optional) &&
    (verb === 'expect' || verb === 'wait_for' || verb === 'extract')
  );
}

/** Looking must be free of consequences, and how to look needs something to look with. */
function checkVerification({ verify }: Automation, data: unknown): Fault[] {
  if (verify) {
    const placed = walkSteps(verify.steps, ['verify']);
    const faults = placed.flatMap(({ step, path }): Fault[] => {
      if (!step.commit) return [];
      const message = 'verify only looks: none of its steps submits.';
      return [{ code: 'commit_in_verify', message, path: [...path, 'commit'] }];
    });
    return placed.some(isQuestion) ? faults : [...faults, NOTHING_ASKED];
  }
  return ['settle', 'on_not_found'].flatMap((key): Fault[] => {
    if (valueAt(data, [key]) === undefined) return [];
    const message = `${key} says how verify works, but there is no verify.`;
    return [{ code: 'verify_missing', message, path: [key], isAboutKey: true }];
  });
}

function checkCommits(automation: Automation): Fault[] {
  const commits = walkSteps(automation.steps, ['steps']).filter(({ step }) => step.commit);
  const faults = commits.flatMap(({ step, path: place, parents }): Fault[] => {
    const isUsed = usingStep({ parents }) !== null;
    const path = isUsed ? shownPath(place) : [...place, 'commit'];
    if (automation.effect === 'read') {
      const message = isUsed
        ? 'What is used here submits: say effect: submit.'
        : 'An automation with effect: read has no commit step. Say effect: submit, or take commit away.';
      return [{ code: 'commit_in_read', message, path }];
    }
    if (!isActing(step)) {
      const message = `${step.verb} does nothing on the site, so it cannot be the commit step.`;
      return [{ code: 'commit_not_acting', message, path }];
    }
    if (![step, ...parents].some(({ retry, optional }) => retry || optional)) return [];
    const message = 'A commit step is sent once: neither it nor a step around it takes retry or optional.';
    return [{ code: 'commit_repeated', message, path }];
  });
  if (automation.effect === 'submit' && commits.length === 0 && hasAllUses(automation)) {
    const message = 'effect: submit needs commit: true beside the step that submits.';
    faults.push({ code: 'commit_missing', message, path: ['effect'] });
  }
  return faults;
}

function checkStepIds(automation: Automation): Fault[] {
  const seen = new Set<string>();
  return ownSteps(automation).flatMap(({ path, step: { id } }): Fault[] => {
    if (id === undefined || !seen.has(id)) {
      if (id !== undefined) seen.add(id);
      return [];
    }
    const message = `Another step is ${id} already.`;
    return [{ code: 'duplicate_step_id', message, path: [...path, 'id'] }];
  });
}

function checkOutputs(automation: Automation): Fault[] {
  const declared = Object.keys(automation.outputs);
  const faults: Fault[] = [];
  const extracted = new Set<string>();
  for (const { path: place, step, parents } of everyStep(automation)) {
    const isUsed = usingStep({ parents }) !== null;
    for (const { output, as, path: inner } of stepOutputs(step)) {
      // What a used automation reads is only kept when this one declares it too.
      if (isUsed && !declared.includes(output)) continue;
      extracted.add(output);
      const path = isUsed ? shownPath(place) : [...place, step.verb, ...inner];
      const type = declared.includes(output) ? automation.outputs[output]?.type : undefined;
      if (type === undefined) {
        const message = `${output} is not declared under outputs.${suggest(output, declared)}`;
        faults.push({ code: 'output_undeclared', message, path, isAboutKey: true });
      } else if (as !== type) {
        const message = `${output} is declared as ${type}, but ${step.verb === 'extract' ? 'extracted' : 'read'} as ${as}.`;
        faults.push({
          code: 'output_type_mismatch',
          message,
          path: isUsed || step.verb !== 'extract' ? path : [...path, 'as'],
        });
      }
    }
  }
  if (!hasAllUses(automation)) return faults;
  const never = declared.filter((output) => !extracted.has(output));
  return faults.concat(
    never.map((output) => ({
      code: 'output_not_extracted',
      message: `No extract step reads ${output}.`,
      path: ['outputs', output],
      isAboutKey: true,
    })),
  );
}

function checkInputConditions(automation: Automation): Fault[] {
  const inputs = Object.keys(automation.inputs);
  const faults: Fault[] = [];
  const visit = (condition: Condition, path: FaultPath): void => {
    if (condition.type === 'not') visit(condition.condition, [...path, 'not']);
    if (condition.type === 'all' || condition.type === 'any') {
      for (const [index, one] of condition.conditions.entries()) visit(one, [...path, condition.type, index]);
    }
    if (condition.type !== 'input') return;
    if (inputs.includes(condition.input)) {
      const unfit = unfitBound(condition, automation.inputs[condition.input]?.type);
      if (unfit) faults.push({ ...unfit, path: [...path, condition.test.op] });
      return;
    }
    const message = `There is no input ${condition.input}.${suggest(condition.input, inputs)}`;
    faults.push({ code: 'input_unknown', message, path: [...path, 'input'] });
  };
  for (const { path: place, step } of ownSteps(automation)) {
    for (const { path, condition } of stepConditions(step)) visit(condition, [...place, ...path]);
  }
  return faults;
}

/** A bound of another kind than its input would never hold. */
function unfitBound(
  { input, test }: Extract<Condition, { type: 'input' }>,
  type: InputType | undefined,
): Pick<Fault, 'code' | 'message'> | null {
  if (test.op !== 'gt' && test.op !== 'lt') return null;
  const isNumber = typeof test.value === 'number';
  const isUnfit = isNumber ? type === 'date' : type === 'number' || type === 'integer';
  if (!isUnfit) return null;
  const bound = isNumber ? 'a number' : 'a date';
  return {
    code: 'comparison_invalid',
    message: `${input} is of type ${type}: ${bound} says nothing about it.`,
  };
}

function checkDefaults(automation: Automation): Fault[] {
  return Object.entries(automation.inputs).flatMap(([input, spec]): Fault[] => {
    if (spec.default === undefined || spec.default === '') return [];
    const verdict = checkInput(spec, '');
    if (verdict.ok) return [];
    const path = ['inputs', input, 'default'];
    return [{ code: 'input_default_invalid', message: `The default ${verdict.message}.`, path }];
  });
}

/** A session's name is shown wherever the row is. */
function checkSession(automation: Automation): Fault[] {
  const names = templateNames(automation.session ?? '');
  if (!names.some((name) => isSecretName(name, automation))) return [];
  const message = 'The name of a session is no secret: people see it in steps and failures.';
  return [{ code: 'session_from_secret', message, path: ['session'] }];
}
