'use client';

import { Skeleton } from '@/app/_components/ui/skeleton';
import type { AutomationChoice } from './automation-choice';
import type { BatchDraft } from './batch-draft';
import { FileRows } from './file-rows';
import { UnreadableFile } from './unreadable-file';
import { useDialect } from './use-dialect';
import { usePreview, useUpload } from './use-preview';

interface BatchFormProps {
  readonly uploadId: string;
  readonly automations: readonly AutomationChoice[];
  /** What is chosen already. */
  readonly initialDraft: BatchDraft;
  readonly onOtherFile: () => void;
  /** Goes on with another upload. */
  readonly onUpload: (uploadId: string) => void;
}

/** Everything that follows once the file is here. */
export function BatchForm({ uploadId, automations, initialDraft, onOtherFile, onUpload }: BatchFormProps) {
  const upload = useUpload(uploadId);
  const dialect = useDialect(uploadId, upload.data);
  const preview = usePreview(uploadId, dialect.wanted, upload.data?.state === 'ready');
  const error = upload.error ?? preview.error;
  if (error) {
    return (
      <UnreadableFile
        error={error}
        dialect={preview.data?.dialect ?? upload.data?.dialect ?? null}
        isChanged={dialect.isOpen}
        onDialect={dialect.want}
        onReset={dialect.reset}
        onOtherFile={onOtherFile}
      />
    );
  }
  if (!upload.data || !preview.data) return <FormSkeleton />;
  return (
    <FileRows
      upload={upload.data}
      preview={preview.data}
      automations={automations}
      initialDraft={initialDraft}
      wanted={dialect.wanted}
      isDialectOpen={dialect.isOpen || preview.isPlaceholderData}
      onDialect={dialect.want}
      onOtherFile={onOtherFile}
      onUpload={onUpload}
    />
  );
}

function FormSkeleton() {
  return (
    <div role="status" aria-label="Reading the file" className="grid grid-cols-1 gap-6">
      <Skeleton className="h-5 w-96 max-w-full" />
      <Skeleton className="h-[min(26rem,60vh)] w-full" />
      <Skeleton className="h-8 w-80 max-w-full" />
    </div>
  );
}
