import type { SeededRandom } from './seeded-random';

export type Person = { readonly name: string; readonly email: string };

type NamePool = {
  readonly given: readonly (readonly [name: string, latin: string])[];
  readonly family: readonly (readonly [name: string, latin: string])[];
  readonly isFamilyFirst: boolean;
};

const european: NamePool = {
  given: [
    ['Anna', 'anna'],
    ['Zoë', 'zoe'],
    ['Jürgen', 'juergen'],
    ['Márta', 'marta'],
    ['Søren', 'soren'],
    ['Inês', 'ines'],
    ['François', 'francois'],
    ['Łukasz', 'lukasz'],
    ['Siân', 'sian'],
    ['Tom', 'tom'],
    ['Åsa', 'asa'],
    ['Niamh', 'niamh'],
    ['Željka', 'zeljka'],
    ['Begoña', 'begona'],
    ['Peter', 'peter'],
    ['Ružena', 'ruzena'],
    ['Elif', 'elif'],
    ['Paul', 'paul'],
  ],
  family: [
    ['Müller-Weiß', 'mueller-weiss'],
    ['O’Hara', 'ohara'],
    ['Dvořák', 'dvorak'],
    ['Nuñez', 'nunez'],
    ['Lindqvist', 'lindqvist'],
    ['da Conceição', 'daconceicao'],
    ['Kowalczyk', 'kowalczyk'],
    ['Bergström', 'bergstroem'],
    ['Petit', 'petit'],
    ['Yıldız', 'yildiz'],
    ['Szabó', 'szabo'],
    ['Hughes', 'hughes'],
    ['Grønning', 'gronning'],
    ['Țurcanu', 'turcanu'],
  ],
  isFamilyFirst: false,
};

const japanese: NamePool = {
  given: [
    ['花子', 'hanako'],
    ['太郎', 'taro'],
    ['美咲', 'misaki'],
    ['健', 'ken'],
    ['さくら', 'sakura'],
    ['大輔', 'daisuke'],
  ],
  family: [
    ['山田', 'yamada'],
    ['佐藤', 'sato'],
    ['高橋', 'takahashi'],
    ['渡辺', 'watanabe'],
    ['小林', 'kobayashi'],
  ],
  isFamilyFirst: true,
};

const chinese: NamePool = {
  given: [
    ['小明', 'xiaoming'],
    ['丽华', 'lihua'],
    ['志强', 'zhiqiang'],
    ['雨桐', 'yutong'],
  ],
  family: [
    ['王', 'wang'],
    ['李', 'li'],
    ['陈', 'chen'],
    ['赵', 'zhao'],
  ],
  isFamilyFirst: true,
};

const korean: NamePool = {
  given: [
    ['민지', 'minji'],
    ['서준', 'seojun'],
    ['하은', 'haeun'],
    ['지호', 'jiho'],
  ],
  family: [
    ['김', 'kim'],
    ['박', 'park'],
    ['최', 'choi'],
    ['정', 'jeong'],
  ],
  isFamilyFirst: true,
};

const pools = [european, european, european, european, european, japanese, chinese, korean];
const domains = ['example.com', 'mail.example', 'post.example', 'example.org'];

/** A made-up person; `number` keeps the address unique. */
export function makePerson(random: SeededRandom, number: number): Person {
  const pool = random.pick(pools);
  const [given, givenLatin] = random.pick(pool.given);
  const [family, familyLatin] = random.pick(pool.family);
  const separator = pool === european || pool === japanese ? ' ' : '';
  const name = pool.isFamilyFirst ? family + separator + given : given + separator + family;
  return { name, email: `${givenLatin}.${familyLatin}${number}@${random.pick(domains)}` };
}
