'use client';

import { useRouter } from 'next/navigation';
import { parseAsString, useQueryState } from 'nuqs';
import { PageBody, PageHeader } from '@/app/_components/page-header';
import type { FileChoices } from '../upload/read-file-choices';
import type { AutomationChoice } from './automation-choice';
import { EMPTY_DRAFT } from './batch-draft';
import { BatchForm } from './batch-form';
import { FileSection } from './file-section';
import type { CopiedDraft } from './read-copied-draft';

interface NewBatchScreenProps {
  readonly files: FileChoices;
  readonly automations: readonly AutomationChoice[];
  /** The batch that is made again; its choices hold for its file only. */
  readonly copied: CopiedDraft | null;
}

/** File, what was understood, automation, settings, run: one page, from top to bottom. */
export function NewBatchScreen({ files, automations, copied }: NewBatchScreenProps) {
  const router = useRouter();
  // In the address, so that a reload or a detour to the automations keeps the file.
  const [uploadId, setUploadId] = useQueryState('upload', parseAsString.withOptions({ history: 'push' }));
  return (
    <>
      <PageHeader title="New batch" crumbs={[{ label: 'Batches', href: '/' }]} />
      <PageBody>
        {uploadId === null ? (
          <div className="max-w-3xl">
            <FileSection files={files} onUpload={(id) => void setUploadId(id)} />
          </div>
        ) : (
          <BatchForm
            key={uploadId}
            uploadId={uploadId}
            automations={automations}
            initialDraft={copied?.uploadId === uploadId ? copied.draft : EMPTY_DRAFT}
            onUpload={(id) => void setUploadId(id)}
            onOtherFile={() => {
              void setUploadId(null);
              // What is here already has changed since the page was opened.
              router.refresh();
            }}
          />
        )}
      </PageBody>
    </>
  );
}
