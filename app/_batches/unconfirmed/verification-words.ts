import type { JobJson } from '@/lib/domain/wire/job';

/** What the site said about an unconfirmed row, without the time of the next question. */
export function answerWords(job: JobJson): string {
  const { verification, error_message: message } = job;
  if (verification?.is_asking) return 'The site is asked now.';
  return message ?? 'It may have been submitted.';
}

/** What comes next, before a time where there is one: "is asked again at 14:05". */
export function nextWords({ verification }: JobJson): string {
  if (!verification) return 'a person decides: its automation has no verify';
  if (verification.is_asking) return 'the answer comes in a moment';
  if (verification.next_at !== null)
    return verification.answer === null ? 'the site is asked at' : 'it is asked again at';
  return verification.verdict === 'probably_not_submitted'
    ? 'a person decides'
    : 'nobody asks any more: a person decides';
}
