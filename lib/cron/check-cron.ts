import { Cron } from 'croner';
import { ValidationError } from '../domain/errors';

const EXAMPLE = '30 6 * * 1-5';
const FIELDS = 'minute, hour, day of the month, month, day of the week';
const LONGEST = 200;
/** Digits, names of months and days, and L, W and #. The library takes more, such as ? and nicknames. */
const FIELD = /^[0-9a-z*,/#-]+$/i;

/**
 * A cron expression of five fields with single spaces; one that can never be due is refused.
 * @throws ValidationError `cron_invalid`, `cron_never_due`
 */
export function checkCron(text: string): string {
  const fields = text.trim().split(/\s+/);
  if (text.length > LONGEST || fields.length !== 5) throw invalid(text, fieldCount(fields));
  const wrong = fields.find((field) => !FIELD.test(field));
  if (wrong !== undefined) throw invalid(text, `"${wrong}" is no field.`);
  const cron = fields.join(' ');
  if (parse(text, cron).nextRun() !== null) return cron;
  throw new ValidationError(
    'cron_never_due',
    `"${cron}" is never due: no year has that day. Change the day of the month or the month.`,
    { errors: [{ path: 'cron', message: 'is never due: no year has that day' }] },
  );
}

function parse(text: string, cron: string): Cron {
  try {
    return new Cron(cron, { mode: '5-part', timezone: 'UTC' });
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error);
    throw invalid(text, `${reason.replace(/\.$/, '')}.`);
  }
}

function fieldCount(fields: readonly string[]): string {
  if (fields.length === 5) return 'It is too long.';
  const seconds = fields.length === 6 ? ' Seconds are not possible: once a minute is the most.' : '';
  const count = fields[0] === '' ? 0 : fields.length;
  return `It has ${count} ${count === 1 ? 'field' : 'fields'}, not five.${seconds}`;
}

function invalid(text: string, why: string): ValidationError {
  const shown = text.length > 60 ? `${text.slice(0, 60)}...` : text;
  return new ValidationError(
    'cron_invalid',
    `"${shown}" is no cron expression: ${why} Write five fields (${FIELDS}), such as ${EXAMPLE}.`,
    { errors: [{ path: 'cron', message: why }] },
  );
}
