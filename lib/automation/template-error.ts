import { ValidationError } from '../domain/errors';

export type TemplateErrorCode =
  /** A filter cannot read the row's text. */
  | 'template_value_invalid'
  | 'template_too_long'
  | 'column_missing'
  | 'variable_missing'
  | 'secret_missing'
  | 'input_missing'
  | 'totp_unavailable'
  | 'totp_key_invalid';

/** A template cannot be rendered for this row. The message names the place and never a value. */
export class TemplateError extends ValidationError {
  /** `input`: this row's text is wrong; `automation`: every row would fail alike. */
  readonly kind: 'input' | 'automation';
  constructor(code: TemplateErrorCode, message: string) {
    super(code, message);
    const isAboutRow = code === 'template_value_invalid' || code === 'template_too_long';
    this.kind = isAboutRow ? 'input' : 'automation';
  }
}
