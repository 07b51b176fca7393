import type { Condition } from './condition';
import type { Automation } from './schema';
import { ownArgs, stepConditions, stepVariables } from './step';
import { compileTemplate, type TemplateFilter, type TemplateName } from './template';
import { visitTexts } from './visit-texts';
import { type PlacedStep, usingStep, walkSteps } from './walk-steps';

/** What an automation's templates and conditions look up, so that a batch can be refused before it runs. */
export interface ReferencedNames {
  readonly inputs: ReadonlySet<string>;
  /** Headers named by `row.x` or `row["x"]`. */
  readonly columns: ReadonlySet<string>;
  /** Variables that the batch must set: no step does. */
  readonly vars: ReadonlySet<string>;
  readonly secrets: ReadonlySet<string>;
}

/** A look-up with `default` as its first filter may be missing and is not counted for columns and vars. */
export function referencedNames(automation: Automation): ReferencedNames {
  const names = {
    input: new Set<string>(),
    row: new Set<string>(),
    var: new Set<string>(),
    secret: new Set<string>(),
  };
  const add = (place: unknown, isOwn: boolean) =>
    visitTexts(place, (source) => {
      for (const { name, mayBeMissing } of lookUps(source)) {
        if (!('key' in name) || (name.root === 'input' ? !isOwn : mayBeMissing)) continue;
        names[name.root].add(name.key);
      }
    });
  add([automation.session, automation.browser], true);
  for (const placed of allPlaced(automation)) {
    const { step } = placed;
    // Inputs of a used automation are its own.
    const isOwn = usingStep(placed) === null;
    add([ownArgs(step), step.when], isOwn);
    for (const { condition } of isOwn ? stepConditions(step) : []) addInputs(condition, names.input);
  }
  for (const { step } of allPlaced(automation)) {
    for (const name of stepVariables(step)) names.var.delete(name);
  }
  return { inputs: names.input, columns: names.row, vars: names.var, secrets: names.secret };
}

/** Every secret that some template names, also where it may be missing. */
export function namedSecrets(automation: Automation): ReadonlySet<string> {
  const secrets = new Set<string>();
  visitTexts(templatePlaces(automation), (source) => {
    for (const name of templateNames(source)) if (name.root === 'secret') secrets.add(name.key);
  });
  return secrets;
}

function templatePlaces(automation: Automation): unknown[] {
  const { browser, session } = automation;
  return [session, ...allPlaced(automation).flatMap(({ step }) => [ownArgs(step), step.when]), browser];
}

function allPlaced({ steps, verify }: Automation): PlacedStep[] {
  return [...walkSteps(steps), ...walkSteps(verify?.steps ?? [])];
}

/** The names that a text's templates look up. */
export function templateNames(source: string): TemplateName[] {
  return lookUps(source).map(({ name }) => name);
}

interface LookUp {
  readonly name: TemplateName;
  readonly filters: readonly TemplateFilter[];
  readonly mayBeMissing: boolean;
}

/** A text's look-ups; one whose first filter is `default` may be missing. */
export function lookUps(source: string): LookUp[] {
  const compiled = compileTemplate(source);
  if (!compiled.ok) return [];
  return compiled.template.parts.flatMap((part) =>
    'text' in part ? [] : [{ ...part, mayBeMissing: part.filters[0]?.name === 'default' }],
  );
}

function addInputs(condition: Condition, inputs: Set<string>): void {
  if (condition.type === 'input') inputs.add(condition.input);
  if (condition.type === 'not') addInputs(condition.condition, inputs);
  if ('conditions' in condition) for (const one of condition.conditions) addInputs(one, inputs);
}
