const SCRIPTS = {
  /** Never gives the page back. */
  hang: 'for (;;);',
  popups: "for (let no = 0; no < 500; no += 1) open('/hostile/popup?no=' + no);",
  alerts: "for (;;) alert('Again');",
  /** Goes on answering meanwhile: only its size gives it away. */
  memory: 'const kept = []; setInterval(() => kept.push(new Uint8Array(32 * 2 ** 20).fill(1)), 20);',
  downloads: `setInterval(() => {
    const link = Object.assign(document.createElement('a'), { href: '/hostile/stream', download: '' });
    document.body.append(link);
    link.click();
  }, 50);`,
} as const;

/** What a page can do without end; `crash` stands among the faults. */
export const ENDLESS = Object.keys(SCRIPTS);

/** Begins as soon as the page is there, so that whoever opened it has it in hand. */
export function endlessScript(what: string): string {
  const script = (SCRIPTS as Readonly<Record<string, string>>)[what] ?? '';
  return `<script>addEventListener('load', () => setTimeout(() => { ${script} }, 0));</script>`;
}
