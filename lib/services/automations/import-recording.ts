import { type CsvPreview, previewCsv } from '../../csv/preview';
import { type RecordedAutomation, toAutomation } from '../../recording/convert/to-automation';
import { readRecording } from '../../recording/read-recording';
import { FORMAT_NAMES, type RecordingFormat } from '../../recording/recording';

export interface ImportRecordingInput {
  /** The recording's text; which format it is, it tells itself. */
  readonly recording: string;
  /** A file whose first row was typed while recording. */
  readonly sample?: Pick<CsvPreview, 'columns' | 'rows'> | undefined;
  /** Names an automation whose recording has no title. */
  readonly fileName?: string | undefined;
}

export interface ImportedRecording extends RecordedAutomation {
  readonly format: RecordingFormat;
  readonly formatName: string;
}

/**
 * Makes an automation of a recording. Nothing is saved, and nothing of the recording is run.
 * @throws FileProcessingError `recording_*`
 */
export function importRecording({ recording, sample, fileName }: ImportRecordingInput): ImportedRecording {
  const read = readRecording(recording);
  const [row] = sample?.rows ?? [];
  const columns = sample?.columns.map(({ header, type, format }, at) => ({
    header,
    type,
    format,
    cell: row?.[at] ?? '',
  }));
  const made = toAutomation(read, { sample: columns, fileName });
  return { ...made, format: read.format, formatName: FORMAT_NAMES[read.format] };
}

/** What a sample given as text holds. Throws what `previewCsv` throws. */
export function previewSampleText(text: string): Promise<CsvPreview> {
  return previewCsv(async function* () {
    yield Buffer.from(text, 'utf8');
  });
}
