import { commandColumns } from '../../automation/command-columns';
import { bindRowInputs, checkRowInputs, readRowCommand } from '../../automation/row-command';
import type { Automation } from '../../automation/schema';
import type { Upload } from '../../db/records';
import type { UploadRowItem } from '../../db/sql/read-upload-rows';
import type { BindingChoices } from '../../domain/bindings';
import { fileColumns } from '../uploads/file-columns';
import { rowInvalid } from './read-tried-row';

/**
 * What a row that names this automation itself gives its inputs; undefined when the row does not.
 * @throws ValidationError `row_invalid` for texts that the automation does not take.
 */
export function ownBindings(
  automation: Automation,
  upload: Upload,
  row: UploadRowItem,
): BindingChoices | undefined {
  const named = readRowCommand(commandColumns(upload.headers), row.cells);
  if (!named.ok || named.command.name !== automation.name) return undefined;
  const bindings = bindRowInputs(automation, fileColumns(upload));
  const { values, problems } = checkRowInputs(automation, bindings, row.cells, named.command);
  if (problems.length > 0) throw rowInvalid(row, problems);
  return Object.fromEntries([...values].map(([input, constant]) => [input, { constant }]));
}
