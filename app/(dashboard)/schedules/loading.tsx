import { PageBody, PageHeader } from '@/app/_components/page-header';
import { SkeletonRows } from '@/app/_components/ui/skeleton';

export default function SchedulesLoading() {
  return (
    <>
      <PageHeader title="Schedules" />
      <PageBody>
        <SkeletonRows count={3} columns={['w-40', 'w-48', 'w-36', 'w-40', 'w-10', 'w-56']} />
      </PageBody>
    </>
  );
}
