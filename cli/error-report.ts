import { CommanderError } from 'commander';
import {
  BatchEngineError,
  ConfigurationError,
  ConflictError,
  FileProcessingError,
  ForbiddenError,
  NotFoundError,
  SecurityError,
  ValidationError,
} from '../lib/domain/errors';
import { EXIT, type ExitCode } from './output';

export interface ErrorReport {
  readonly exitCode: ExitCode;
  readonly body: {
    readonly error: { readonly code: string; readonly message: string; readonly details: object };
  };
}

/** Somebody pressed Ctrl-C before there was a batch to stop. */
export class InterruptedError extends Error {}

const INPUT_ERRORS = [
  ConfigurationError,
  ConflictError,
  FileProcessingError,
  ForbiddenError,
  SecurityError,
  ValidationError,
];

/** What an error means outside: exit code and JSON document. Only unexpected errors keep their stack out of it. */
export function reportError(error: unknown): ErrorReport {
  if (error instanceof CommanderError) {
    const isHelp = error.code === 'commander.help';
    const message = isHelp ? 'Say which command: see --help.' : error.message.replace(/^error: /, '');
    return report(EXIT.invalid, 'usage_invalid', message);
  }
  if (error instanceof InterruptedError) return report(EXIT.problems, 'interrupted', error.message);
  if (error instanceof BatchEngineError) {
    return report(exitCodeOf(error), error.code, error.message, error.details);
  }
  const message = error instanceof Error ? error.message : String(error);
  return report(EXIT.failed, isUnreachable(error) ? 'database_unreachable' : 'internal_error', message);
}

function exitCodeOf(error: BatchEngineError): ExitCode {
  if (error instanceof NotFoundError) return EXIT.problems;
  return INPUT_ERRORS.some((type) => error instanceof type) ? EXIT.invalid : EXIT.failed;
}

function report(exitCode: ExitCode, code: string, message: string, details: object = {}): ErrorReport {
  return { exitCode, body: { error: { code, message, details } } };
}

function isUnreachable(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT';
}
