/** Thrown where this script cannot say exactly what Playwright would: then Playwright does the step. */
export class Unsure {
  constructor(why) {
    this.why = why;
  }
}

export function unsure(why) {
  throw new Unsure(why);
}
