import { describe, expect, it } from 'vitest';
import { type DialectChoices, detectDialect } from '@/lib/csv/detect-dialect';

const detect = (text: string, fallbackDelimiter = ',', choices: DialectChoices = {}) =>
  detectDialect(text, { fallbackDelimiter, ...choices }).dialect;

const cases: [what: string, text: string, delimiter: string][] = [
  ['comma', 'id,name\n1,Ada\n2,Bo\n', ','],
  ['semicolon', 'id;name\n1;Ada\n2;Bo\n', ';'],
  ['tab', 'id\tname\n1\tAda\n', '\t'],
  ['pipe', 'id|name\n1|Ada\n', '|'],
  ['decimal commas below a semicolon header', 'name;price\nA;1,50\nB;2,75\nC;3,00\n', ';'],
  ['decimal commas and a comma in the header', 'Brutto, EUR;Netto, EUR\n1,50;1,20\n2,75;2,10\n', ';'],
  ['commas in text between tabs', 'id\ttext\n1\tone, two, three\n2\tfour, five\n', '\t'],
  ['numbers only', 'a,b,c\n1,2,3\n4,5,6\n', ','],
  ['semicolons inside comma cells', 'id,tags;list,name\n1,a;b,x\n2,c;d,y\n', ','],
  ['quoted delimiters', '"a, b";"c, d"\n"1, 2";"3, 4"\n', ';'],
  ['quoted line ends', 'id,note\n1,"x\ny;z;z\n"\n2,"a;b"\n', ','],
  ['a misplaced quote', 'id;note\n1;"the "best" one"\n2;x\n', ';'],
  ['a quote that never closes', 'id;note\n1;x\n2;"y\n3;z\n', ';'],
  ['a quoted header with a comma', 'id;"Name, first"\n1;Ada\n', ';'],
  ['money and dates', 'Datum;Betrag, EUR\n01.02.2026;1.234,50\n', ';'],
  ['ragged rows', 'a,b,c\n1,2,3\n4,5\n', ','],
  ['one short row only', 'a,b\n1\n', ','],
  ['blanks after the comma', 'a, b, c\n1, 2, 3\n', ','],
  ['the line a spreadsheet reads', 'sep=|\na|b,c\n1|2,3\n', '|'],
];

describe('detectDialect', () => {
  it.each(cases)('%s', (_, text, delimiter) => {
    expect(detect(text, ',').delimiter).toBe(delimiter);
  });

  it.each([
    ['names', 'name\nAda\nBo\n'],
    ['times', 'time\n12:30\n14:45\n'],
    ['decimal commas', 'price\n1,50\n2,75\n'],
    ['sentences', 'comment\nHello, world\nYes; no; maybe, well\n'],
    ['addresses of pages', 'url\nhttps://a.example/?x=1,2;3\nhttps://b.example/|y\n'],
    ['a sentence as header', 'Name, please\nAda\nBo\n'],
  ])('takes a single column of %s as one column', (_, text) => {
    const { delimiter } = detect(text, ',');
    expect(text.includes(delimiter)).toBe(false);
  });

  it('names the fallback for a plain single column', () => {
    expect(detect('id\n1\n2\n', ';').delimiter).toBe(';');
  });

  it('decides for the fallback when two delimiters fit alike', () => {
    expect(detect('a;b,c\n1;2,x\n', ';').delimiter).toBe(';');
    expect(detect('a;b,c\n1;2,x\n', ',').delimiter).toBe(',');
  });

  it('tries a fallback that is no usual delimiter', () => {
    expect(detect('a#b\n1#2\n', '#').delimiter).toBe('#');
  });

  it.each([
    ['a,b\n1,2\n', 'lf'],
    ['a,b\r\n1,2\r\n', 'crlf'],
    ['a,b\r1,2\r', 'cr'],
    ['a,b\r\n1,2\n', 'mixed'],
    ['a,b\n1,"x\r\ny"\n', 'lf'],
    ['a,b', 'lf'],
  ])('tells the line ends of %j', (text, newline) => {
    expect(detect(text, ',').newline).toBe(newline);
  });

  it('counts the lines above the header', () => {
    expect(detect('\n  \na,b\n1,2\n', ',').headerRow).toBe(3);
    expect(detect('sep=;\na;b\n1;2\n', ',').headerRow).toBe(2);
  });
});

describe('lines above the header', () => {
  it.each([
    ['a title', 'Report 2026\nname;city;age\nAda;Ulm;3\nBo;Bonn;4\n', 2, [1]],
    ['a title and a blank line', 'Customers\n\nname,city\nAda,Ulm\n', 3, [1]],
    ['a title filled up with separators', 'Report Q1;;;\n;;;\nid;name;city;age\n1;Ada;Ulm;3\n', 3, [1]],
    ['names and values', 'Created:;2026-01-02\nBy:;Ann\n\nid;name;city\n1;Ada;Ulm\n', 4, [1, 2]],
    ['a title with the delimiter in it', 'Orders, May 2026\n\nid,name,total\n1,Ada,3\n', 3, [1]],
    ['comments', '# made by a program\n# version 3\nid,name\n1,Ada\n', 3, [1, 2]],
    ['a title above years', 'Sales by region\n\nRegion;2025;2026\nNorth;5;6\n', 3, [1]],
    ['a title above tabs', 'Price list\nitem\tprice\nA\t1,50\n', 2, [1]],
    ['nothing', 'id;name\n1;Ada\n', 1, []],
    ['blank lines', '\n\nid;name\n1;Ada\n', 3, []],
  ])('%s', (_, text, headerRow, titles) => {
    const found = detectDialect(text);
    expect(found.dialect.headerRow).toBe(headerRow);
    expect(found.titleLines).toEqual(titles);
    expect(found.dialect.skippedLines).toBe(headerRow - 1);
  });

  it.each([
    ['names with commas', 'Full name\nDoe, John\nSmith, Ann\n'],
    ['lists', 'tags\na;b\nc;d\n'],
    ['addresses', 'Full address\n12 Main St, Springfield, IL\n5 Elm St, Salem, OR\n'],
    ['decimal commas', 'Net price\n1,50\n2,75\n'],
    ['a header that names less than there is', 'id,name\n1,Ada,\n2,Bo,\n'],
    ['a header with a blank name', 'id,\n1,x\n2,y\n'],
    ['a header without text', ',,\n1,2,3\n'],
  ])('are not seen in %s', (_, text) => {
    expect(detectDialect(text)).toMatchObject({ dialect: { headerRow: 1 }, titleLines: [] });
  });

  it('does not count the line with the separator', () => {
    expect(detectDialect('sep=;\na;b\n1;2\n').dialect.skippedLines).toBe(0);
  });
});

describe('the quote', () => {
  it.each([
    ['double quotes', '"a","b"\n"1","2"\n', '"'],
    ['none at all', 'a,b\n1,2\n', '"'],
    ['apostrophes everywhere', "'id','name'\n'1','Ada, B'\n'2','it''s'\n", "'"],
    ['apostrophes where they are needed', "id;note\n1;'a;b'\n2;'c;d'\n3;x\n", "'"],
    ['apostrophes inside words', "id,name\n1,O'Neil\n2,D'Arcy\n", '"'],
    ['apostrophes before numbers', "id,zip\n1,'01234\n2,'04567\n", '"'],
    ['one column that happens to stand in them', "id,word\n1,'hi'\n2,'yo'\n", '"'],
    ['double quotes around apostrophes', `"id","word"\n"1","'hi'"\n"2","'yo'"\n`, '"'],
  ])('with %s', (_, text, quote) => {
    expect(detect(text).quote).toBe(quote);
  });
});
