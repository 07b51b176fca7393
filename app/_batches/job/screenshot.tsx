'use client';

import { useState } from 'react';
import { Dialog } from '@/app/_components/ui/dialog';
import type { ArtifactJson } from '@/lib/domain/wire/job';

/** A picture that opens large. */
export function Screenshot({ artifact }: { artifact: ArtifactJson }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <figure className="grid content-start gap-1">
      <button
        type="button"
        onClick={() => setIsOpen(true)}
        aria-label={`Open ${artifact.name} large`}
        className="aspect-16/10 overflow-hidden rounded-md border border-line bg-surface hover:border-edge"
      >
        {/* biome-ignore lint/performance/noImgElement: evidence is shown as it was stored; no optimiser touches it. */}
        <img src={artifact.path} alt="" loading="lazy" className="size-full object-cover object-top" />
      </button>
      <figcaption className="truncate text-muted text-xs">{artifact.name}</figcaption>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={artifact.name}
        className="top-[4vh] max-h-[92vh] max-w-[min(1280px,94vw)]"
      >
        <a href={artifact.path} target="_blank" rel="noreferrer">
          {/* biome-ignore lint/performance/noImgElement: as above. */}
          <img
            src={artifact.path}
            alt={`The page when ${artifact.name} was taken`}
            className="mx-auto max-w-full rounded-md border border-line"
          />
        </a>
      </Dialog>
    </figure>
  );
}
