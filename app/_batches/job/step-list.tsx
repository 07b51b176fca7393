import { CircleCheck, CircleX, SkipForward } from 'lucide-react';
import type { AttemptJson } from '@/lib/domain/wire/job-detail';
import { durationText } from '../format';

type Step = AttemptJson['steps'][number];

const LOOKS = {
  passed: { Icon: CircleCheck, color: 'text-completed', bar: 'bg-fill-completed', word: 'passed' },
  failed: { Icon: CircleX, color: 'text-failed', bar: 'bg-fill-failed', word: 'failed' },
  skipped: { Icon: SkipForward, color: 'text-faint', bar: 'bg-fill-pending', word: 'skipped' },
} as const satisfies Record<Step['state'], unknown>;

const INDENT_PX = 14;
/** Deeper ones stand below these: a phone has no more room. */
const MOST_INDENTS = 5;

/** What each step did, with a bar where it lies in the attempt's time. */
export function StepList({ steps }: { steps: readonly Step[] }) {
  if (steps.length === 0) {
    return <p className="text-muted">No step was reached.</p>;
  }
  const end = Math.max(1, ...steps.map((step) => step.started_at_ms + step.duration_ms));
  return (
    <ol aria-label="Steps" className="divide-y divide-line border-line border-y">
      {steps.map((step) => (
        <StepLine key={[step.no, step.started_at_ms, ...step.rounds].join('.')} step={step} end={end} />
      ))}
    </ol>
  );
}

function StepLine({ step, end }: { step: Step; end: number }) {
  const { Icon, color, bar, word } = LOOKS[step.state];
  return (
    <li className="grid grid-cols-[20px_16px_1fr_64px] items-center gap-x-2 py-1.5 sm:grid-cols-[20px_16px_1fr_minmax(80px,24%)_64px]">
      <span className="text-right text-faint">{step.no}</span>
      <Icon role="img" aria-label={word} className={`size-3.5 ${color}`} strokeWidth={2.25} />
      <span
        className="min-w-0 [overflow-wrap:anywhere]"
        style={{ paddingLeft: Math.min(step.depth, MOST_INDENTS) * INDENT_PX }}
      >
        <span className={step.state === 'skipped' ? 'text-muted line-through' : ''}>{step.title}</span>{' '}
        <span className="font-mono text-faint text-xs">{step.verb}</span>
        {step.rounds.length > 0 && (
          <span className="text-faint text-xs"> · round {step.rounds.join(', ')}</span>
        )}
        {step.is_commit && <span className="text-unconfirmed text-xs"> · submits</span>}
        {step.message !== null && (
          <span className={`block ${step.state === 'failed' ? 'text-failed' : 'text-muted'}`}>
            {step.message}
          </span>
        )}
      </span>
      <span aria-hidden className="relative hidden h-1.5 rounded-full bg-wash sm:block">
        <span
          className={`absolute inset-y-0 min-w-0.5 rounded-full ${bar}`}
          style={{
            left: `${(step.started_at_ms / end) * 100}%`,
            width: `${(step.duration_ms / end) * 100}%`,
          }}
        />
      </span>
      <span className="text-right text-muted">{durationText(step.duration_ms)}</span>
    </li>
  );
}
