import { Document, isMap, isPair, isScalar, isSeq, type YAMLMap } from 'yaml';
import type { RecordedBrowser } from '../recording';
import type { ChosenInput } from './input-chooser';
import type { StepDocument } from './step-document';

export interface DocumentStep {
  readonly step: StepDocument;
  /** Lines that stand above it. */
  readonly comments: readonly string[];
}

export interface DocumentContent {
  readonly head: readonly string[];
  readonly name: string;
  readonly title: string;
  readonly baseUrl: string;
  readonly effect: 'read' | 'submit';
  readonly browser: RecordedBrowser;
  readonly inputs: ReadonlyMap<string, ChosenInput>;
  readonly outputs: readonly string[];
  readonly steps: readonly DocumentStep[];
  /** Lines after the last step. */
  readonly tail: readonly string[];
}

const SHOWN_CHARACTERS = 200;

/** The automation's YAML, with what a person has to look at as comments. */
export function writeDocument(content: DocumentContent): string {
  const document = new Document({
    version: 1,
    name: content.name,
    title: content.title,
    base_url: content.baseUrl,
    effect: content.effect,
    ...section('browser', browserDocument(content.browser)),
    ...section(
      'inputs',
      Object.fromEntries([...content.inputs].map(([name, input]) => [name, inputDocument(input)])),
    ),
    ...section('outputs', Object.fromEntries(content.outputs.map((name) => [name, { type: 'string' }]))),
    steps: content.steps.map(({ step }) => step),
  });
  document.commentBefore = comment(content.head) ?? null;
  spaceOut(document);
  annotateFields(document, 'inputs', content.inputs);
  annotateFields(document, 'outputs', new Map());
  annotateSteps(document, content);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function section(key: string, value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.keys(value).length > 0 ? { [key]: value } : {};
}

function inputDocument({ type, title, format }: ChosenInput): Record<string, unknown> {
  return { type, ...(title !== undefined && { title }), ...(format !== undefined && { format }) };
}

function browserDocument({ viewport, locale, timezone, userAgent, ignoreTlsErrors }: RecordedBrowser) {
  return {
    ...(viewport && { viewport: `${viewport.width}x${viewport.height}` }),
    ...(locale !== undefined && { locale }),
    ...(timezone !== undefined && { timezone }),
    ...(userAgent !== undefined && { user_agent: userAgent }),
    ...(ignoreTlsErrors && { ignore_tls_errors: true }),
  };
}

/** A blank line before each part. */
function spaceOut(document: Document): void {
  if (!isMap(document.contents)) return;
  for (const { key } of document.contents.items) {
    if (isScalar(key) && ['browser', 'inputs', 'outputs', 'steps'].includes(String(key.value)))
      key.spaceBefore = true;
  }
}

function annotateFields(document: Document, part: string, inputs: ReadonlyMap<string, ChosenInput>): void {
  const map = document.get(part);
  if (!isMap(map)) return;
  for (const pair of map.items) {
    const { key, value } = pair as { key: { value?: unknown }; value: unknown };
    if (!isMap(value)) continue;
    value.flow = true;
    const recorded = inputs.get(String(key?.value))?.recorded;
    if (recorded) value.comment = comment([`recorded: ${recorded}`]) ?? null;
  }
}

function annotateSteps(document: Document, { steps, tail }: DocumentContent): void {
  const list = document.get('steps');
  if (!isSeq(list)) return;
  for (const [at, node] of list.items.entries()) {
    if (!isMap(node)) continue;
    for (const pair of (node as YAMLMap).items) if (isPair(pair) && isMap(pair.value)) pair.value.flow = true;
    const above = comment(steps[at]?.comments ?? []);
    if (above !== undefined) node.commentBefore = above;
  }
  const below = comment(tail);
  if (below !== undefined) list.comment = below;
}

/** Comments hold what anybody may have written: one line each, nothing that could end it. */
function comment(lines: readonly string[]): string | undefined {
  if (lines.length === 0) return undefined;
  return lines
    .map((line) =>
      line
        .replace(/[\p{Cc}\u2028\u2029\u0085\ufeff\ufffe\uffff]+/gu, ' ')
        .replace(/[\ud800-\udfff]/gu, '')
        .trim(),
    )
    .map((line) => ` ${line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS - 1)}…` : line}`)
    .join('\n');
}
