import type { BatchConfig } from '../lib/config/batch-config';
import { BatchEngineError } from '../lib/domain/errors';
import type { AttemptRecord, Claim, LaneHold } from '../lib/domain/lane';
import { createLog, type Log, type LogOptions } from '../lib/log/create-log';

export type WorkerLogger = Log;

const PINO_LEVELS: Readonly<Record<BatchConfig['logLevel'], string>> = {
  DEBUG: 'debug',
  INFO: 'info',
  WARNING: 'warn',
  ERROR: 'error',
  CRITICAL: 'fatal',
};

/** From now on, also for loggers derived from it later. */
export function setLogLevel(log: WorkerLogger, level: BatchConfig['logLevel']): void {
  log.level = PINO_LEVELS[level];
}

/** One line per event on stderr; ids and codes only, never a cell's value. */
export function createLogger(
  level: BatchConfig['logLevel'],
  service = 'worker',
  to: LogOptions['to'] = 2,
): WorkerLogger {
  return createLog({ service, level: PINO_LEVELS[level], to });
}

/** Why a browser on another host cannot be used; our own messages about that hold no cell and no password. */
export function remoteFailure(error: unknown): object {
  return error instanceof BatchEngineError ? { code: error.code, reason: error.message } : { err: error };
}

/** The names under which a row appears in every line about it. */
export function rowFields(hold: LaneHold, claim: Pick<Claim, 'rowIndex' | 'attemptNo'>) {
  return { batch: hold.batchId, row: claim.rowIndex, attempt: claim.attemptNo, lane: hold.laneNo };
}

/** One line for each attempt that ended. The message of a failure may hold a cell, so only its code is logged. */
export function logAttempt(log: WorkerLogger, hold: LaneHold, record: AttemptRecord): void {
  const { attemptState, durationMs, decision, failure } = record;
  log.info(
    {
      ...rowFields(hold, record),
      state: attemptState,
      job: decision.state,
      durationMs: Math.round(durationMs),
      ...(failure && { kind: failure.kind, code: failure.code, step: failure.step }),
    },
    'attempt ended',
  );
}
