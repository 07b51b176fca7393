import { PageHeader } from '@/app/_components/page-header';
import { Skeleton } from '@/app/_components/ui/skeleton';

const LINES = ['w-24', 'w-40', 'w-56', 'w-48', 'w-32', 'w-20', 'w-64', 'w-44', 'w-28', 'w-52'];

export default function AutomationLoading() {
  return (
    <>
      <PageHeader crumbs={[{ label: 'Automations', href: '/automations' }]} title="…" />
      <div role="status" aria-label="Loading" className="flex flex-col gap-1 p-6">
        {LINES.map((width) => (
          <Skeleton key={width} className={width} />
        ))}
      </div>
    </>
  );
}
