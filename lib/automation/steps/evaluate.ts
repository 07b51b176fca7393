import { z } from 'zod';
import { fieldName, text } from '../fields';
import { omitUndefined } from '../omit-undefined';
import { defineStep } from './define-step';

export interface EvaluateArgs {
  /** JavaScript as written: an expression, or a function that is given `with`. Never a template: a cell is no code. */
  readonly script: string;
  /** Name -> template. */
  readonly with: Readonly<Record<string, string>>;
  /** The output that takes the result. */
  readonly into?: string;
}

const MAX_SHOWN = 60;
const scriptText = z.string().trim().min(1, 'must not be empty').max(20_000);

const schema = z
  .union([
    scriptText,
    z.strictObject({
      script: scriptText,
      with: z.record(fieldName, z.union([text, z.number(), z.boolean()])).optional(),
      into: fieldName.optional(),
    }),
  ])
  .transform((raw): EvaluateArgs => {
    if (typeof raw === 'string') return { script: raw, with: {} };
    const given = Object.entries(raw.with ?? {}).map(([name, value]) => [name, String(value)]);
    return { script: raw.script, with: Object.fromEntries(given), ...omitUndefined({ into: raw.into }) };
  });

export const evaluateStep = defineStep({
  verb: 'evaluate',
  isActing: true,
  schema,
  outputs: ({ into }) =>
    into === undefined ? [] : [{ output: into, as: 'json', isList: false, path: ['into'] }],
  describe: ({ script, into }) => {
    const line = script.replace(/\s+/g, ' ');
    const shown = line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN - 1)}…` : line;
    return into === undefined ? `runs the script ${shown}` : `reads ${into} with the script ${shown}`;
  },
});

/** Said when a document has such a step and the operator has not enabled it. */
export const EVALUATE_REFUSED = {
  code: 'evaluate_not_allowed',
  message:
    'evaluate is not enabled in this installation: whoever runs it sets FURROW_ALLOW_EVALUATE=true for web and worker.',
} as const;
