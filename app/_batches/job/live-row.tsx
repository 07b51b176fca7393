import { useQuery } from '@tanstack/react-query';
import { LoaderCircle } from 'lucide-react';
import { useState } from 'react';
import { api } from '@/app/_components/api-client';
import type { LiveViewJson } from '@/lib/domain/wire/live-view';
import { batchKeys } from '../batch-queries';
import { durationText } from '../format';
import { LargePicture } from './large-picture';

const LOOK_EVERY_MS = 1000;
/** Younger pictures are simply what is to be seen now. */
const OLD_MS = 5000;

/** What a row does at this moment. Its worker takes pictures only while this is on a screen. */
export function LiveRow({ batchId, rowIndex }: { batchId: string; rowIndex: number }) {
  const { data: live } = useQuery({
    queryKey: batchKeys.live(batchId, rowIndex),
    queryFn: ({ signal }) => api.get<LiveViewJson>(`/batches/${batchId}/jobs/${rowIndex}/live`, { signal }),
    refetchInterval: LOOK_EVERY_MS,
    gcTime: 0,
  });
  return (
    <section aria-label="What the row does now" className="grid gap-2">
      <p className="flex min-w-0 items-center gap-2 text-running">
        <LoaderCircle aria-hidden className="size-3.5 shrink-0 animate-spin-slow" />
        <span className="min-w-0 [overflow-wrap:anywhere]">{stepText(live)}</span>
      </p>
      <LivePicture live={live} />
    </section>
  );
}

function stepText(live: LiveViewJson | undefined): string {
  if (!live || live.attempt === null) return 'Running';
  if (live.step === null) return 'The browser is starting';
  const steps = live.steps === null ? '' : ` of ${live.steps}`;
  return `Step ${live.step}${steps}${live.title ? ` · ${live.title}` : ''}`;
}

function LivePicture({ live }: { live: LiveViewJson | undefined }) {
  const [isOpen, setIsOpen] = useState(false);
  const picture = live?.picture ?? null;
  return (
    <figure className="grid max-w-[640px] gap-1">
      {picture === null ? (
        <p className="grid aspect-16/10 place-items-center rounded-md border border-line bg-surface p-4 text-center text-muted">
          Waiting for a picture of the page.
        </p>
      ) : (
        <button
          type="button"
          onClick={() => setIsOpen(true)}
          aria-label="Open the live picture large"
          className="aspect-16/10 overflow-hidden rounded-md border border-line bg-surface hover:border-edge"
        >
          {/* biome-ignore lint/performance/noImgElement: it comes with the answer; there is nothing to optimise. */}
          <img src={picture} alt="" className="size-full object-contain object-top" />
        </button>
      )}
      <figcaption className="min-h-4 text-muted text-xs">{captionOf(live)}</figcaption>
      {picture !== null && isOpen && (
        <LargePicture
          title="The page now"
          alt="The page as it is now"
          path={picture}
          onClose={() => setIsOpen(false)}
        />
      )}
    </figure>
  );
}

function captionOf(live: LiveViewJson | undefined): string {
  const age = live?.age_ms ?? null;
  if (age === null) return '';
  return age < OLD_MS ? 'Live' : `Live · picture of ${durationText(age)} ago`;
}
