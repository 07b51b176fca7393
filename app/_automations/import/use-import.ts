'use client';

import { useState } from 'react';
import { api, errorText } from '@/app/_components/api-client';
import type { AutomationCheckJson } from '@/lib/domain/wire/automation-check';
import type { ImportedRecordingJson } from '@/lib/domain/wire/recording';

export interface ImportDraft {
  readonly recording: string;
  /** Of the file that the recording came from. */
  readonly fileName: string | null;
  readonly sample: string | null;
}

export interface Imported {
  readonly made: ImportedRecordingJson;
  readonly check: AutomationCheckJson;
}

/** Has the server make an automation of a recording; nothing is saved by it. */
export function useImport() {
  const [imported, setImported] = useState<Imported | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const start = async ({ recording, fileName, sample }: ImportDraft) => {
    setIsBusy(true);
    setError(null);
    try {
      const body = { recording, ...(sample !== null && { sample }), ...(fileName && { filename: fileName }) };
      const made = await api.post<ImportedRecordingJson>('/automations/import', { body });
      const { source } = made;
      const check = await api.post<AutomationCheckJson>('/automations/validate', { body: { source } });
      setImported({ made, check });
    } catch (failure) {
      setError(errorText(failure));
    } finally {
      setIsBusy(false);
    }
  };
  return { imported, error, isBusy, start };
}
