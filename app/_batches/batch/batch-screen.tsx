'use client';

import Link from 'next/link';
import { PageBody } from '@/app/_components/page-header';
import { useBatch } from '../batch-queries';
import { useLiveBatch } from '../live/use-live-batch';
import { TagChip } from '../tags/tag-chip';
import { BatchHeader } from './batch-header';
import { BatchNotice } from './batch-notice';
import { BatchNumbers } from './batch-numbers';
import { BatchRows, type BatchRowsProps } from './batch-rows';
import { ImportProgress } from './import-progress';
import { OperationProgress } from './operation-progress';
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
          {batch.tags.length > 0 && (
            <ul aria-label="Tags" className="-mt-2 flex flex-wrap gap-1.5">
              {batch.tags.map((tag) => (
                <li key={tag}>
                  <Link href={`/?tag=${encodeURIComponent(tag)}`}>
                    <TagChip tag={tag} />
                  </Link>
                </li>
              ))}
            </ul>
          )}
          <BatchNotice batch={batch} />
          {batch.operation && <OperationProgress operation={batch.operation} />}
          {batch.status === 'importing' && <ImportProgress batch={batch} />}
          {isImported && <BatchRows {...props} batch={batch} />}
        </div>
      </PageBody>
    </>
  );
}
