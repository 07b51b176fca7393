import type { Failure } from '../../lib/domain/failure';
import type { AttemptResult } from '../../lib/domain/retry-policy';
import type { Redactor } from '../../lib/secrets/redactor';
import type { AttemptOutcome } from '../lanes/attempt-outcome';
import type { StepFault } from './step-failure';

/** Takes the row's secrets out of everything that will be stored of an attempt. */
export function redactOutcome(outcome: AttemptOutcome, redactor: Redactor): AttemptOutcome {
  if (redactor.values.length === 0) return outcome;
  const { redact, redactData } = redactor;
  const redactOrNull = (text: string | null) => text && redact(text);
  return {
    ...outcome,
    result: redactResult(outcome.result, redactor),
    output: redactData(outcome.output),
    steps: outcome.steps.map((step) => ({
      ...step,
      title: redact(step.title),
      ...(step.message !== undefined && { message: redact(step.message) }),
    })),
    warnings: outcome.warnings.map(redact),
    pageText: redactOrNull(outcome.pageText),
    pageUrl: redactOrNull(outcome.pageUrl),
    pageTitle: redactOrNull(outcome.pageTitle),
    pageErrors: outcome.pageErrors?.map((error) => ({
      ...error,
      text: redact(error.text),
      url: redact(error.url),
    })),
    artifacts: outcome.artifacts.map((file) => ({
      ...file,
      name: redact(file.name),
      ...(file.meta && { meta: redactData(file.meta) }),
    })),
  };
}

function redactResult(result: AttemptResult, redactor: Redactor): AttemptResult {
  if (result.kind !== 'failed') return result;
  const { stepTitle } = result.failure;
  const failure: Failure = {
    ...result.failure,
    ...redactFault(result.failure, redactor),
    ...(stepTitle !== undefined && { stepTitle: redactor.redact(stepTitle) }),
  };
  return { ...result, failure };
}

/** The same for what is known of a failure as soon as its step has ended. */
export function redactFault(fault: StepFault, { redact }: Pick<Redactor, 'redact'>): StepFault {
  const { message, hint, selector, url } = fault;
  return {
    ...fault,
    message: redact(message),
    ...(hint !== undefined && { hint: redact(hint) }),
    ...(selector !== undefined && { selector: redact(selector) }),
    ...(url !== undefined && { url: redact(url) }),
  };
}
