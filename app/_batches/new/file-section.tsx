'use client';

import { keepFocus } from '@/app/_components/keep-focus';
import { Notice } from '@/app/_components/ui/notice';
import { DropZone } from '../upload/drop-zone';
import { HalfArrived } from '../upload/half-arrived';
import { PasteBox, PastedRows } from '../upload/paste-box';
import type { FileChoices } from '../upload/read-file-choices';
import { RecentFiles } from '../upload/recent-files';
import { UploadProgress } from '../upload/upload-progress';
import { useChosenFile } from '../upload/use-chosen-file';
import { useFileUpload } from '../upload/use-file-upload';
import { usePageInput } from '../upload/use-page-input';

interface FileSectionProps {
  readonly files: FileChoices;
  readonly onUpload: (uploadId: string) => void;
}

/** Takes a file: dropped, chosen, pasted, one that arrived half, or one that is here already. */
export function FileSection({ files, onUpload }: FileSectionProps) {
  const { status, start, pause, resume, cancel } = useFileUpload(onUpload);
  const chosen = useChosenFile(files, start);
  if (status !== null) {
    const giveUp = () => {
      if (status.uploadId !== null) chosen.forget(status.uploadId);
      cancel();
    };
    return <UploadProgress upload={status} onPause={pause} onResume={resume} onCancel={giveUp} />;
  }
  return <FileChoice files={files} chosen={chosen} onUpload={onUpload} />;
}

function FileChoice({
  files,
  chosen,
  onUpload,
}: FileSectionProps & { chosen: ReturnType<typeof useChosenFile> }) {
  const { refusal, pasted, waiting } = chosen;
  const takeFiles = (list: readonly File[]) => void chosen.take(list);
  usePageInput({ onText: chosen.takeText, onFiles: takeFiles });
  return (
    <div ref={keepFocus} className="grid grid-cols-1 gap-6">
      {refusal !== null && <Notice tone="danger">{refusal}</Notice>}
      {pasted === null ? (
        <div className="grid grid-cols-1 gap-3">
          <DropZone limitMb={files.limitMb} onFiles={takeFiles} />
          <PasteBox onText={chosen.takeText} />
        </div>
      ) : (
        <PastedRows
          table={pasted}
          onUse={() => void chosen.sendPasted(pasted)}
          onDiscard={chosen.discardPasted}
        />
      )}
      <HalfArrived
        uploads={waiting}
        onGoOn={(file, upload) => void chosen.goOn(file, upload)}
        onDiscard={(upload) => void chosen.discard(upload)}
      />
      <RecentFiles files={files.recent} onChoose={onUpload} />
    </div>
  );
}
