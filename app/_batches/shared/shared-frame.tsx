import type { ReactNode } from 'react';
import { Logo } from '@/app/_components/logo';

/** The page around everything shared: no navigation, nothing that leads inside. */
export function SharedFrame({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-[1440px] px-4 pb-16 sm:px-6">
      <header className="flex h-12 items-center gap-2 text-muted print:hidden">
        <Logo className="size-4.5" />
        Furrow
      </header>
      <main>{children}</main>
    </div>
  );
}
