import { createReadStream, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, extname, isAbsolute, join, parse, relative, resolve } from 'node:path';
import { FileProcessingError, SecurityError } from '../../domain/errors';
import { fileTooLarge } from './limit-bytes';

export interface LocalFile {
  /** Without folders, for people. */
  readonly filename: string;
  /** The bytes from the start; may be called again. */
  open(): AsyncIterable<Uint8Array>;
}

export interface LocalFileRules {
  /** False: only files below the working directory. */
  readonly allowPathTraversal: boolean;
  readonly workingDirectory?: string | undefined;
  /** A larger file is refused before anything of it is read: nobody should wait until so much is. */
  readonly maxFileSizeMb?: number | undefined;
}

/**
 * Opens a file of this machine for the library and the CLI; HTTP never takes a path.
 * @throws FileProcessingError `file_not_found`, `file_unreadable`, `file_too_large`; SecurityError `access_denied`
 */
export function openLocalFile(path: string, rules: LocalFileRules): LocalFile {
  const workingDirectory = realPath(resolve(rules.workingDirectory ?? '.'));
  const asked = resolve(workingDirectory, path);
  // Both the name and what it stands for: a link must not lead where its name may not.
  const real = realPath(asked);
  for (const candidate of [asked, real]) checkPlace(candidate, workingDirectory, rules);
  checkSize(fileSize(path, real), rules.maxFileSizeMb);
  return { filename: basename(asked), open: () => createReadStream(real) };
}

function checkPlace(path: string, workingDirectory: string, rules: LocalFileRules): void {
  if (isBelow(path, workingDirectory)) return;
  if (!rules.allowPathTraversal) {
    throw new SecurityError(
      'access_denied',
      `Access denied: Path traversal detected. ${path} is outside ${workingDirectory}; move the file there, or set BATCH_ALLOW_PATH_TRAVERSAL=true.`,
      { path },
    );
  }
  const sensitive = sensitiveDirectories().find((directory) => isBelow(path, directory));
  if (sensitive === undefined) return;
  throw new SecurityError(
    'access_denied',
    `Access denied: ${path} is in a sensitive system directory (${sensitive}). Copy the file to another folder.`,
    { path, directory: sensitive },
  );
}

function fileSize(path: string, real: string): number {
  const stat = statSync(real, { throwIfNoEntry: false });
  if (!stat) throw new FileProcessingError('file_not_found', `CSV file not found: ${path}`, { path });
  if (stat.isDirectory()) {
    throw new FileProcessingError('file_unreadable', `${path} is a folder: name the CSV file in it.`, {
      path,
    });
  }
  return stat.size;
}

function checkSize(sizeBytes: number, maxFileSizeMb: number | undefined): void {
  if (maxFileSizeMb === undefined) return;
  const limit = Math.floor(maxFileSizeMb * 1024 * 1024);
  if (sizeBytes > limit) throw fileTooLarge(limit, maxFileSizeMb);
}

const USUAL_EXTENSIONS = ['.csv', '.tsv', '.tab', '.txt'];

/** What to say of a name that tables seldom have; null for a usual one. Only the content decides what is read. */
export function unusualExtension({ filename }: Pick<LocalFile, 'filename'>): string | null {
  const extension = extname(filename).toLowerCase();
  if (USUAL_EXTENSIONS.includes(extension)) return null;
  const ending = extension === '' ? 'has no extension' : `ends in ${extension}`;
  return `${filename} ${ending}; it is read as CSV.`;
}

const SYSTEM = ['/etc', '/usr', '/bin', '/sbin', '/proc', '/sys', '/dev', '/boot', '/root/.ssh'];
const MAC = ['/System', '/Library/Preferences'];
const WINDOWS = ['C:\\Windows', 'C:\\Program Files'];
const HOME = ['.ssh', '.aws', '.gnupg'];

function sensitiveDirectories(): string[] {
  const home = HOME.map((name) => join(homedir(), name));
  const system = process.platform === 'win32' ? WINDOWS : [...SYSTEM, ...MAC];
  return [...system, ...home].flatMap((directory) => [directory, realPath(directory)]);
}

/** The path without links; of what does not exist, the part that does is resolved. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const { dir, base, root } = parse(path);
    return path === root ? path : join(realPath(dir), base);
  }
}

function isBelow(path: string, directory: string): boolean {
  const way = relative(directory, path);
  return way === '' || !(way === '..' || /^\.\.[\\/]/.test(way) || isAbsolute(way));
}
