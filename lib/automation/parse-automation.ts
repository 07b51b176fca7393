import { checkAutomation } from './check-automation';
import { checkSecrets } from './check-secrets';
import { checkUses } from './check-uses';
import type { Fault, FaultPath } from './fault';
import { fillUses, namedUses, type UsableAutomation, writtenUses } from './fill-uses';
import { readYaml, type YamlText } from './read-yaml';
import { referencedNames } from './referenced-names';
import { type Automation, automationSchema } from './schema';
import { EVALUATE_REFUSED } from './steps/evaluate';
import { walkSteps } from './walk-steps';
import { sizeFault } from './yaml-limits';
import { nameKnownKeys, toFaults } from './zod-faults';

/** One fault with its 1-based place; `path` is dotted, `steps.3.click`, empty for the whole document. */
export interface AutomationProblem {
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly fileName?: string;
}

export type ParsedAutomation =
  | {
      readonly ok: true;
      readonly automation: Automation;
      readonly warnings: readonly AutomationProblem[];
      /** The document with what its `use` steps run in it, as a text of its own; null when it is the text itself. */
      readonly resolved: string | null;
    }
  | { readonly ok: false; readonly problems: readonly AutomationProblem[] };

const MAX_PROBLEMS = 100;

export interface ParseOptions {
  /** Shown in problems. */
  readonly fileName?: string | undefined;
  /** Names of the secrets that are set; without it nobody asks whether those that are named exist. */
  readonly secrets?: ReadonlySet<string> | undefined;
  /** Whether `evaluate` may be used; without it nobody asks. */
  readonly allowsEvaluate?: boolean | undefined;
  /** What `use` steps may name; without it nobody asks whether what they name exists. */
  readonly usable?: readonly UsableAutomation[] | undefined;
}

/**
 * Reads and checks an automation's YAML text. All faults come back, in the document's order, each with its place;
 * checks across the document wait until its shape is right. Never throws on any text.
 */
export function parseAutomation(source: string, options: ParseOptions = {}): ParsedAutomation {
  const file = options.fileName === undefined ? {} : { fileName: options.fileName };
  const read = readYaml(source);
  if (!read.ok)
    return { ok: false, problems: read.problems.map((problem) => ({ ...problem, path: '', ...file })) };
  const { yaml } = read;
  // Cut before placing: finding a place takes time with the size of the document.
  const place = (faults: readonly Fault[]) =>
    faults
      .slice(0, MAX_PROBLEMS)
      .map((fault) => ({ ...placed(fault, yaml), ...file }))
      .sort(inOrder);
  const isFilled = options.usable !== undefined;
  const written = isFilled ? writtenUses(yaml.data) : [];
  if (written.length > 0) return { ok: false, problems: place(written.map(unknownUsed)) };
  const data = options.usable ? fillUses(yaml.data, options.usable) : yaml.data;
  const parsed = automationSchema.safeParse(data, { error: nameKnownKeys });
  if (!parsed.success) return { ok: false, problems: place(toFaults(parsed.error.issues, data)) };
  const faults = [...checkAutomation(parsed.data, data), ...checkUses(parsed.data, isFilled)];
  if (options.allowsEvaluate === false) faults.push(...refusedScripts(parsed.data));
  if (options.secrets) faults.push(...checkSecrets(data, options.secrets));
  const resolved = namedUses(data).length > 0 && isFilled ? JSON.stringify(data) : null;
  const tooLarge = resolved && sizeFault(resolved);
  if (tooLarge) faults.push({ ...tooLarge, path: [] });
  if (faults.length > 0) return { ok: false, problems: place(faults) };
  return { ok: true, automation: parsed.data, warnings: place(unusedInputs(parsed.data)), resolved };
}

/** Also those of automations that are used. */
function refusedScripts({ steps, verify }: Automation): Fault[] {
  const placed = [...walkSteps(steps, ['steps']), ...walkSteps(verify?.steps ?? [], ['verify'])];
  return placed
    .filter(({ step }) => step.verb === 'evaluate')
    .map(({ path }) => ({ ...EVALUATE_REFUSED, path: [...path, 'evaluate'], isAboutKey: true }));
}

function unknownUsed(path: FaultPath): Fault {
  const message = 'used is not a key of use: Furrow fills it in when the automation is saved.';
  return { code: 'unknown_key', message, path, isAboutKey: true };
}

function placed(fault: Fault, yaml: YamlText): AutomationProblem {
  const { code, message, path, isAboutKey, offset } = fault;
  const place = yaml.locate(path, {
    isAboutKey: isAboutKey ?? false,
    ...(offset === undefined ? {} : { offset }),
  });
  return { code, message, ...place, path: path.join('.') };
}

function inOrder(a: AutomationProblem, b: AutomationProblem): number {
  return a.line - b.line || a.column - b.column;
}

function unusedInputs(automation: Automation): Fault[] {
  const { inputs } = referencedNames(automation);
  return Object.keys(automation.inputs)
    .filter((input) => !inputs.has(input))
    .map((input) => ({
      code: 'input_unused',
      message: `No step uses the input ${input}.`,
      path: ['inputs', input],
      isAboutKey: true,
    }));
}
