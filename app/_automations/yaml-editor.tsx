'use client';

import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Text } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { editorTheme } from './editor-theme';
import type { PlacedProblem } from './placed-problem';

export interface YamlEditorHandle {
  /** Puts the cursor there and shows the line. */
  goTo(line: number, column: number): void;
  /** Selects the line from there to its end, and shows it. */
  select(line: number, column: number): void;
}

interface YamlEditorProps {
  readonly initial: string;
  readonly label: string;
  readonly isReadOnly: boolean;
  readonly problems: readonly PlacedProblem[];
  readonly onChange: (source: string) => void;
  readonly ref?: Ref<YamlEditorHandle>;
}

/** Tab is left to the page, so that nobody is caught in the editor; Enter keeps the indentation. */
function extensionsFor(label: string, isReadOnly: boolean, onChange: (source: string) => void) {
  return [
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    indentUnit.of('  '),
    bracketMatching(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    yaml(),
    editorTheme,
    EditorState.readOnly.of(isReadOnly),
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString());
    }),
  ];
}

/** Offset of a 1-based place, kept inside the text: problems may be older than what is typed. */
function offsetOf(text: Text, line: number, column: number): number {
  const found = text.line(Math.min(Math.max(1, line), text.lines));
  return Math.min(found.to, found.from + Math.max(0, column - 1));
}

function toDiagnostic(text: Text, problem: PlacedProblem): Diagnostic {
  const from = offsetOf(text, problem.line, problem.column);
  const to = Math.max(from, text.lineAt(from).to);
  return { from, to, severity: problem.severity, message: problem.message };
}

function show(editor: EditorView | null, line: number, column: number, isSelected: boolean): void {
  if (!editor) return;
  const anchor = offsetOf(editor.state.doc, line, column);
  const head = isSelected ? editor.state.doc.lineAt(anchor).to : anchor;
  const effects = EditorView.scrollIntoView(anchor, { y: 'center' });
  editor.dispatch({ selection: { anchor, head }, effects });
  editor.focus();
}

export function YamlEditor({ initial, label, isReadOnly, problems, onChange, ref }: YamlEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const [isReady, setIsReady] = useState(false);
  const change = useRef(onChange);
  change.current = onChange;

  useEffect(() => {
    const parent = host.current;
    if (!parent) return;
    const extensions = extensionsFor(label, isReadOnly, (source) => change.current(source));
    const editor = new EditorView({ parent, doc: initial, extensions });
    view.current = editor;
    setIsReady(true);
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, [initial, isReadOnly, label]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const { state } = editor;
    const marks = problems.map((problem) => toDiagnostic(state.doc, problem));
    editor.dispatch(setDiagnostics(state, marks));
  }, [problems]);

  useImperativeHandle(ref, () => ({
    goTo: (line, column) => show(view.current, line, column, false),
    select: (line, column) => show(view.current, line, column, true),
  }));

  return (
    <div ref={host} className="h-full min-h-80 overflow-hidden">
      {isReady ? null : <pre className="py-3 pl-[50px] font-mono leading-5">{initial}</pre>}
    </div>
  );
}
