'use client';

import { useMemo, useState } from 'react';
import { useSettled } from '@/app/_components/use-settled';
import type { UploadJson } from '@/lib/domain/wire/upload';
import type { AutomationChoice } from './automation-choice';
import { type BatchDraft, type DialectChoice, type Intake, shownBindings } from './batch-draft';
import { BY_ROW, likelyAutomation } from './likely-automation';
import { type CheckQuestion, useCheck } from './use-check';
import { usePlan } from './use-plan';
import type { CsvPreviewJson } from './use-preview';

const TYPING_MS = 300;

interface IntakeInput {
  readonly upload: UploadJson;
  readonly preview: CsvPreviewJson;
  readonly automations: readonly AutomationChoice[];
  /** A dialect that the stored rows are not read with yet. */
  readonly wanted: DialectChoice;
  readonly isDialectOpen: boolean;
  readonly initialDraft: BatchDraft;
}

/** All that a person decides about a file, and what the server says to it. */
export function useIntake({
  upload,
  preview,
  automations,
  wanted,
  isDialectOpen,
  initialDraft,
}: IntakeInput) {
  const [draft, setDraft] = useState(initialDraft);
  const [rowIndex, setRowIndex] = useState(0);
  const reading = JSON.stringify([upload.dialect, upload.headers]);
  const { headers } = preview;
  const likely = useMemo(() => likelyAutomation(automations, headers), [automations, headers]);
  const automation = draft.automation === BY_ROW ? null : (draft.automation ?? likely?.name ?? null);
  const bindings = useSettled(draft.bindings, TYPING_MS);
  const planned = { automation, bindings, dialect: wanted };
  const plan = usePlan(upload.id, reading, { ...planned, rowIndex: 0 });
  // The same question, and so one request, while it is the first row.
  const row = usePlan(upload.id, reading, { ...planned, rowIndex: useSettled(rowIndex, TYPING_MS) });
  const uniqueColumn = upload.key_column ?? preview.unique_column;
  const wish = draft.keyColumn === undefined ? uniqueColumn : draft.keyColumn;
  const keyColumn = wish !== null && headers.includes(wish) ? wish : null;
  const isReady = upload.state === 'ready' && !isDialectOpen;
  const question = useMemo(() => questionFor(plan.data, keyColumn), [plan.data, keyColumn]);
  const checked = useCheck(upload.id, reading, isReady ? question : null);
  const isSettling =
    isDialectOpen || bindings !== draft.bindings || plan.isPlaceholderData || checked.isOutdated;
  const intake: Intake = {
    ...{ draft, upload, keyColumn, isSettling },
    plan: plan.data,
    check: isReady ? checked.check : undefined,
  };
  return {
    ...{ intake, automation, uniqueColumn, reading, isReady, rowIndex, setRowIndex },
    words: row.data,
    isWordsSettling: row.isPlaceholderData || isSettling,
    error: plan.error ?? checked.error,
    refreshCheck: checked.refresh,
    change: (change: Partial<BatchDraft>) => setDraft((now) => ({ ...now, ...change })),
  };
}

/** Rows are checked against the automation once everything it needs has a source; before that by themselves. */
function questionFor(plan: Intake['plan'], keyColumn: string | null): CheckQuestion {
  const key = keyColumn === null ? {} : { key_column: keyColumn };
  if (!plan?.automation || plan.unbound.length > 0) return key;
  const { name, version } = plan.automation;
  return { automation: name, automation_version: version, bindings: shownBindings(plan), ...key };
}
