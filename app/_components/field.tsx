'use client';

import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react';
import { JOB_STATES } from '@/lib/domain/job-state';
import {
  bucketAt,
  countsText,
  FIELD_HEIGHT,
  type FieldBucket,
  fieldPaths,
  fieldText,
  rowsOf,
} from './field-shape';
import { FILL } from './status';
import { cn } from './ui/cn';

interface FieldProps {
  readonly buckets: readonly FieldBucket[];
  /** `line` is one text line high for lists, without hover. */
  readonly size?: 'line' | 'full';
  /** The rows the table is filtered to. */
  readonly selected?: { readonly from: number; readonly to: number } | null;
  readonly onSelect?: (bucket: FieldBucket) => void;
  readonly className?: string;
}

/** The field: all rows of a batch in file order, coloured by state. */
export function Field({ buckets, size = 'full', selected = null, onSelect, className }: FieldProps) {
  const text = useMemo(() => fieldText(buckets), [buckets]);
  if (size === 'line') {
    return (
      <div role="img" aria-label={text} className={cn('h-3.5 w-full overflow-hidden rounded-sm', className)}>
        <FieldDrawing buckets={buckets} />
      </div>
    );
  }
  return (
    <ExplorableField
      buckets={buckets}
      text={text}
      selected={selected}
      {...(onSelect ? { onSelect } : {})}
      className={className}
    />
  );
}

interface FieldDrawingProps {
  readonly buckets: readonly FieldBucket[];
  readonly marked?: number | undefined;
}

function FieldDrawing({ buckets, marked }: FieldDrawingProps) {
  const paths = useMemo(() => fieldPaths(buckets), [buckets]);
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${Math.max(1, buckets.length)} ${FIELD_HEIGHT}`}
      preserveAspectRatio="none"
      shapeRendering={buckets.length > 160 ? 'crispEdges' : 'auto'}
      className="block size-full bg-wash"
    >
      {JOB_STATES.map((state) => (
        <path key={state} d={paths[state]} className={FILL[state]} />
      ))}
      {marked === undefined ? null : (
        <rect x={marked} y={0} width={1} height={FIELD_HEIGHT} className="fill-ink opacity-25" />
      )}
    </svg>
  );
}

type ExplorableProps = Pick<FieldProps, 'buckets' | 'onSelect'> & {
  readonly text: string;
  readonly selected: NonNullable<FieldProps['selected']> | null;
  readonly className?: string | undefined;
};

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -20, PageDown: 20 };

/** Hover or arrow keys name a bucket's rows; click or Enter chooses them. */
function ExplorableField({ buckets, text, selected, onSelect, className }: ExplorableProps) {
  const [index, setIndex] = useState<number | null>(null);
  const bucket = index === null ? undefined : buckets[index];
  const position = index === null ? 0 : (index + 0.5) / buckets.length;

  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const found = bucketAt(buckets, (event.clientX - box.left) / box.width);
    setIndex(found ? buckets.indexOf(found) : null);
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setIndex((now) =>
      Math.min(buckets.length - 1, Math.max(0, (now ?? (step > 0 ? -1 : buckets.length)) + step)),
    );
  };

  return (
    <div className={cn('relative', className)}>
      <button
        type="button"
        disabled={buckets.length === 0}
        aria-label={`${text} Arrow keys walk the rows${onSelect ? ', Enter shows them in the table' : ''}.`}
        onPointerMove={point}
        onPointerLeave={() => setIndex(null)}
        onBlur={() => setIndex(null)}
        onKeyDown={press}
        onClick={() => bucket && onSelect?.(bucket)}
        className={cn('block h-9 w-full overflow-hidden rounded-md', !onSelect && 'cursor-default')}
      >
        <FieldDrawing buckets={buckets} marked={index ?? undefined} />
      </button>
      {selected ? <SelectionMark buckets={buckets} selected={selected} /> : null}
      <p
        role="status"
        style={{ left: `${position * 100}%`, transform: `translateX(-${position * 100}%)` }}
        className={cn(
          'pointer-events-none absolute top-full z-20 mt-1.5 whitespace-nowrap rounded-md bg-accent px-2 py-1 text-on-accent text-xs',
          bucket ? 'visible' : 'invisible',
        )}
      >
        {bucket ? `${rowsOf(bucket)}: ${countsText(bucket)}` : ''}
      </p>
    </div>
  );
}

function SelectionMark({
  buckets,
  selected,
}: Required<Pick<ExplorableProps, 'buckets'>> & { selected: { from: number; to: number } }) {
  const first = buckets.findIndex((bucket) => bucket.to >= selected.from);
  const after = buckets.findIndex((bucket) => bucket.from > selected.to);
  if (first === -1) return null;
  const end = after === -1 ? buckets.length : after;
  return (
    <span
      aria-hidden
      style={{
        left: `${(first / buckets.length) * 100}%`,
        width: `${((end - first) / buckets.length) * 100}%`,
      }}
      className="pointer-events-none absolute -bottom-1 h-0.5 min-w-1 bg-accent"
    />
  );
}
