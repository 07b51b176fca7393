'use client';

import { useState } from 'react';
import { Later, laterPart } from '@/app/_components/ui/later-part';
import type { FailureGroupJson } from '@/lib/domain/wire/failure-group';
import { countText } from '../format';

const large = laterPart(() => import('../job/large-picture').then((module) => module.LargePicture));

/** The page as a row of the group left it, small; a click shows it large. */
export function SamplePicture({ group }: { group: FailureGroupJson }) {
  const [isOpen, setIsOpen] = useState(false);
  const { screenshot_path: path, first_row: row } = group;
  const size = 'h-9 w-14 overflow-hidden rounded-sm border border-line bg-surface';
  if (path === null) return <span className={size} title="No picture was kept" />;
  return (
    <>
      <button
        type="button"
        {...large.fetchOn}
        onClick={() => setIsOpen(true)}
        aria-label={`Open the picture of row ${countText(row + 1)} large`}
        className={`${size} hover:border-edge`}
      >
        {/* biome-ignore lint/performance/noImgElement: evidence is shown as it was stored; no optimiser touches it. */}
        <img src={path} alt="" loading="lazy" className="size-full object-cover object-top" />
      </button>
      {isOpen && (
        <Later
          part={large}
          title={`Row ${countText(row + 1)}: ${group.message}`}
          alt={`The page of row ${countText(row + 1)} when it failed`}
          path={path}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
