import type { ReactNode } from 'react';
import { Logo } from '../_components/logo';

interface EntryPageProps {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly children: ReactNode;
}

/** The page around the forms one meets before being signed in. */
export function EntryPage({ title, intro, children }: EntryPageProps) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[22rem] flex-col justify-center px-4 py-10">
      <p className="mb-8 flex items-center gap-2 font-semibold">
        <Logo className="size-5" /> Furrow
      </p>
      <h1 className="font-semibold text-lg">{title}</h1>
      {intro ? <div className="mt-1 text-pretty text-muted">{intro}</div> : null}
      <div className="mt-6">{children}</div>
    </main>
  );
}
