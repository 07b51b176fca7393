import type { ReactNode } from 'react';

/** A grid may hold nothing but rows of cells, so what stands in place of rows is one. */
export function OnlyCell({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the grid itself takes the focus.
    <div role="row">
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see the row. */}
      <div role="gridcell" className="sticky left-0">
        {children}
      </div>
    </div>
  );
}
