/**
 * The same JSON in plain objects. A row's data has no prototype, as its keys are a stranger's headers; React passes
 * only plain objects from the server to the browser.
 */
export function plainJson<T>(json: T): T {
  return JSON.parse(JSON.stringify(json)) as T;
}
