import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../../bin/furrow.js', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface FurrowAnswer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The whole of stdout as one JSON document; throws when it is anything else. */
  // biome-ignore lint/suspicious/noExplicitAny: a test asserts what it reads of a document.
  json(): any;
}

export interface FurrowProcess {
  readonly child: ChildProcess;
  readonly answer: Promise<FurrowAnswer>;
  /** Resolves when stderr contains the text. */
  seen(text: string): Promise<void>;
}

export interface FurrowOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string;
}

/** Starts the real program as a person would: `furrow ...args`. */
export function startFurrow(args: readonly string[], options: FurrowOptions): FurrowProcess {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: options.cwd ?? root,
    // Not the environment of the tests: a command must not need anything of it.
    env: { NODE_ENV: 'production', PATH: process.env.PATH, HOME: process.env.HOME, ...options.env },
  });
  let stdout = '';
  let stderr = '';
  // Decoded as a stream: a letter of several bytes may lie across two chunks.
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const answer = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    stdout,
    stderr,
    json: () => {
      try {
        return JSON.parse(stdout);
      } catch {
        throw new Error(`no JSON document on stdout: ${stdout}\nstderr: ${stderr}`);
      }
    },
  }));
  const seen = async (text: string): Promise<void> => {
    while (!stderr.includes(text)) {
      if (child.exitCode !== null) throw new Error(`ended without "${text}": ${stderr}`);
      await Promise.race([once(child.stderr, 'data'), once(child, 'close')]);
    }
  };
  return { child, answer, seen };
}

export function furrow(args: readonly string[], options: FurrowOptions): Promise<FurrowAnswer> {
  return startFurrow(args, options).answer;
}
