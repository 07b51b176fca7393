import { z } from 'zod';
import { filledText, text } from '../fields';
import { omitUndefined } from '../omit-undefined';
import { defineStep } from './define-step';

export interface DialogArgs {
  readonly answer: 'accept' | 'dismiss';
  /** Typed into a prompt. */
  readonly text?: string;
  /** What the message must say; another one is dismissed and fails the row. */
  readonly message?: string;
}

const answers = z.enum(['accept', 'dismiss']);

const schema = z
  .union([
    answers,
    z.strictObject({ answer: answers, text: text.optional(), message: filledText.optional() }),
  ])
  .transform((raw): DialogArgs => {
    if (typeof raw === 'string') return { answer: raw };
    return { answer: raw.answer, ...omitUndefined({ text: raw.text, message: raw.message }) };
  });

export const dialogStep = defineStep({
  verb: 'dialog',
  isActing: false,
  schema,
  describe: ({ answer, text: typed, message }) => {
    const about = message === undefined ? 'messages of the page' : `the message ${message}`;
    const how = answer === 'accept' ? 'accepts' : 'dismisses';
    return `${how} ${about} from here on${typed ? `, with ${typed}` : ''}`;
  },
});
