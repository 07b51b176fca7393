import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NotFoundError, ValidationError } from '../lib/domain/errors';
import { isAutomationFile, readAutomationFile } from '../lib/services/automations/automation-file';
import { type AutomationView, getAutomation } from '../lib/services/automations/get-automation';
import { requireValid, saveAutomation } from '../lib/services/automations/save-automation';
import { projectFolder } from '../supervisor/build';
import type { Session } from './session';
import type { Terminal } from './terminal';

export interface LoadedAutomation {
  readonly automation: ReturnType<typeof requireValid>['automation'];
  /** Keeps it as a version if it is not kept yet. */
  save(): Promise<Pick<AutomationView, 'name' | 'version'>>;
}

/**
 * The automation that `--automation` names: a YAML file, a stored one, or a sample of the checkout. Stores nothing yet.
 * @throws ValidationError `automation_not_found`, `automation_invalid`; FileProcessingError
 */
export async function loadAutomation(
  terminal: Terminal,
  session: Session,
  nameOrFile: string,
): Promise<LoadedAutomation> {
  const { context } = session;
  if (isAutomationFile(nameOrFile)) {
    const { automation, source, fileName } = await readAutomationFile(nameOrFile);
    return { automation, save: () => saveAutomation(context, { source, fileName }) };
  }
  try {
    const stored = await getAutomation(context, { name: nameOrFile });
    const { automation } = requireValid(stored.resolved, stored.name);
    return { automation, save: async () => stored };
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    return (await loadSample(terminal, session, nameOrFile)) ?? raiseAsInput(error);
  }
}

/** Here the name is input to another command, not the thing asked for. */
function raiseAsInput(error: NotFoundError): never {
  throw new ValidationError(error.code, error.message, error.details);
}

async function loadSample(
  terminal: Terminal,
  session: Session,
  name: string,
): Promise<LoadedAutomation | null> {
  const path = join(projectFolder, 'examples', 'automations', `${name}.yaml`);
  if (!/^[a-z0-9-]+$/.test(name) || !existsSync(path)) return null;
  const practiceUrl = `http://127.0.0.1:${session.env.FURROW_PRACTICE_PORT}`;
  const source = (await readFile(path, 'utf8')).replaceAll('http://127.0.0.1:4010', practiceUrl);
  const fileName = `${name}.yaml`;
  const { automation } = requireValid(source, fileName);
  const save = () => {
    terminal.log(`Adding the sample automation ${name} (${practiceUrl})`);
    return saveAutomation(session.context, { source, fileName });
  };
  return { automation, save };
}
