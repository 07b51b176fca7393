import type { RecordedAction, RecordingNote } from '../recording';
import { selectorNames } from '../target';
import type { WindowStep } from './follow-windows';

/** Words on what sends something that cannot be taken back; whole words, in some languages. */
const SUBMITS =
  /place.{0,12}order|order now|^order$|submit|save|send|buy|purchase|\bpay\b|pay now|checkout|check out|confirm|create|register|sign ?up|subscribe|\bbook\b|reserve|apply|publish|\bpost\b|\bdelete\b|\bremove\b|update|transfer|absenden|abschicken|speichern|senden|kaufen|bestellen|bezahlen|bestätigen|anlegen|registrieren|buchen|löschen|envoyer|enregistrer|valider|commander|payer|acheter|créer|supprimer|enviar|guardar|comprar|pagar|confirmar|crear|eliminar|invia|salva|conferma|acquista|verzenden|opslaan|bestellen/i;
/** Words on what only looks or leads on; they win. */
const LOOKS =
  /search|\bfind\b|filter|look ?up|\bnext\b|previous|\bback\b|log ?in|sign ?in|log ?out|sign ?out|cancel|close|\bshow\b|\bview\b|\bopen\b|menu|accept all|cookie|suche|weiter|zurück|anmelden|abmelden|chercher|rechercher|suivant|connexion|buscar|siguiente|iniciar sesión/i;

export interface Commit {
  /** Position of the step that submits, or null when nothing looks like it. */
  readonly at: number | null;
  readonly notes: readonly RecordingNote[];
}

/** The step that submits: the last click whose words say so. A guess, and said to be one. */
export function findCommit(steps: readonly WindowStep[]): Commit {
  const clicks = steps.flatMap((step, at) =>
    'closes' in step ? [] : isPress(step.action) ? [{ step, at, words: wordsOf(step.action) }] : [],
  );
  const submitting = clicks.filter(
    ({ words }) => words.some((one) => SUBMITS.test(one)) && !words.some((one) => LOOKS.test(one)),
  );
  const last = submitting.at(-1);
  if (last)
    return {
      at: last.at,
      notes: commitNotes(
        last.step.line,
        last.words[0] ?? '',
        submitting.slice(0, -1),
        steps.slice(last.at + 1),
      ),
    };
  const hasEntered = steps.some(
    (step) => !('closes' in step) && ['fill', 'type', 'select', 'upload'].includes(step.action.type),
  );
  const final = clicks.findLast(({ step }) => !leadsOn(step.action));
  // Taken for one that sends: wrongly so it costs a look at rows that failed, the other way a form may be sent twice.
  if (hasEntered && final && !final.words.some((one) => LOOKS.test(one)))
    return { at: final.at, notes: [unsureNote(final.step.line)] };
  const message =
    'Nothing looks as if it sent something, so the effect is read: rows may be repeated. Write effect: submit if that is wrong.';
  return { at: null, notes: [{ severity: 'note', code: 'effect_read', message, line: null }] };
}

function unsureNote(line: number): RecordingNote {
  const message =
    'It is not clear whether this sends something. It is marked commit: true, so that nothing is sent twice: write effect: read, and take the mark away, if it only looks.';
  return { severity: 'warning', code: 'effect_unsure', message, line };
}

function commitNotes(
  line: number,
  words: string,
  others: readonly { step: { line: number } }[],
  after: readonly WindowStep[],
): RecordingNote[] {
  const shown = words === '' ? 'This step' : `"${words}"`;
  const warning = (code: string, message: string): RecordingNote => ({
    severity: 'warning',
    code,
    message,
    line,
  });
  const notes = [
    warning(
      'commit_guessed',
      `${shown} looks like the step that submits, and is marked commit: true. Check that it is the right one, and the only one.`,
    ),
  ];
  if (others.length > 0) {
    const lines = others.map(({ step }) => step.line).join(', ');
    notes.push(
      warning(
        'commit_others',
        `What was clicked in line ${lines} may submit something too: mark it if it does.`,
      ),
    );
  }
  const isAsked = after.some(
    (step) =>
      !('closes' in step) &&
      ['expect', 'wait_for', 'expect_url', 'wait_for_url', 'extract'].includes(step.action.type),
  );
  if (!isAsked) {
    notes.push(
      warning(
        'outcome_unasked',
        'No step after it tells whether the site took it: add a wait_for, a fail and an expect.',
      ),
    );
  }
  return notes;
}

/** Links lead somewhere; forms are sent by buttons. */
function leadsOn(action: RecordedAction): boolean {
  const isLink = 'target' in action && action.target?.locator.role === 'link';
  return isLink || ('opens' in action && action.opens !== undefined);
}

function isPress(action: RecordedAction): boolean {
  if (action.type === 'press') return action.key === 'Enter';
  return action.type === 'click' || action.type === 'dblclick';
}

function wordsOf(action: RecordedAction): string[] {
  if (action.type === 'press' || !('target' in action) || !action.target) return [];
  const { name, text, label, title, alt, testid, css } = action.target.locator;
  const parts = [name, text, label, title, alt, testid, ...selectorNames(css ?? '')];
  return parts
    .filter((part) => part !== undefined)
    .map((part) => part.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[-_]+/g, ' '));
}
