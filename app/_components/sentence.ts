/** "must not be empty" -> "Must not be empty". */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
