import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { FileProcessingError } from '../../domain/errors';
import { requireValid } from './save-automation';

/** Whether a name of the CLI or the library means a file; everything else is the name of a stored automation. */
export function isAutomationFile(nameOrFile: string): boolean {
  return /\.ya?ml$/i.test(nameOrFile) || /[\\/]/.test(nameOrFile);
}

/** @throws FileProcessingError `automation_file_not_found`, ValidationError `automation_invalid` */
export async function readAutomationFile(path: string) {
  const source = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'Automation file not found' : `Cannot read (${error.code})`;
    throw new FileProcessingError('automation_file_not_found', `${reason}: ${path}`, { path });
  });
  return { source, fileName: basename(path), ...requireValid(source, path) };
}
