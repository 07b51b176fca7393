import type { Dialog } from 'playwright';
import { StepFailure } from './step-failure';

/** What a step says about the messages that the page shows from then on. */
export interface DialogAnswer {
  readonly isAccepted: boolean;
  /** What is typed into a prompt. */
  readonly text?: string;
  /** What the message must say, white space folded. */
  readonly message?: string;
}

/** The messages of a page: alert, confirm, prompt. One that is left open holds the page, so each is answered at once. */
export interface Dialogs {
  answerWith(answer: DialogAnswer): void;
  answer(dialog: Dialog): Promise<void>;
  /** @throws StepFailure once, when a message said something else than the step about it expects */
  check(): void;
  /** Sentences about messages that no step speaks of. */
  warnings(): readonly string[];
}

const MAX_WARNINGS = 5;
const MAX_WORDS = 300;

export function createDialogs(): Dialogs {
  const warnings = new Set<string>();
  let answerNow: DialogAnswer | null = null;
  let unexpected: StepFailure | null = null;
  return {
    answerWith: (answer) => {
      answerNow = answer;
    },
    async answer(dialog) {
      const said = folded(dialog.message()).slice(0, MAX_WORDS);
      // As Playwright does when nobody listens: a page that asks whether to leave it is left.
      if (dialog.type() === 'beforeunload') return settle(dialog.accept());
      if (!answerNow) {
        if (warnings.size < MAX_WARNINGS) warnings.add(unasked(dialog.type(), said));
        return settle(dialog.dismiss());
      }
      const { isAccepted, text, message } = answerNow;
      const isMeant = message === undefined || folded(dialog.message()).includes(folded(message));
      if (!isMeant) unexpected ??= notMeant(said, message);
      return settle(isMeant && isAccepted ? dialog.accept(text) : dialog.dismiss());
    },
    check: () => {
      const failure = unexpected;
      unexpected = null;
      if (failure) throw failure;
    },
    warnings: () => [...warnings],
  };
}

/** Its page may be gone by then. */
async function settle(answered: Promise<void>): Promise<void> {
  await answered.catch(() => undefined);
}

function unasked(type: string, said: string): string {
  const words = type === 'alert' ? 'said' : 'asked';
  return `The page ${words} "${said}" and no dialog step answers it: Furrow dismissed it.`;
}

function notMeant(said: string, expected: string): StepFailure {
  const message = `The page asked "${said}", not "${expected}": Furrow dismissed it.`;
  return new StepFailure({ kind: 'page_mismatch', code: 'dialog_unexpected', message });
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
