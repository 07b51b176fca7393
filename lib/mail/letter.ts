/** A mail as it is sent: to one address, in two forms that say the same. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Of a letter that may be sent twice: the same both times, and of no other letter. Absent: each sending is its own. */
  readonly id?: string;
}

export interface LetterParts {
  readonly to: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link: { readonly label: string; readonly url: string };
  /** Why it came, and what to do if one did not expect it. */
  readonly footer: string;
}

const MAX_SUBJECT = 150;

/** Writes a letter. Names in it are hostile: they stay one line in the subject, and text in the HTML. */
export function writeLetter({ to, subject, paragraphs, link, footer }: LetterParts): Letter {
  const lines = paragraphs.map(oneLine);
  return {
    to,
    subject: cut(oneLine(subject), MAX_SUBJECT),
    text: [...lines, `${link.label}:\n${link.url}`, `-- \n${footer}`].join('\n\n'),
    html: [
      '<!doctype html><html lang="en"><body style="font: 15px/1.5 sans-serif; max-width: 36em; margin: 1.5em">',
      ...lines.map((line) => `<p>${escapeHtml(line)}</p>`),
      `<p><a href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a></p>`,
      `<p style="color: #666; font-size: 13px">${escapeHtml(footer)}</p>`,
      '</body></html>',
    ].join('\n'),
  };
}

/** Without line breaks, control characters and those that turn the direction of reading. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
