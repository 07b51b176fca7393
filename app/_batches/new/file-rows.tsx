'use client';

import { useMemo, useRef, useState } from 'react';
import { errorText } from '@/app/_components/api-client';
import { Notice } from '@/app/_components/ui/notice';
import type { UploadJson } from '@/lib/domain/wire/upload';
import { TryPanel } from '../try/try-panel';
import { SameContent } from '../upload/same-content';
import type { AutomationChoice } from './automation-choice';
import { type BatchDraft, type DialectChoice, tryQuestion } from './batch-draft';
import { AutomationSection } from './bindings/automation-section';
import { inputsByColumn, readingsByInput } from './bindings/binding-words';
import { FileSummary } from './file-summary';
import { gridColumns } from './grid/grid-columns';
import type { RowFilter } from './grid/row-filter';
import { RowsSection } from './grid/rows-section';
import { KeySection } from './key-section';
import { ProblemSection } from './problems/problem-section';
import { RunBar } from './run-bar';
import { SettingsSection } from './settings-section';
import { useIntake } from './use-intake';
import type { CsvPreviewJson } from './use-preview';

interface FileRowsProps {
  readonly upload: UploadJson;
  readonly preview: CsvPreviewJson;
  readonly automations: readonly AutomationChoice[];
  readonly wanted: DialectChoice;
  readonly initialDraft: BatchDraft;
  readonly isDialectOpen: boolean;
  readonly onDialect: (change: DialectChoice) => void;
  readonly onOtherFile: () => void;
  readonly onUpload: (uploadId: string) => void;
}

/** File, problems, rows, automation, key, settings, run: one page, from top to bottom. */
export function FileRows(props: FileRowsProps) {
  const { upload, preview, automations, isDialectOpen, onOtherFile } = props;
  const state = useIntake(props);
  const { intake, change, isReady, automation } = state;
  const { draft, plan, check, keyColumn } = intake;
  const [filter, setFilter] = useState<RowFilter>('all');
  const [isChanging, setIsChanging] = useState(false);
  const rows = useRef<HTMLDivElement>(null);
  const columns = useColumns(props, plan, keyColumn);
  const showRows = (next: RowFilter) => {
    setFilter(next);
    rows.current?.scrollIntoView({ block: 'nearest' });
  };
  const readAs = (dialect: DialectChoice) => {
    // Columns are others then: what was chosen of them says nothing any more.
    change({ bindings: {}, keyColumn: undefined });
    setFilter('all');
    props.onDialect(dialect);
  };
  return (
    <div className="grid grid-cols-1 gap-6">
      <SameContent upload={upload} onUse={props.onUpload} />
      <FileSummary
        upload={upload}
        preview={preview}
        isSettling={isDialectOpen}
        isChanging={isChanging}
        onChanging={setIsChanging}
        onDialect={readAs}
        onOtherFile={onOtherFile}
      />
      {state.error && (
        <Notice tone="danger" title="The rows could not be checked">
          {errorText(state.error)}
        </Notice>
      )}
      {check && (
        <ProblemSection
          check={check}
          headers={preview.headers}
          isOutdated={intake.isSettling}
          onlyValidRows={draft.onlyValidRows}
          onOnlyValidRows={(onlyValidRows) => change({ onlyValidRows })}
          onShowGroup={(group) => showRows(`group-${group}`)}
          onUniqueHeaders={() => readAs({ unique_headers: true })}
          onDialect={() => setIsChanging(true)}
        />
      )}
      <div ref={rows} className="scroll-mt-4">
        <RowsSection
          query={{
            uploadId: upload.id,
            reading: state.reading,
            checkId: check?.state === 'done' ? check.id : null,
            rowCount: upload.row_count,
            isReady,
          }}
          preview={preview}
          columns={columns}
          check={check}
          filter={filter}
          onFilter={setFilter}
          onChanged={state.refreshCheck}
          onRow={state.setRowIndex}
        />
      </div>
      <AutomationSection
        automations={automations}
        automation={automation}
        headers={preview.headers}
        rowCount={isReady ? upload.row_count : preview.row_count}
        chosen={draft.bindings}
        plan={plan}
        words={state.words}
        readings={readingsByInput(check)}
        isSettling={state.isWordsSettling}
        rowIndex={state.rowIndex}
        onRow={state.setRowIndex}
        onAutomation={(name) => change({ automation: name, bindings: {} })}
        onBind={(input, choice) => change({ bindings: { ...draft.bindings, [input]: choice } })}
      />
      <TryPanel
        question={tryQuestion(intake)}
        rowIndex={state.rowIndex}
        rowCount={upload.row_count}
        onRow={state.setRowIndex}
        onChanged={state.refreshCheck}
      />
      <KeySection
        draft={draft}
        headers={preview.headers}
        uniqueColumn={state.uniqueColumn}
        keyColumn={keyColumn}
        check={check}
        onChange={change}
        onShowDuplicates={() => showRows('duplicate')}
        onShowDone={() => showRows('done')}
      />
      <SettingsSection
        draft={draft}
        headers={preview.headers}
        defaultName={upload.filename.replace(/\.(csv|tsv|txt)$/i, '')}
        onChange={change}
      />
      <RunBar intake={intake} onLeaveOut={() => change({ onlyValidRows: true })} />
    </div>
  );
}

/** Stable while nothing about the columns changes: the grid draws thousands of cells by it. */
function useColumns(
  { upload, preview, isDialectOpen }: FileRowsProps,
  plan: ReturnType<typeof useIntake>['intake']['plan'],
  keyColumn: string | null,
) {
  const isRead = upload.state === 'ready' && !isDialectOpen;
  const facts = isRead && upload.columns.length > 0 ? upload.columns : preview.columns;
  const rowCount = facts === upload.columns ? upload.row_count : preview.row_count;
  return useMemo(
    () =>
      gridColumns({
        headers: preview.headers,
        facts,
        sampleRows: preview.rows,
        rowCount,
        inputsAt: inputsByColumn(plan),
        keyColumn,
      }),
    [preview.headers, preview.rows, facts, rowCount, plan, keyColumn],
  );
}
