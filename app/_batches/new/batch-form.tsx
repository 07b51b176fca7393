'use client';

import { useState } from 'react';
import { errorText } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { Notice } from '@/app/_components/ui/notice';
import { Skeleton } from '@/app/_components/ui/skeleton';
import type { UploadJson } from '@/lib/domain/wire/upload';
import { SameContent } from '../upload/same-content';
import type { AutomationChoice } from './automation-choice';
import { AutomationSection } from './automation-section';
import { type BatchDraft, bindingsOf, EMPTY_DRAFT, likelyAutomation } from './batch-draft';
import { FileSummary } from './file-summary';
import { gridColumns } from './grid/grid-columns';
import { RowsSection } from './grid/rows-section';
import { ProblemList } from './problem-list';
import { RunBar } from './run-bar';
import { SettingsSection } from './settings-section';
import { type CsvPreviewJson, usePreview, useUpload } from './use-preview';

interface BatchFormProps {
  readonly uploadId: string;
  readonly automations: readonly AutomationChoice[];
  readonly onOtherFile: () => void;
  /** Goes on with another upload. */
  readonly onUpload: (uploadId: string) => void;
}

/** Everything that follows once the file is here. */
export function BatchForm({ uploadId, automations, onOtherFile, onUpload }: BatchFormProps) {
  const [draft, setDraft] = useState<BatchDraft>(EMPTY_DRAFT);
  const upload = useUpload(uploadId);
  const preview = usePreview(uploadId, draft.dialect);
  const error = upload.error ?? preview.error;
  if (error) {
    const isDialect = Object.keys(draft.dialect).length > 0;
    return (
      <Notice
        tone="danger"
        title="The file cannot be read"
        action={
          <Button onClick={isDialect ? () => setDraft({ ...draft, dialect: {} }) : onOtherFile}>
            {isDialect ? 'Read it as before' : 'Choose another file'}
          </Button>
        }
      >
        {errorText(error)}
      </Notice>
    );
  }
  if (!upload.data || !preview.data) return <FormSkeleton />;
  return (
    <LoadedForm
      upload={upload.data}
      preview={preview.data}
      isReading={preview.isPlaceholderData}
      automations={automations}
      draft={draft}
      onChange={(change) => setDraft((now) => ({ ...now, ...change }))}
      onOtherFile={onOtherFile}
      onUpload={onUpload}
    />
  );
}

interface LoadedFormProps {
  readonly upload: UploadJson;
  readonly preview: CsvPreviewJson;
  readonly isReading: boolean;
  readonly automations: readonly AutomationChoice[];
  readonly draft: BatchDraft;
  readonly onChange: (change: Partial<BatchDraft>) => void;
  readonly onOtherFile: () => void;
  /** Goes on with another upload. */
  readonly onUpload: (uploadId: string) => void;
}

function LoadedForm(props: LoadedFormProps) {
  const { upload, preview, isReading, automations, onChange } = props;
  // Nothing chosen yet: the one automation whose inputs the columns fill.
  const automation = props.draft.automation ?? likelyAutomation(automations, preview.headers);
  const draft = { ...props.draft, automation };
  const bindings = bindingsOf(automation, preview.headers, draft.chosen);
  const inputsAt = new Map(
    Object.entries(bindings).flatMap(([input, choice]) =>
      'header' in choice ? [[preview.headers.indexOf(choice.header), [input]] as const] : [],
    ),
  );
  const columns = gridColumns({
    headers: preview.headers,
    facts: [],
    sampleRows: preview.rows,
    rowCount: preview.row_count,
    inputsAt,
    keyColumn: preview.unique_column,
  });
  return (
    <div className="grid grid-cols-1 gap-6">
      <SameContent upload={upload} onUse={props.onUpload} />
      <FileSummary
        upload={upload}
        preview={preview}
        isReading={isReading}
        onDialect={(dialect) => onChange({ dialect })}
        onOtherFile={props.onOtherFile}
      />
      <ProblemList
        preview={preview}
        onlyValidRows={draft.onlyValidRows}
        onOnlyValidRows={(onlyValidRows) => onChange({ onlyValidRows })}
      />
      <RowsSection
        query={{
          uploadId: upload.id,
          reading: JSON.stringify(upload.dialect),
          checkId: null,
          rowCount: upload.row_count,
          isReady: upload.state === 'ready' && Object.keys(draft.dialect).length === 0,
        }}
        preview={preview}
        columns={columns}
      />
      <AutomationSection automations={automations} draft={draft} preview={preview} onChange={onChange} />
      <SettingsSection
        draft={draft}
        defaultName={upload.filename.replace(/\.(csv|tsv|txt)$/i, '')}
        onChange={onChange}
      />
      <RunBar draft={draft} upload={upload} preview={preview} isReading={isReading} />
    </div>
  );
}

function FormSkeleton() {
  return (
    <div role="status" aria-label="Reading the file" className="grid grid-cols-1 gap-6">
      <Skeleton className="h-5 w-96 max-w-full" />
      <Skeleton className="h-72 w-full" />
      <Skeleton className="h-8 w-80 max-w-full" />
    </div>
  );
}
