import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';
import { PhonePaletteButton } from '@/app/_keyboard/palette-button';
import { PhoneBell } from '@/app/_notifications/bell';

export interface Crumb {
  readonly label: string;
  readonly href: string;
}

interface PageHeaderProps {
  readonly title: string;
  /** The pages above this one. */
  readonly crumbs?: readonly Crumb[];
  /** Stands right after the title: a status, a version. */
  readonly mark?: ReactNode;
  readonly actions?: ReactNode;
}

/** The bar on top of every page: where you are, what state it is in, what you can do. */
export function PageHeader({ title, crumbs = [], mark, actions }: PageHeaderProps) {
  return (
    <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-4 py-2 sm:px-6">
      <div className="flex min-w-0 flex-1 basis-44 items-center gap-2">
        {crumbs.length > 0 ? (
          <nav aria-label="Breadcrumb" className="flex shrink-0 items-center gap-2 text-muted">
            {crumbs.map((crumb) => (
              <Fragment key={crumb.href}>
                <Link href={crumb.href} className="rounded-sm hover:text-ink hover:underline">
                  {crumb.label}
                </Link>
                <span aria-hidden className="text-faint">
                  /
                </span>
              </Fragment>
            ))}
          </nav>
        ) : null}
        <h1 className="min-w-0 truncate font-semibold" title={title}>
          {title}
        </h1>
        {mark}
      </div>
      <div className="flex items-center md:hidden">
        <PhonePaletteButton />
        <PhoneBell />
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}

/** The page below its header: up to 1440 px wide, the same margins everywhere. */
export function PageBody({ children }: { children: ReactNode }) {
  return <div className="px-4 py-5 sm:px-6">{children}</div>;
}
