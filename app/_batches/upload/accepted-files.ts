/** What a file dialog offers first; the content decides, not the name. */
export const ACCEPTED_FILES = '.csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values';
