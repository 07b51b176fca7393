import type { Page } from 'playwright';
import type { Claim, LaneHold } from '../../lib/domain/lane';
import { makeJobId } from '../../lib/domain/run-id';
import { toRowData } from '../../lib/domain/wire/job';
import { NO_SECRETS } from '../../lib/secrets/redactor';
import { artifactName, encodeContent } from '../../lib/services/artifacts/encode-content';
import type { PrepareRow, RowPage, RowRun } from '../attempt/prepare-row';
import type { PlannedStep } from '../attempt/step-loop';
import { contextOptions } from '../plan/context-options';
import { nameFault, toOutput } from './handler-faults';
import { markFirstWrite } from './mark-first-write';
import type { HandlerBrowser, HandlerEffect, RowHandler, RowHandlerInput } from './row-handler';

/** A function that runs the rows of one batch. */
export interface HandlerPlan {
  readonly runId: string;
  readonly headers: readonly string[];
  readonly handler: RowHandler;
  readonly effect: HandlerEffect | undefined;
  /** What `page.goto('/path')` is relative to. */
  readonly baseUrl: string | undefined;
  /** How the browser context is opened, over Furrow's own way. */
  readonly browser: HandlerBrowser | undefined;
}

const NAVIGATION_TIMEOUT_MS = 30_000;

/** Makes rows ready that a function runs, through the same attempts as those of an automation: one step for all of it. */
export function createHandlerPreparer(plan: HandlerPlan): PrepareRow {
  const { baseUrl = '', effect = 'submit' } = plan;
  // Requests of a service worker cannot be held: without one, the page sends them itself.
  const seen = plan.effect === undefined ? { serviceWorkers: 'block' as const } : {};
  const options = {
    ...contextOptions({}, baseUrl),
    ...seen,
    ...(baseUrl && { baseURL: baseUrl }),
    ...plan.browser,
  };
  return async (hold, claim) => ({
    kind: 'ready',
    isFunction: true,
    effect,
    baseUrl,
    hasSecrets: false,
    redactor: NO_SECRETS,
    contextOptions: options,
    sessionName: null,
    bind: (at) => bindHandler(plan, { hold, claim, page: at.tabs.current(), ...at }),
  });
}

interface Bound extends RowPage {
  readonly page: Page;
  readonly hold: LaneHold;
  readonly claim: Claim;
}

function bindHandler(plan: HandlerPlan, bound: Bound): RowRun {
  const { row_timeout } = bound.claim.settings;
  let output: Readonly<Record<string, unknown>> = {};
  const step: PlannedStep = {
    ...{ no: 1, verb: 'handler', title: 'Row handler', isOptional: false, isCommit: false },
    timeoutMs: row_timeout * 1000,
    retry: { times: 0, delayMs: 0 },
    isWanted: async () => true,
    prepare: async () => undefined,
    settle: async () => undefined,
    run: async (timeoutMs) => {
      output = toOutput(await callHandler(plan, bound, timeoutMs));
    },
  };
  return {
    ...{
      steps: [step],
      stepCount: 1,
      findMasks: async () => [],
      lastLocator: () => null,
      output: () => output,
    },
    warnings: () => (plan.effect === 'submit' && !bound.gate.isPassed ? unmarkedWrites(bound) : []),
  };
}

function unmarkedWrites({ watch }: Bound): string[] {
  return watch.writes.map(
    (write) =>
      `The handler says effect: submit, but sent ${write} without commit(): a retry may send it again.`,
  );
}

async function callHandler(plan: HandlerPlan, bound: Bound, timeoutMs: number): Promise<unknown> {
  const { page, gate, claim } = bound;
  const ended = new AbortController();
  const { promise: refused, reject } = Promise.withResolvers<never>();
  refused.catch(() => undefined);
  let refusal: { readonly error: unknown } | null = null;
  const refuse = (error: unknown) => {
    refusal ??= { error };
    reject(error);
  };
  const signal = AbortSignal.any([bound.signal, AbortSignal.timeout(Math.ceil(timeoutMs)), ended.signal]);
  page.setDefaultTimeout(claim.settings.step_timeout * 1000);
  page.setDefaultNavigationTimeout(NAVIGATION_TIMEOUT_MS);
  try {
    if (plan.effect === undefined) await markFirstWrite(page.context(), gate, refuse);
    const input = handlerInput(plan, bound, signal, refuse);
    // Async also for a handler that throws before its first await.
    const result = await Promise.race([(async () => plan.handler(input))(), refused]);
    // A handler may have caught what said that its commit was refused: the row is not done all the same.
    if (refusal) throw (refusal as { error: unknown }).error;
    return result;
  } catch (error) {
    throw nameFault(error);
  } finally {
    ended.abort();
  }
}

function handlerInput(
  plan: HandlerPlan,
  { hold, claim, page, writer, gate }: Bound,
  signal: AbortSignal,
  refuse: (error: unknown) => void,
): RowHandlerInput {
  const { rowIndex } = claim;
  return {
    page,
    row: toRowData(plan.headers, claim.cells),
    attempt: {
      batchId: hold.batchId,
      jobId: makeJobId(plan.runId, rowIndex),
      rowIndex,
      number: claim.attemptNo,
      isRetry: claim.roundAttemptNo > 1,
    },
    artifact: async (type, content, { extension, meta } = {}) => {
      const { data, extension: chosen, contentType } = encodeContent(content, extension);
      const file = { type, name: artifactName(type, chosen), contentType, extension: chosen, data };
      await writer.write(meta ? { ...file, meta } : file);
    },
    commit: async <T>(send: () => Promise<T>): Promise<T> => {
      const sent: T[] = [];
      try {
        await gate.pass(async () => {
          sent.push(await send());
        });
      } catch (error) {
        if (!gate.isPassed) refuse(error);
        throw error;
      }
      return sent[0] as T;
    },
    signal,
  };
}
