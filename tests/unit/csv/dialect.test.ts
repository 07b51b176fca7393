import { describe, expect, it } from 'vitest';
import { detectDialect } from '@/lib/csv/dialect';

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
    expect(detectDialect(text, ',').delimiter).toBe(delimiter);
  });

  it.each([
    ['names', 'name\nAda\nBo\n'],
    ['times', 'time\n12:30\n14:45\n'],
    ['decimal commas', 'price\n1,50\n2,75\n'],
    ['sentences', 'comment\nHello, world\nYes; no; maybe, well\n'],
    ['addresses of pages', 'url\nhttps://a.example/?x=1,2;3\nhttps://b.example/|y\n'],
    ['a sentence as header', 'Name, please\nAda\nBo\n'],
  ])('takes a single column of %s as one column', (_, text) => {
    const { delimiter } = detectDialect(text, ',');
    expect(text.includes(delimiter)).toBe(false);
  });

  it('names the fallback for a plain single column', () => {
    expect(detectDialect('id\n1\n2\n', ';').delimiter).toBe(';');
  });

  it('decides for the fallback when two delimiters fit alike', () => {
    expect(detectDialect('a;b,c\n1;2,x\n', ';').delimiter).toBe(';');
    expect(detectDialect('a;b,c\n1;2,x\n', ',').delimiter).toBe(',');
  });

  it('tries a fallback that is no usual delimiter', () => {
    expect(detectDialect('a#b\n1#2\n', '#').delimiter).toBe('#');
  });

  it.each([
    ['a,b\n1,2\n', 'lf'],
    ['a,b\r\n1,2\r\n', 'crlf'],
    ['a,b\r1,2\r', 'cr'],
    ['a,b\r\n1,2\n', 'mixed'],
    ['a,b\n1,"x\r\ny"\n', 'lf'],
    ['a,b', 'lf'],
  ])('tells the line ends of %j', (text, newline) => {
    expect(detectDialect(text, ',').newline).toBe(newline);
  });

  it('counts the lines above the header', () => {
    expect(detectDialect('\n  \na,b\n1,2\n', ',').headerRow).toBe(3);
    expect(detectDialect('sep=;\na;b\n1;2\n', ',').headerRow).toBe(2);
  });
});
