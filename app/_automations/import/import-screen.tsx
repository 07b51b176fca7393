'use client';

import { AutomationScreen } from '../automation-screen';
import { ImportForm } from './import-form';
import { RecordingNotes } from './recording-notes';
import { useImport } from './use-import';

/** First the recording, then the editor with what became of it. */
export function ImportScreen() {
  const { imported, error, isBusy, start } = useImport();
  if (!imported) return <ImportForm error={error} isBusy={isBusy} onImport={(draft) => void start(draft)} />;
  const { made, check } = imported;
  return (
    <AutomationScreen
      saved={null}
      versions={[]}
      source={made.source}
      check={check}
      about={<RecordingNotes made={made} />}
    />
  );
}
