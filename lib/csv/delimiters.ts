/** The delimiters that are looked for; on equal scores the earlier wins, after the fallback. */
export const DELIMITER_CANDIDATES = [',', ';', '\t', '|'] as const;
/** A character that no table uses: the delimiter of a single column whose text holds all the candidates. */
export const NO_DELIMITER = '\u001f';
