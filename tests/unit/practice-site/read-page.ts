const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function decode(markup: string): string {
  return markup.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');
}

/** Text of every element with this test id that holds nothing but text. */
export function textsOf(markup: string, testid: string): string[] {
  const pattern = new RegExp(`data-testid="${testid}"[^>]*>([^<]*)<`, 'g');
  return [...markup.matchAll(pattern)].map((match) => decode(match[1] ?? ''));
}

export function textOf(markup: string, testid: string): string | null {
  return textsOf(markup, testid)[0] ?? null;
}
