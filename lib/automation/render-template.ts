import type { Scope } from './scope';
import {
  compileTemplate,
  type Template,
  type TemplateFilter,
  type TemplateName,
  type TemplatePart,
} from './template';
import { TemplateError } from './template-error';
import { applyFilter, MAX_RENDERED_LENGTH, tooLong } from './template-filters';

export const MASK = '•••';

export interface RenderOptions {
  /** Names whose value is shown as dots, unfiltered: for words that people read. */
  readonly isMasked?: (name: TemplateName) => boolean;
  /** What stands for a name whose value is not known yet, unfiltered; undefined for one that is looked up. */
  readonly placeholder?: (name: TemplateName) => string | undefined;
  /** Told of every look-up that is rendered: `text` is what its filters made of the value. */
  readonly onLookUp?: (name: TemplateName, filters: readonly TemplateFilter[], text: string) => void;
}

/** Renders a compiled template for one row. @throws TemplateError naming the look-up that failed. */
export function renderTemplate(template: Template, scope: Scope, options: RenderOptions = {}): string {
  let rendered = '';
  for (const part of template.parts) {
    rendered += 'text' in part ? part.text : renderLookUp(part, scope, options);
    if (rendered.length > MAX_RENDERED_LENGTH) throw tooLong();
  }
  return rendered;
}

/** Compiles and renders text of a checked automation. @throws TemplateError; Error when it was never checked. */
export function renderText(source: string, scope: Scope, options: RenderOptions = {}): string {
  const compiled = compileTemplate(source);
  if (!compiled.ok) throw new Error(`Template of an unchecked automation: ${compiled.problem.message}`);
  return renderTemplate(compiled.template, scope, options);
}

type LookUp = Exclude<TemplatePart, { text: string }>;

function renderLookUp({ name, filters }: LookUp, scope: Scope, options: RenderOptions): string {
  if (options.isMasked?.(name)) return MASK;
  const placeholder = options.placeholder?.(name);
  if (placeholder !== undefined) return placeholder;
  const found = lookUp(name, scope);
  // A look-up of the run may be missing when its first filter says what to take instead.
  if (found === undefined && filters[0]?.name !== 'default') throw missing(name);
  const text = filters.reduce(
    (value, filter) => applyFilter(filter.name, value, filter.args, scope),
    found ?? '',
  );
  options.onLookUp?.(name, filters, text);
  return text;
}

function lookUp(name: TemplateName, scope: Scope): string | undefined {
  switch (name.root) {
    case 'literal':
      return name.text;
    case 'batch_id':
      return scope.batch.id;
    case 'row_number':
      return String(scope.job.rowNumber);
    default:
      return scope[name.root].get(name.key);
  }
}

const MISSING = {
  input: ['input_missing', 'There is no input'],
  row: ['column_missing', 'The file has no column'],
  var: ['variable_missing', 'Neither the batch nor a step before this one sets the variable'],
  secret: ['secret_missing', 'There is no secret'],
} as const;

function missing(name: TemplateName): TemplateError {
  if (!('key' in name)) throw new Error(`${name.root} is always there`);
  const [code, words] = MISSING[name.root];
  return new TemplateError(code, `${words} ${name.key}.`);
}
