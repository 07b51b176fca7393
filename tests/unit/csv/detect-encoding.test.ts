import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { guessEncoding, looksLikeUtf16 } from '@/lib/csv/detect-encoding';
import { resolveEncoding } from '@/lib/csv/encoding-name';

const texts: [encoding: string, text: string][] = [
  ['windows-1252', 'name;stadt\nMüller;Köln\nJörg;Fürth\n'],
  ['windows-1252', 'name,city\nJosé,Málaga\n'],
  ['windows-1252', 'a,b\nÉ,1\n'],
  ['windows-1252', 'name,price\nCafé “x”,5 €\n'],
  ['windows-1252', 'navn;by\nSøren;Århus\nÆgir;Ålborg\n'],
  ['windows-1252', 'nom;ville\nFrançois;Besançon\nHélène;Orléans\n'],
  ['windows-1252', 'NAME;ORT\nMÜLLER;KÖLN\n'],
  ['windows-1250', 'název;město\nDvořák;Plzeň\nŠťastný;Děčín\n'],
  ['windows-1250', 'imię;miasto\nŁukasz;Łódź\nŻaneta;Gdańsk\n'],
  ['windows-1250', 'név;város\nŐry Ágnes;Győr\nErdős;Szűcs\n'],
  ['windows-1254', 'ad;şehir\nÇağrı;İstanbul\nGüneş;Muğla\n'],
  ['windows-1251', 'имя;город\nИван;Москва\nПётр;Санкт-Петербург\n'],
  ['koi8-r', 'имя;город\nИван;Москва\nПётр;Санкт-Петербург\n'],
  ['windows-1253', 'όνομα;πόλη\nΓιώργος;Αθήνα\n'],
  ['shift_jis', '名前,都市\n田中,東京\n鈴木,大阪\n'],
  ['shift_jis', 'なまえ,メモ\nたなか,テスト\n'],
  ['shift_jis', '口座名,金額\nﾔﾏﾀﾞ ﾀﾛｳ,1000\nｽｽﾞｷ ﾊﾅｺ,2000\n'],
  ['euc-jp', 'なまえ,都市\nたなか,東京\n鈴木さん,大阪\n'],
  ['gb18030', '姓名,城市\n张伟,北京\n王芳,上海\n'],
  ['big5', '姓名,城市\n張偉,臺北\n陳先生,高雄\n'],
  ['iso-8859-2', 'imię;miasto\nŚwiątek;Łódź\nGąsior;Gdańsk\n'],
  ['iso-8859-2', 'jméno;město\nŠťastný;Plzeň\nŽižka;Tábor\n'],
  ['iso-8859-15', 'name;price\nMüller;5 €\nCœur;7 €\n'],
  ['windows-1257', 'vardas;miestas\nŽukauskas;Šiauliai\nRūta;Panevėžys\nJonas Kęstutis;Mažeikių\n'],
  ['windows-1255', 'שם,עיר\nדוד כהן,תל אביב\nשרה לוי,ירושלים\nמשה מזרחי,חיפה\n'],
  ['windows-1256', 'الاسم,المدينة\nمحمد,القاهرة\nفاطمة الزهراء,الرياض\nعلي,بغداد\n'],
  ['windows-874', 'ชื่อ,เมือง\nสมชาย ใจดี,กรุงเทพ\nสมหญิง,เชียงใหม่\n'],
  ['iso-8859-5', 'имя;город\nИван;Москва\nПётр;Санкт-Петербург\n'],
  ['koi8-u', "ім'я;місто\nОлена Їжак;Київ\nЄвген;Харків\n"],
  ['windows-1251', "ім'я;місто\nОлена Їжак;Київ\nЄвген;Харків\n"],
  ['cp866', 'имя;город\nИван;Москва\nПётр;Санкт-Петербург\n'],
  ['cp850', 'name;stadt\nMüller;Köln\nJörg;Fürth\n'],
  ['macintosh', 'name;stadt\nMüller;Köln\nJörg;Fürth\n'],
  ['macintosh', 'nom;ville\nFrançois;Besançon\nHélène;Orléans\n'],
  ['euc-kr', '이름,도시\n김철수,서울\n박영희,부산\n'],
];

describe('guessEncoding', () => {
  it.each(texts)('%s: %j', (encoding, text) => {
    expect(guessEncoding(iconv.encode(text, encoding)).encoding).toBe(encoding);
  });
});

describe('the confidence of a guess', () => {
  const russian = 'имя;город\nИван;Москва\nПётр;Санкт-Петербург\n';

  it('grows with the letters there are', () => {
    const few = guessEncoding(iconv.encode('name\nJosé\n', 'windows-1252'));
    const many = guessEncoding(iconv.encode(`name;stadt\n${'Müller;Köln\n'.repeat(20)}`, 'windows-1252'));
    expect(few.confidence).toBeLessThan(0.6);
    expect(many.confidence).toBeGreaterThan(few.confidence);
    expect(many.confidence).toBeLessThanOrEqual(0.99);
  });

  it('comes with at most five other encodings, none surer, each another text', () => {
    const { encoding, confidence, alternatives } = guessEncoding(iconv.encode(russian, 'koi8-r'));
    expect(alternatives.length).toBeLessThanOrEqual(5);
    expect(alternatives.map((other) => other.encoding)).not.toContain(encoding);
    for (const other of alternatives) expect(other.confidence).toBeLessThanOrEqual(confidence);
  });
});

describe('looksLikeUtf16', () => {
  it('tells the byte order without a BOM', () => {
    expect(looksLikeUtf16(iconv.encode('id,name\n1,x\n', 'utf-16le'))).toBe('utf-16le');
    expect(looksLikeUtf16(iconv.encode('id,name\n1,x\n', 'utf-16be'))).toBe('utf-16be');
  });
  it('does not take one NUL for UTF-16', () => {
    expect(looksLikeUtf16(new TextEncoder().encode('a,b\n1,\u0000\n'))).toBeNull();
  });
});

describe('resolveEncoding', () => {
  it.each([
    ['UTF-8', 'utf-8'],
    ['utf_8', 'utf-8'],
    ['utf-8-sig', 'utf-8'],
    ['latin-1', 'windows-1252'],
    ['ISO-8859-1', 'windows-1252'],
    ['cp1252', 'windows-1252'],
    ['cp932', 'shift_jis'],
    ['Shift_JIS', 'shift_jis'],
    ['EUC-JP', 'euc-jp'],
    ['utf-16', 'utf-16le'],
    ['cp850', 'cp850'],
    ['klingon', null],
    ['base64', null],
    ['', null],
  ])('%s is %s', (name, encoding) => {
    expect(resolveEncoding(name)).toBe(encoding);
  });
});
