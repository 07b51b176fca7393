import { Info, TriangleAlert } from 'lucide-react';
import type { ImportedRecordingJson } from '@/lib/domain/wire/recording';
import { Part } from '../outline-view';

/** What became of the recording and what has to be looked at, warnings first. */
export function RecordingNotes({ made }: { made: ImportedRecordingJson }) {
  const warnings = made.notes.filter(({ severity }) => severity === 'warning');
  const others = made.notes.filter(({ severity }) => severity === 'note');
  return (
    <Part title="From the recording" note={made.format_name}>
      {warnings.length > 0 ? (
        <p className="mb-2 text-pretty">
          Look at {warnings.length === 1 ? 'this' : `these ${warnings.length} things`} before you save.
          Nothing is saved yet.
        </p>
      ) : (
        <p className="mb-2">Nothing is saved yet.</p>
      )}
      <ul className="flex flex-col gap-2">
        {[...warnings, ...others].map(({ severity, code, message, line }) => (
          <li key={`${code}:${line}:${message}`} className="flex items-start gap-2">
            {severity === 'warning' ? (
              <TriangleAlert aria-label="Warning" className="mt-0.5 size-4 shrink-0 text-warning" />
            ) : (
              <Info aria-label="Note" className="mt-0.5 size-4 shrink-0 text-muted" />
            )}
            <span className="min-w-0 flex-1 text-pretty break-words">
              {message}
              {line === null ? null : <span className="text-faint"> Line {line} of the recording.</span>}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
