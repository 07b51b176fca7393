import { z } from 'zod';

const noteSchema = z.object({
  severity: z.enum(['warning', 'note']).describe('warning: to be looked at before it runs'),
  code: z.string(),
  message: z.string(),
  line: z.int().nullable().describe('of the recording, from 1; null when it is about all of it'),
});

export const importRequestSchema = z.strictObject({
  recording: z.string().min(1).max(1_048_576).describe('the recording; its format is told by its content'),
  sample: z.string().max(1_048_576).optional().describe('a CSV whose first row was typed while recording'),
  upload_id: z.uuid().optional().describe('instead of sample: an uploaded file'),
  filename: z.string().max(500).optional().describe('names the automation of a recording without a title'),
});

export const importedRecordingSchema = z.object({
  format: z
    .string()
    .describe('chrome-recorder, playwright-javascript, playwright-python, playwright-jsonl or selenium-ide'),
  format_name: z.string(),
  name: z.string(),
  title: z.string(),
  effect: z.enum(['read', 'submit']),
  source: z.string().describe('the automation as YAML; it is not saved'),
  notes: z.array(noteSchema),
});
export type ImportedRecordingJson = z.infer<typeof importedRecordingSchema>;

export function toImportedRecordingJson(imported: {
  readonly format: string;
  readonly formatName: string;
  readonly name: string;
  readonly title: string;
  readonly effect: 'read' | 'submit';
  readonly source: string;
  readonly notes: readonly z.infer<typeof noteSchema>[];
}): ImportedRecordingJson {
  const { format, name, title, effect, source } = imported;
  const notes = imported.notes.map(({ severity, code, message, line }) => ({
    severity,
    code,
    message,
    line,
  }));
  return { format, format_name: imported.formatName, name, title, effect, source, notes };
}
