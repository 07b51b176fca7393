import { PageBody, PageHeader } from '@/app/_components/page-header';
import { SkeletonRows } from '@/app/_components/ui/skeleton';

export default function UnconfirmedLoading() {
  return (
    <>
      <PageHeader title="Unconfirmed" />
      <PageBody>
        <SkeletonRows count={6} columns={['w-4', 'w-14', 'w-64', 'w-48', 'w-20']} />
      </PageBody>
    </>
  );
}
