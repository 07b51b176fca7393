import { errors } from 'playwright';
import type { StepArgs } from '../../lib/automation/step';
import { StepFailure } from '../attempt/step-failure';
import type { StepVerb } from './step-context';

const MAX_RESULT_LENGTH = 1_000_000;

/** Runs in the page's own world; what it throws is the page's mismatch, not ours. */
export const evaluate: StepVerb<'evaluate'> = {
  async run(args, context) {
    const result = await context.page.evaluate(expressionOf(args)).catch((error: unknown) => {
      // Closed under it, or crashed: not the script's doing.
      if (error instanceof errors.TimeoutError || context.page.isClosed()) throw error;
      throw failed('script_failed', `The script failed: ${firstLine(error)}`, context.page.url());
    });
    if (args.into === undefined) return;
    const json = JSON.stringify(result ?? null) ?? 'null';
    if (json.length > MAX_RESULT_LENGTH) {
      throw failed('script_result_too_large', 'The script gave more than 1 MB.', context.page.url());
    }
    context.setOutput(args.into, JSON.parse(json));
  },
};

/** Not `eval` in the page, which a page may forbid. What a cell says comes in as JSON, never as code. */
function expressionOf({ script, with: given }: StepArgs<'evaluate'>): string {
  const expression = script.replace(/[;\s]+$/, '');
  return `(async () => {
    const result = (${expression}
    );
    return typeof result === 'function' ? result(${JSON.stringify(given)}) : result;
  })()`;
}

function failed(code: string, message: string, url: string): StepFailure {
  return new StepFailure({ kind: 'page_mismatch', code, message, url });
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').replace(/^page\.evaluate: /, '').slice(0, 500);
}
