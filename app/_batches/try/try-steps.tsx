'use client';

import type { KeyboardEvent } from 'react';
import { cn } from '@/app/_components/ui/cn';
import { usePageKeys } from '@/app/_keyboard/page-keys';
import type { TryStepJson } from '@/lib/domain/wire/try';
import { durationText } from '../format';
import { STEP_LOOKS } from './try-words';

interface TryStepsProps {
  readonly steps: readonly TryStepJson[];
  /** The step whose picture is shown. */
  readonly shownNo: number | undefined;
  readonly onShow: (no: number) => void;
}

/** The steps as they happen; choosing one shows its picture. Arrow keys walk them. */
export function TrySteps({ steps, shownNo, onShow }: TryStepsProps) {
  const walk = (event: KeyboardEvent<HTMLOListElement>) => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (way === undefined) return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[Math.min(buttons.length - 1, Math.max(0, at + way))]?.focus();
  };
  usePageKeys('Steps of the try', [{ press: ['↑', '↓'], does: 'Walk the steps and their pictures' }]);
  return (
    <ol
      aria-label="Steps of the try"
      onKeyDown={walk}
      className="min-w-0 divide-y divide-line border-line border-y"
    >
      {steps.map((step) => (
        <li key={step.no}>
          <TryStep step={step} isShown={step.no === shownNo} onShow={onShow} />
        </li>
      ))}
    </ol>
  );
}

function TryStep({
  step,
  isShown,
  onShow,
}: {
  step: TryStepJson;
  isShown: boolean;
  onShow: TryStepsProps['onShow'];
}) {
  const { Icon, color, word } = STEP_LOOKS[step.state];
  return (
    <button
      type="button"
      aria-current={isShown}
      onClick={() => onShow(step.no)}
      // What takes the focus is what is looked at.
      onFocus={() => step.screenshot !== null && onShow(step.no)}
      className={cn(
        'grid w-full grid-cols-[20px_16px_1fr_56px] items-start gap-x-2 rounded-sm px-1 py-1.5 text-left hover:bg-wash focus-visible:-outline-offset-2',
        isShown && 'bg-selected',
      )}
    >
      <span className="text-right text-faint">{step.no}</span>
      <Icon
        role="img"
        aria-label={word}
        className={cn('mt-[3px] size-3.5', color, step.state === 'running' && 'animate-spin-slow')}
        strokeWidth={2.25}
      />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <span className={step.state === 'pending' || step.state === 'skipped' ? 'text-muted' : ''}>
          {step.title}
        </span>
        {step.message !== null && (
          <span className={cn('block', step.state === 'failed' ? 'text-failed' : 'text-muted')}>
            {step.message}
          </span>
        )}
      </span>
      <span className="text-right text-muted">
        {step.duration_ms === null ? '' : durationText(step.duration_ms)}
      </span>
    </button>
  );
}
