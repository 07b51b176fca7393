/** Letters beyond ASCII that one language uses together; a text seldom needs two of these lists. */
const WESTERN = [
  'äöüß',
  'éèêëàâîïôùûüÿçœæ',
  'áéíóúüñ¡¿',
  'áâãàéêíóôõúüç',
  'àèéìòù',
  'åäöæøéðþáíóúý',
  'éëïóöü',
];
const CENTRAL = ['ąćęłńóśźż', 'áčďéěíňóřšťúůýžäĺľŕô', 'áéíóöőúüű', 'ăâîşţ', 'čćđšž', 'äöüß'];

const LATIN_ALPHABETS: Record<string, readonly string[]> = {
  'windows-1252': WESTERN,
  'iso-8859-15': [...WESTERN, 'äöšž'],
  cp850: WESTERN,
  macintosh: WESTERN,
  'windows-1250': CENTRAL,
  'iso-8859-2': CENTRAL,
  'windows-1254': ['çğıiöşüâîû'],
  'windows-1257': ['ąčęėįšųūž', 'āčēģīķļņšūž', 'äõöüšž'],
};

const SCRIPTS: Record<string, RegExp> = {
  'windows-1251': /[\u0400-\u045f\u0490\u0491]/,
  'koi8-r': /[\u0410-\u044f\u0401\u0451]/,
  'koi8-u': /[\u0410-\u044f\u0401\u0404\u0406\u0407\u0451\u0454\u0456\u0457\u0490\u0491]/,
  'iso-8859-5': /[\u0400-\u045f\u2116]/,
  cp866: /[\u0410-\u044f\u0401\u0451]/,
  'windows-1253': /[\u0384-\u03ce]/,
  'windows-1255': /[\u05d0-\u05ea]/,
  'windows-1256': /[\u060c-\u06ff]/,
  'iso-8859-6': /[\u060c-\u0652]/,
  'windows-874': /[\u0e01-\u0e5b]/,
  shift_jis: /[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]/,
  'euc-jp': /[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]/,
  gb18030: /[\u3000-\u3011\u4e00-\u9fff\uff01-\uff5e]/,
  big5: /[\u3000-\u3011\u4e00-\u9fff\uff01-\uff5e]/,
  'euc-kr': /[\uac00-\ud7a3\u3000-\u3011]/,
};

/** Lead bytes of kana, hangul, punctuation and the first, frequent block of ideographs. */
const COMMON_LEADS: Record<string, readonly (readonly [number, number])[]> = {
  shift_jis: [
    [0x81, 0x83],
    [0x88, 0x97],
  ],
  'euc-jp': [
    [0xa1, 0xa1],
    [0xa3, 0xa5],
    [0xb0, 0xcf],
  ],
  gb18030: [
    [0xa1, 0xa1],
    [0xa3, 0xa3],
    [0xb0, 0xd7],
  ],
  big5: [
    [0xa1, 0xa3],
    [0xa4, 0xc6],
  ],
  'euc-kr': [
    [0xa1, 0xa1],
    [0xa3, 0xa3],
    [0xb0, 0xc8],
  ],
};

/** Symbols that every western code page shares and that stand in tables: quotes, dashes, currency, degree. */
const SYMBOLS = /[€£¥§©®°±²³·«»‚„“”‘’–—…•™½¼¾×\u00a0]/;

/** 0 to 1: how far the characters beyond ASCII look like writing in a language this encoding is used for. */
export function plausibility(sample: Uint8Array, text: string, encoding: string): number {
  const foreign = [...text.slice(0, 100_000)].filter((char) => char > '\u007f');
  if (foreign.length === 0) return 0;
  const script = SCRIPTS[encoding];
  if (script === undefined)
    return latinShare(foreign, LATIN_ALPHABETS[encoding] ?? []) - wordFaults(text, foreign.length);
  const share = foreign.filter((char) => script.test(char)).length / foreign.length;
  return share * frequency(foreign) * commonness(sample, encoding) - wordFaults(text, foreign.length);
}

/** Every page orders its alphabet in another way: the right one is full of the letters that are usual. */
const USUAL: readonly { alphabet: RegExp; letters: ReadonlySet<string> }[] = [
  { alphabet: /[\u0400-\u04ff]/, letters: new Set('оеаинтсрвлкмдпуіОЕАИНТСРВЛКМДПУІ') },
  { alphabet: /[\u0370-\u03ff]/, letters: new Set('αοιετσνηυρπκμλωάέήίόύώςΑΟΙΕΤΣΝΗΥΡΠΚΜΛΩ') },
];
const USUAL_SHARE = 0.7;

function frequency(foreign: readonly string[]): number {
  let factor = 1;
  for (const { alphabet, letters } of USUAL) {
    const own = foreign.filter((char) => alphabet.test(char));
    const usual = own.filter((char) => letters.has(char)).length / own.length;
    if (own.length > 0) factor = Math.min(factor, 0.5 + 0.5 * Math.min(1, usual / USUAL_SHARE));
  }
  return factor;
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
  const glued = text.match(/\p{L}[^\p{L}\p{M}\p{N}\s\p{ASCII}]\p{L}|[©®±¦¬¶]\p{L}/gu)?.length ?? 0;
  const mixed =
    text.match(
      /[a-z][\u0370-\u06ff\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7a3\uff61-\uff9f]|[\u0370-\u06ff\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7a3\uff61-\uff9f][a-z]/giu,
    )?.length ?? 0;
  const jumps = text.match(/[а-яёα-ω][А-ЯЁΑ-Ω]|\p{Ll}[À-ÖØ-ÞŒŠŽŸĄĆĘŁŃŚŹŻČĎĚŇŘŤŮ]\p{Ll}/gu)?.length ?? 0;
  // Thai vowels and tones stand above a consonant, never at the beginning.
  const bare = text.match(/(?<![\u0e01-\u0e5b])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/gu)?.length ?? 0;
  return Math.min(1, (glued + mixed + jumps + bare) / count);
}

/**
 * CJK code pages overlap: the same bytes are characters in several. The right page is the one in which they are
 * common ones, which every standard keeps in its first block.
 */
function commonness(sample: Uint8Array, encoding: string): number {
  const common = COMMON_LEADS[encoding];
  if (common === undefined) return 1;
  let pairs = 0;
  let known = 0;
  for (let at = 0; at < sample.length; at += 1) {
    const lead = sample[at] as number;
    if (lead < 0x81) continue;
    pairs += 1;
    if (encoding === 'shift_jis' && lead >= 0xa1 && lead <= 0xdf) {
      // Half-width kana, one byte each: usual in bank files.
      known += 1;
      continue;
    }
    if (common.some(([from, to]) => lead >= from && lead <= to)) known += 1;
    at += 1;
  }
  const bonus = encoding.includes('jp') || encoding === 'shift_jis' ? kanaShare(sample, encoding) : 0;
  return pairs === 0 ? 0 : (0.85 * known) / pairs + 0.15 * Math.min(1, bonus * 5);
}

/** Kana are the surest sign of Japanese: other pages have rare characters in their place. */
function kanaShare(sample: Uint8Array, encoding: string): number {
  const leads = encoding === 'shift_jis' ? [0x82, 0x83] : [0xa4, 0xa5];
  const found = sample.filter((byte) => leads.includes(byte)).length;
  const high = sample.filter((byte) => byte >= 0x81).length;
  return found / Math.max(1, high);
}
