'use client';

import { PageBody } from '@/app/_components/page-header';
import { useBatch } from '../batch-queries';
import { useLiveBatch } from '../live/use-live-batch';
import { BatchHeader } from './batch-header';
import { BatchNotice } from './batch-notice';
import { BatchNumbers } from './batch-numbers';
import { BatchRows, type BatchRowsProps } from './batch-rows';
import { ImportProgress } from './import-progress';
import { usePageTitle } from './use-page-title';

/** A batch: what it does now, where it fails, and every row of it. */
export function BatchScreen(props: BatchRowsProps) {
  const { data: batch } = useBatch(props.batch);
  useLiveBatch(batch.id);
  usePageTitle(batch);
  const isImported = batch.status !== 'importing' && batch.status !== 'failed';
  return (
    <>
      <BatchHeader batch={batch} />
      <PageBody>
        <div className="grid grid-cols-1 gap-4">
          <BatchNumbers batch={batch} />
          <BatchNotice batch={batch} />
          {batch.status === 'importing' && <ImportProgress batch={batch} />}
          {isImported && <BatchRows {...props} batch={batch} />}
        </div>
      </PageBody>
    </>
  );
}
