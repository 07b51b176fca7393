import { PageBody, PageHeader } from '@/app/_components/page-header';
import { SkeletonRows } from '@/app/_components/ui/skeleton';

export default function WorkersLoading() {
  return (
    <>
      <PageHeader title="Workers" />
      <PageBody>
        <SkeletonRows count={3} columns={['w-32', 'w-20', 'w-16', 'w-56', 'w-16', 'w-20']} />
      </PageBody>
    </>
  );
}
