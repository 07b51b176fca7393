import { PageBody, PageHeader } from '@/app/_components/page-header';
import { SkeletonRows } from '@/app/_components/ui/skeleton';

export default function AutomationsLoading() {
  return (
    <>
      <PageHeader title="Automations" />
      <PageBody>
        <SkeletonRows count={4} columns={['w-56', 'w-28', 'w-16', 'w-10', 'w-20']} />
      </PageBody>
    </>
  );
}
