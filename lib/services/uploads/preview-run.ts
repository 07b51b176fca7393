import { planRows, type RowPlans } from '../../automation/plan-rows';
import type { Automation } from '../../automation/schema';
import type { CsvPreview } from '../../csv/preview';
import { getAutomation } from '../automations/get-automation';
import { requireValid } from '../automations/save-automation';
import type { Context } from '../context';
import { type PreviewUploadInput, previewUpload } from './preview-upload';

export interface PreviewRunInput extends PreviewUploadInput {
  readonly automation: string;
  readonly automationVersion?: number | undefined;
}

export interface RunPreview extends RowPlans {
  readonly preview: CsvPreview;
  readonly automation: Automation;
}

/** A file's preview with what its first rows would do. @throws NotFoundError, ValidationError, FileProcessingError */
export async function previewRun(context: Context, input: PreviewRunInput): Promise<RunPreview> {
  const version = { name: input.automation, version: input.automationVersion };
  const { source, name } = await getAutomation(context, version);
  const { automation } = requireValid(source, name);
  const preview = await previewUpload(context, input);
  return { preview, automation, ...planRows(automation, preview) };
}
