/** A recorded text as it has to stand in a document: what looks like a template is text. */
export function literalText(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}').replaceAll('\0', '');
}
