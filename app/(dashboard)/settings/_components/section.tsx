'use client';

import type { ReactNode } from 'react';
import { keepFocus } from '@/app/_components/keep-focus';

interface SectionProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a settings page. */
export function Section({ title, description, action, children }: SectionProps) {
  return (
    <section ref={keepFocus} className="mb-10 max-w-4xl">
      <div className="mb-3 flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="font-semibold">{title}</h2>
          {description ? <p className="mt-0.5 max-w-2xl text-pretty text-muted">{description}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
