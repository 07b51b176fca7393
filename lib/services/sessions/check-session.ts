import { suggest } from '../../automation/did-you-mean';
import { checkInputs } from '../../automation/inputs';
import { lookUps } from '../../automation/referenced-names';
import type { Automation } from '../../automation/schema';
import { compileTemplate } from '../../automation/template';
import type { Database } from '../../db/connect';
import { ValidationError } from '../../domain/errors';
import { secretNames } from '../secrets/secret-names';

interface InputFault {
  readonly path: string;
  readonly message: string;
}

/**
 * Refuses a session that could never sign in.
 * @param texts input of the automation -> text; may name secrets and nothing else
 * @throws ValidationError `session_invalid` with one entry for each fault
 */
export async function checkSession(
  db: Database,
  automation: Automation,
  texts: Readonly<Record<string, string>>,
): Promise<void> {
  const secrets = await secretNames(db);
  const given = Object.entries(texts);
  const errors = [
    ...(automation.session === undefined ? [] : [ownSession(automation)]),
    ...given.flatMap(([input, text]) => checkText(automation, input, text, secrets)),
    ...missingInputs(automation, texts),
  ];
  if (errors.length === 0) return;
  const text = errors.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new ValidationError('session_invalid', `The session cannot be stored: ${text}.`, { errors });
}

function ownSession({ name }: Automation): InputFault {
  return { path: 'automation', message: `${name} runs with a session itself, so it cannot make one` };
}

function checkText(
  automation: Automation,
  input: string,
  text: string,
  secrets: ReadonlySet<string>,
): InputFault[] {
  const fault = (message: string) => [{ path: `inputs.${input}`, message }];
  const known = Object.keys(automation.inputs);
  if (!known.includes(input)) {
    return fault(`is no input of ${automation.name}.${suggest(input, known)}`.replace(/\.$/, ''));
  }
  const compiled = compileTemplate(text);
  if (!compiled.ok) return fault(`is no template: ${compiled.problem.message}`);
  const found = lookUps(text);
  const foreign = found.find(({ name }) => name.root !== 'secret' && name.root !== 'literal');
  if (foreign) return fault('can name secrets only: {{ secret.name }}');
  if (found.some(({ filters }) => filters.some(({ name }) => name === 'totp'))) {
    return fault(
      'holds a code that would be too old at its step: give the key, and write | totp in the step',
    );
  }
  const unset = found.flatMap(({ name }) =>
    name.root === 'secret' && !secrets.has(name.key) ? [name.key] : [],
  );
  if (unset.length > 0) return fault(`names a secret that is not set: ${unset.join(', ')}`);
  if (automation.inputs[input]?.type === 'secret' && found.length === 0 && text !== '') {
    return fault('is secret: set a secret and name it here, {{ secret.name }}');
  }
  return [];
}

/** What needs no secret is checked as a row's cell would be. */
function missingInputs(automation: Automation, texts: Readonly<Record<string, string>>): InputFault[] {
  const plain = new Map(Object.entries(texts));
  return checkInputs(automation.inputs, plain).problems.flatMap(({ input, message }) =>
    (texts[input] ?? '').includes('{{') ? [] : [{ path: `inputs.${input}`, message }],
  );
}
