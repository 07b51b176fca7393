import PDFParser from 'pdf2json';

/** The text of each page of a PDF, as a reader of another make finds it. */
export function pdfPages(bytes: Uint8Array): Promise<string[]> {
  const parser = new PDFParser(null, true);
  return new Promise((resolve, reject) => {
    parser.on('pdfParser_dataError', (error) => reject(error));
    parser.on('pdfParser_dataReady', ({ Pages }) =>
      resolve(
        Pages.map(({ Texts }) => Texts.map(({ R }) => R.map(({ T }) => decode(T)).join('')).join('\n')),
      ),
    );
    // In memory of its own: the parser reads the whole block that a small buffer is a part of.
    const own = Buffer.alloc(bytes.byteLength);
    own.set(bytes);
    parser.parseBuffer(own);
  });
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
