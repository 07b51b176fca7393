import { toTryJson } from '../lib/domain/wire/try';
import type { TryView } from '../lib/services/tries/get-try';
import { EXIT, formatFields, type Output } from './output';
import type { TryFolder } from './write-try';

/** What a try came to: its JSON with the files on this disk, or a few lines for people. */
export function tryOutput(tried: TryView, folder: TryFolder): Output {
  const json = toTryJson(tried);
  const artifacts = json.artifacts.map((artifact) => ({
    ...artifact,
    path: folder.files.get(artifact.id) ?? null,
  }));
  return {
    json: { ...json, artifacts, folder: folder.path },
    text: tryText(tried, folder),
    exitCode: tried.state === 'completed' ? EXIT.ok : EXIT.problems,
  };
}

function tryText(tried: TryView, folder: TryFolder): string {
  const { failure, stoppedBefore, warnings } = tried;
  const outputs = Object.entries(tried.output).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  const lines = [`Row ${tried.rowIndex + 1}: ${tried.state}`];
  if (failure) lines.push(`${failure.step === null ? '' : `Step ${failure.step}: `}${failure.message ?? ''}`);
  if (stoppedBefore) {
    lines.push(`Stopped before step ${stoppedBefore.no} (${stoppedBefore.title}): nothing was submitted.`);
  }
  lines.push(...warnings);
  if (outputs.length > 0) lines.push(formatFields(Object.fromEntries(outputs)));
  const trace = tried.artifacts.find(({ type }) => type === 'trace');
  const tracePath = trace && folder.files.get(trace.id);
  if (folder.files.size > 0) lines.push(`Pictures: ${folder.path}`);
  if (tracePath) lines.push(`Trace: npx playwright show-trace "${tracePath}"`);
  return lines.join('\n');
}
