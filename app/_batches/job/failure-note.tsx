import { Notice } from '@/app/_components/ui/notice';
import type { FailureKind } from '@/lib/domain/failure';
import type { AttemptJson } from '@/lib/domain/wire/job-detail';

/** What a kind of failure means for the person who reads it. Exhaustive by type. */
const ADVICE: Readonly<Record<FailureKind, string>> = {
  input: 'The data of this row cannot be used. Correct it, then retry.',
  target_rejected: 'The site answered no. It is about the data, so it was not tried again.',
  needs_person: 'The site asks for a person: a login, a code or a captcha.',
  target_unavailable: 'The site did not answer as it should.',
  timeout: 'It took longer than allowed.',
  page_mismatch: 'The page is not what the automation expects. If many rows show this, the site has changed.',
  browser_crash: 'The browser ended unexpectedly.',
  worker_lost: 'The worker that ran the row was lost.',
  blocked: 'The address is not allowed by the operator of Furrow.',
  automation: 'The automation itself is wrong: every row would fail alike.',
  stopped: 'A person stopped it.',
  unexpected: 'Something happened that Furrow has no name for.',
};

export function FailureNote({ attempt }: { attempt: Pick<AttemptJson, 'failure' | 'state'> }) {
  const { failure } = attempt;
  if (!failure) return null;
  const isUnconfirmed = attempt.state === 'unconfirmed';
  const where = failure.step === null ? '' : `Step ${failure.step}: `;
  return (
    <Notice
      tone={isUnconfirmed ? 'warning' : 'danger'}
      title={<span className="[overflow-wrap:anywhere]">{`${where}${failure.message ?? 'no message'}`}</span>}
    >
      {isUnconfirmed ? 'It is not known whether the form was submitted.' : ADVICE[failure.kind]}{' '}
      <span className="font-mono text-xs">
        {failure.kind}
        {failure.code && failure.code !== failure.kind ? ` · ${failure.code}` : ''}
      </span>
    </Notice>
  );
}
