'use client';

import { useState } from 'react';
import type { ArtifactJson } from '@/lib/domain/wire/job';
import { LargePicture } from './large-picture';

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
      {isOpen && (
        <LargePicture
          title={artifact.name}
          alt={`The page when ${artifact.name} was taken`}
          path={artifact.path}
          onClose={() => setIsOpen(false)}
        />
      )}
    </figure>
  );
}
