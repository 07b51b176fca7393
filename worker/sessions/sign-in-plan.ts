import { checkInputs } from '../../lib/automation/inputs';
import { parseAutomation } from '../../lib/automation/parse-automation';
import { namedSecrets, templateNames } from '../../lib/automation/referenced-names';
import { renderText } from '../../lib/automation/render-template';
import type { Automation } from '../../lib/automation/schema';
import type { Scope } from '../../lib/automation/scope';
import type { ReadyRow } from '../attempt/prepare-row';
import { StepFailure } from '../attempt/step-failure';
import { oneTimeCode } from '../plan/one-time-code';
import type { ReadSecrets } from '../plan/read-secrets';
import { readyRow } from '../plan/ready-row';

/** How one login is made, and how the site is asked whether it still holds. */
export interface SignInPlan {
  readonly signIn: ReadyRow;
  /** Null when the automation has no `verify`: then only a row can tell. */
  readonly probe: ReadyRow | null;
}

export interface SignInFacts {
  readonly name: string;
  readonly automationName: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly source: string | null;
}

const STEP_TIMEOUT_SECONDS = 10;

/**
 * The steps that sign in, with this login's inputs and secrets.
 * @throws StepFailure of kind `needs_person`: what is stored of the login does not make one; UnreadableSecret
 */
export async function planSignIn(facts: SignInFacts, readSecrets: ReadSecrets): Promise<SignInPlan> {
  const automation = readAutomation(facts);
  const texts = Object.entries(facts.inputs);
  const inInputs = texts.flatMap(([, text]) =>
    templateNames(text).flatMap((name) => (name.root === 'secret' ? [name.key] : [])),
  );
  const secret = await readSecrets(new Set([...namedSecrets(automation), ...inInputs]));
  const scope = scopeFor(new Map(), secret);
  const given = new Map(texts.map(([input, text]) => [input, renderText(text, scope)]));
  const { values, problems } = checkInputs(automation.inputs, given);
  const [problem] = problems;
  if (problem) throw notUsable(facts.name, `its input ${problem.input} ${problem.message}`);
  const options = { stepTimeoutSeconds: STEP_TIMEOUT_SECONDS };
  const ready = (steps: Automation['steps']) =>
    readyRow(automation, scopeFor(values, secret), { ...options, steps });
  const probeSteps = automation.verify?.steps ?? [];
  return {
    signIn: ready(automation.steps),
    probe: probeSteps.length > 0 ? ready(probeSteps) : null,
  };
}

function readAutomation({ name, automationName, source }: SignInFacts): Automation {
  if (source === null) throw notUsable(name, `there is no automation ${automationName} that signs in`);
  const parsed = parseAutomation(source, { fileName: automationName });
  if (parsed.ok) return parsed.automation;
  throw notUsable(name, `the automation ${automationName} is not accepted any more: save it again`);
}

function scopeFor(input: Scope['input'], secret: Scope['secret']): Scope {
  return {
    ...{ input, secret, row: new Map(), var: new Map() },
    ...{ batch: { id: '' }, job: { rowNumber: 0 }, totp: oneTimeCode },
  };
}

function notUsable(name: string, reason: string): StepFailure {
  const message = `The session ${name} cannot sign in: ${reason}.`;
  return new StepFailure({ kind: 'needs_person', code: 'session_unusable', message });
}
