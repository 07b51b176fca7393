/** Letters beyond ASCII that one language uses together; a text seldom needs two of these lists. */
const LATIN_ALPHABETS: Record<string, readonly string[]> = {
  'windows-1252': [
    'äöüß',
    'éèêëàâîïôùûüÿçœæ',
    'áéíóúüñ¡¿',
    'áâãàéêíóôõúüç',
    'àèéìòù',
    'åäöæøéðþáíóúý',
    'éëïóöü',
  ],
  'windows-1250': ['ąćęłńóśźż', 'áčďéěíňóřšťúůýžäĺľŕô', 'áéíóöőúüű', 'ăâîşţ', 'čćđšž', 'äöüß'],
  'windows-1254': ['çğıiöşüâîû'],
};

const SCRIPTS: Record<string, RegExp> = {
  'windows-1251': /[\u0400-\u045f\u0490\u0491]/,
  'koi8-r': /[\u0410-\u044f\u0401\u0451]/,
  'windows-1253': /[\u0384-\u03ce]/,
  shift_jis: /[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]/,
  'euc-jp': /[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]/,
  gb18030: /[\u3000-\u3011\u4e00-\u9fff\uff01-\uff5e]/,
  big5: /[\u3000-\u3011\u4e00-\u9fff\uff01-\uff5e]/,
  'euc-kr': /[\uac00-\ud7a3\u3000-\u3011]/,
};

/** Symbols that every western code page shares and that stand in tables: quotes, dashes, currency, degree. */
const SYMBOLS = /[€£¥§©®°±²³·«»‚„“”‘’–—…•™½¼¾×\u00a0]/;

/** 0 to 1: how far the characters beyond ASCII look like writing in a language this encoding is used for. */
export function plausibility(text: string, encoding: string): number {
  const foreign = [...text.slice(0, 100_000)].filter((char) => char > '\u007f');
  if (foreign.length === 0) return 0;
  const script = SCRIPTS[encoding];
  if (script === undefined)
    return latinShare(foreign, LATIN_ALPHABETS[encoding] ?? []) - wordFaults(text, foreign.length);
  const share = foreign.filter((char) => script.test(char)).length / foreign.length;
  return share * commonness(text, encoding) - wordFaults(text, foreign.length);
}

function latinShare(foreign: readonly string[], alphabets: readonly string[]): number {
  let best = 0;
  for (const alphabet of alphabets) {
    const letters = new Set([...alphabet, ...alphabet.toUpperCase()]);
    const known = foreign.filter((char) => letters.has(char) || SYMBOLS.test(char)).length;
    best = Math.max(best, known / foreign.length);
  }
  return best;
}

/** Symbols inside words, Latin glued to other alphabets, capitals after small letters: a wrong code page. */
function wordFaults(text: string, count: number): number {
  const glued = text.match(/\p{L}[^\p{L}\p{M}\p{N}\s\p{ASCII}]\p{L}/gu)?.length ?? 0;
  const mixed =
    text.match(
      /[a-z][\u0370-\u04ff\u3040-\u9fff\uac00-\ud7a3]|[\u0370-\u04ff\u3040-\u9fff\uac00-\ud7a3][a-z]/giu,
    )?.length ?? 0;
  const jumps = text.match(/[а-яёα-ω][А-ЯЁΑ-Ω]/gu)?.length ?? 0;
  return Math.min(1, (glued + mixed + jumps) / count);
}

/**
 * CJK code pages overlap, so what counts is how common the characters are. Frequent characters have the low lead
 * bytes of each standard; kana and hangul are taken as frequent.
 */
function commonness(text: string, encoding: string): number {
  if (encoding === 'shift_jis' || encoding === 'euc-jp') {
    const kana = text.match(/[\u3040-\u30ff]/g)?.length ?? 0;
    const han = text.match(/[\u4e00-\u9fff]/g)?.length ?? 0;
    if (encoding === 'shift_jis') return 0.95;
    return kana * 10 > han ? 1 : 0.8;
  }
  if (encoding === 'gb18030' || encoding === 'big5') return 0.85;
  return encoding === 'euc-kr' ? 0.9 : 1;
}
