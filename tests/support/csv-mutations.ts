/** The next number from 0 to 1; the same seed gives the same numbers. */
export type Random = () => number;

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const TOKENS = [
  ...['"', '""', "'", ',', ';', '\t', '|', '\n', '\r', '\r\n', ' ', '"\n', ',"', '",', '"x"y', '\n\n', 'é'],
  ...['\u0000', '\u001a', '\uFEFF', '\u2028', '1', 'sep=;\n', 'Title of it\n\n', ',,,,', '"a\nb"'],
].map((token) => new TextEncoder().encode(token));

type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array;

const mutations: readonly Mutation[] = [
  (bytes, random) => splice(bytes, place(bytes, random), 0, TOKENS[pick(TOKENS.length, random)]),
  (bytes, random) => splice(bytes, place(bytes, random), 1, TOKENS[pick(TOKENS.length, random)]),
  (bytes, random) => splice(bytes, place(bytes, random), 1 + pick(8, random)),
  (bytes, random) => splice(bytes, place(bytes, random), 1, new Uint8Array([pick(256, random)])),
  (bytes, random) => bytes.subarray(0, place(bytes, random)),
  (bytes, random) => {
    const from = place(bytes, random);
    return splice(bytes, place(bytes, random), 0, bytes.slice(from, from + 1 + pick(40, random)));
  },
];

/** One to four random changes: inserted, replaced, removed, doubled bytes, a cut end. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let mutated = bytes;
  for (let count = 1 + pick(4, random); count > 0; count -= 1) {
    const mutation = mutations[pick(mutations.length, random)] as Mutation;
    mutated = mutation(mutated, random);
  }
  return mutated;
}

export function pick(count: number, random: Random): number {
  return Math.floor(random() * count);
}

function place(bytes: Uint8Array, random: Random): number {
  return pick(bytes.length + 1, random);
}

function splice(bytes: Uint8Array, at: number, removed: number, added = new Uint8Array()): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)]);
}
