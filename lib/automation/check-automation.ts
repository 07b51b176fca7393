import type { Condition } from './condition';
import { suggest } from './did-you-mean';
import { type Fault, type FaultPath, valueAt } from './fault';
import { checkInput } from './inputs';
import type { Automation } from './schema';
import { isActing, stepConditions } from './step';
import { compileTemplate } from './template';
import { visitTexts } from './visit-texts';

/** Faults that only show when several places of the document are seen together. `data` is the document as written. */
export function checkAutomation(automation: Automation, data: unknown): Fault[] {
  return [
    ...checkTemplates(automation, data),
    ...checkCommits(automation),
    ...checkStepIds(automation),
    ...checkOutputs(automation),
    ...checkInputConditions(automation),
    ...checkDefaults(automation),
  ];
}

/** Where templates may stand. */
export const TEMPLATE_PLACES: readonly FaultPath[] = [
  ['steps'],
  ['browser', 'http_credentials'],
  ['browser', 'extra_headers'],
];
/** Texts inside steps that are no templates: words for people, and what is compared or matched as it is. */
const LITERAL_KEYS = ['title', 'matches', 'equals', 'not_equals'];

function checkTemplates(automation: Automation, data: unknown): Fault[] {
  const faults: Fault[] = [];
  const inputs = Object.keys(automation.inputs);
  for (const place of TEMPLATE_PLACES) {
    visitTexts(valueAt(data, place), (source, path) => {
      const compiled = compileTemplate(source, inputs);
      const at = [...place, ...path];
      if (!compiled.ok) faults.push({ ...compiled.problem, path: at });
      else if (source.includes('{{') && isLiteral(path)) {
        const message = `${path.at(-1)} is taken as written: no templates here.`;
        faults.push({ code: 'template_not_allowed', message, path: at });
      }
    });
  }
  return faults;
}

/** `title` of a step is words, `title` of a locator is a template; the step's stands right below it. */
function isLiteral(path: FaultPath): boolean {
  const key = path.findLast((part) => typeof part === 'string');
  if (key === 'title') return path.length === 2;
  return key === 'in' || LITERAL_KEYS.includes(String(key));
}

function checkCommits(automation: Automation): Fault[] {
  const commits = automation.steps.filter((step) => step.commit);
  const faults = commits.flatMap((step): Fault[] => {
    const path = ['steps', step.index, 'commit'];
    if (automation.effect === 'read') {
      const message =
        'An automation with effect: read has no commit step. Say effect: submit, or take commit away.';
      return [{ code: 'commit_in_read', message, path }];
    }
    if (!isActing(step)) {
      const message = `${step.verb} does nothing on the site, so it cannot be the commit step.`;
      return [{ code: 'commit_not_acting', message, path }];
    }
    if (!step.retry && !step.optional) return [];
    const message = 'A commit step is sent once: it takes neither retry nor optional.';
    return [{ code: 'commit_repeated', message, path }];
  });
  if (automation.effect === 'submit' && commits.length === 0) {
    const message = 'effect: submit needs commit: true beside the step that submits.';
    faults.push({ code: 'commit_missing', message, path: ['effect'] });
  }
  return faults;
}

function checkStepIds(automation: Automation): Fault[] {
  const seen = new Set<string>();
  return automation.steps.flatMap(({ id, index }): Fault[] => {
    if (id === undefined || !seen.has(id)) {
      if (id !== undefined) seen.add(id);
      return [];
    }
    return [
      { code: 'duplicate_step_id', message: `Another step is ${id} already.`, path: ['steps', index, 'id'] },
    ];
  });
}

function checkOutputs(automation: Automation): Fault[] {
  const declared = Object.keys(automation.outputs);
  const faults: Fault[] = [];
  const extracted = new Set<string>();
  for (const step of automation.steps) {
    if (step.verb !== 'extract') continue;
    for (const { output, as } of step.args.fields) {
      extracted.add(output);
      const path = ['steps', step.index, 'extract', output];
      const type = declared.includes(output) ? automation.outputs[output]?.type : undefined;
      if (type === undefined) {
        const message = `${output} is not declared under outputs.${suggest(output, declared)}`;
        faults.push({ code: 'output_undeclared', message, path, isAboutKey: true });
      } else if (as !== type) {
        const message = `${output} is declared as ${type}, but extracted as ${as}.`;
        faults.push({ code: 'output_type_mismatch', message, path: [...path, 'as'] });
      }
    }
  }
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
    if (condition.type !== 'input' || inputs.includes(condition.input)) return;
    const message = `There is no input ${condition.input}.${suggest(condition.input, inputs)}`;
    faults.push({ code: 'input_unknown', message, path: [...path, 'input'] });
  };
  for (const step of automation.steps) {
    for (const { path, condition } of stepConditions(step)) visit(condition, ['steps', step.index, ...path]);
  }
  return faults;
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
