import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import {
  importedRecordingSchema,
  importRequestSchema,
  toImportedRecordingJson,
} from '@/lib/domain/wire/recording';
import { importRecording, previewSampleText } from '@/lib/services/automations/import-recording';
import { previewUpload } from '@/lib/services/uploads/preview-upload';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary:
    'Make an automation of a recording: Chrome Recorder, Playwright codegen or Selenium IDE. Nothing is saved or run',
  permission: 'write',
  body: importRequestSchema,
  answers: { 200: importedRecordingSchema },
  handle: async ({ context, body: { recording, sample: text, upload_id: uploadId, filename: fileName } }) => {
    const stored = uploadId === undefined ? undefined : await previewUpload(context, { uploadId, rows: 1 });
    const sample = stored ?? (text === undefined ? undefined : await previewSampleText(text));
    return jsonAnswer(toImportedRecordingJson(importRecording({ recording, sample, fileName })));
  },
});
