'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useMay } from '@/app/_auth/actor-role';
import { api, errorText } from '@/app/_components/api-client';
import { Notice } from '@/app/_components/ui/notice';
import { notifyDone, notifyFailed } from '@/app/_components/ui/toast';
import type { AutomationJson, AutomationVersionJson } from '@/lib/domain/wire/automation';
import type { AutomationCheckJson } from '@/lib/domain/wire/automation-check';
import { AutomationHeader } from './automation-header';
import { HistoryPart } from './history/history-part';
import { OutlineView } from './outline-view';
import { placedProblems } from './placed-problem';
import { ProblemList } from './problem-list';
import { useCheck } from './use-check';
import { VersionList } from './version-list';
import { YamlEditor, type YamlEditorHandle } from './yaml-editor';

interface AutomationScreenProps {
  /** The saved version shown, or null for a new automation. */
  readonly saved: AutomationJson | null;
  readonly versions: readonly AutomationVersionJson[];
  readonly source: string;
  readonly check: AutomationCheckJson;
  /** The place that is selected first, 1-based. */
  readonly start?: { readonly line: number; readonly column: number } | null;
  /** Stands above what the text means: where a new one comes from. */
  readonly about?: ReactNode;
}

/** Text on the left; what it means, its problems and versions on the right. */
export function AutomationScreen({
  saved,
  versions,
  source: initial,
  check: initialCheck,
  start = null,
  about = null,
}: AutomationScreenProps) {
  const [source, setSource] = useState(initial);
  const editor = useRef<YamlEditorHandle>(null);
  const mayWrite = useMay('write');
  const { check, error, isCurrent } = useCheck(source, { source: initial, check: initialCheck });
  const problems = useMemo(() => placedProblems(check), [check]);
  const isChanged = source !== initial;
  const { save, isSaving } = useSave(saved);
  useLeaveWarning((isChanged || about !== null) && !isSaving);
  const [first] = useState(start);
  useEffect(() => {
    if (first) editor.current?.select(first.line, first.column);
  }, [first]);

  return (
    <>
      <AutomationHeader
        saved={saved}
        title={check.automation?.title ?? saved?.title ?? 'New automation'}
        effect={check.automation?.effect ?? saved?.effect ?? null}
        canSave={
          mayWrite && isCurrent && check.automation !== null && (isChanged || saved === null || isOld(saved))
        }
        mayWrite={mayWrite}
        isSaving={isSaving}
        onSave={() => void save(source)}
      />
      <div className="grid lg:h-[calc(100dvh-3rem)] lg:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="flex min-h-0 min-w-0 flex-col border-line lg:border-r">
          {saved && isOld(saved) ? <OldVersionNotice saved={saved} /> : null}
          <div className="min-h-0 flex-1">
            <YamlEditor
              ref={editor}
              initial={initial}
              label="Automation as YAML"
              isReadOnly={!mayWrite}
              problems={problems}
              onChange={setSource}
            />
          </div>
          {error ? <Notice tone="danger">{errorText(error)}</Notice> : null}
          <ProblemList problems={problems} onPick={(line, column) => editor.current?.goTo(line, column)} />
        </div>
        <aside
          aria-label="About this automation"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also for those who use no pointer.
          tabIndex={0}
          className="flex min-h-0 flex-col gap-7 overflow-y-auto px-4 py-5 sm:px-6"
        >
          {about}
          <OutlineView automation={check.automation} />
          {saved ? <HistoryPart name={saved.name} /> : null}
          {saved ? <VersionList name={saved.name} shown={saved.version} versions={versions} /> : null}
        </aside>
      </div>
    </>
  );
}

function isOld(saved: AutomationJson): boolean {
  return saved.version !== saved.latest_version;
}

function OldVersionNotice({ saved }: { saved: AutomationJson }) {
  return (
    <Notice tone="warning" className="rounded-none border-x-0 border-t-0">
      This is version {saved.version} of {saved.latest_version}. Saving it makes it version{' '}
      {saved.latest_version + 1}.
    </Notice>
  );
}

function useSave(saved: AutomationJson | null) {
  const router = useRouter();
  const client = useQueryClient();
  const [isSaving, setIsSaving] = useState(false);
  const save = async (source: string) => {
    setIsSaving(true);
    try {
      const made = await api.post<AutomationJson>('/automations', { body: { source } });
      const isSame = saved !== null && made.name === saved.name && made.version === saved.version;
      notifyDone(
        isSame ? `Nothing changed: still version ${made.version}` : `Saved as version ${made.version}`,
      );
      // Batches that run it are asked anew: their rows can be retried with this version now.
      client.removeQueries({ queryKey: ['batch'] });
      router.replace(`/automations/${made.name}`);
      router.refresh();
    } catch (error) {
      notifyFailed('Could not save the automation', error);
    } finally {
      setIsSaving(false);
    }
  };
  return { save, isSaving };
}

/** The browser asks before a page with unsaved text is closed. */
function useLeaveWarning(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
}
