/** A fact to be told once. */
export interface Told {
  readonly key: string;
  /** When it became known, ISO. */
  readonly at: string;
  readonly text: string;
}

/**
 * Puts facts in order before they are told: they reach the ledger over several ways, some a moment later than others that
 * happened after them.
 */
export class Narration {
  readonly #heard = new Set<string>();
  #waiting: Told[] = [];

  /** Takes in what is new; says whether anything was. */
  hear(facts: readonly Told[]): boolean {
    const fresh = facts.filter(({ key }) => !this.#heard.has(key));
    for (const { key } of fresh) this.#heard.add(key);
    this.#waiting.push(...fresh);
    return fresh.length > 0;
  }

  /** What became known before this moment (milliseconds) and was not told yet, oldest first. */
  tellUntil(moment: number): string[] {
    const due = this.#waiting.filter(({ at }) => Date.parse(at) < moment);
    this.#waiting = this.#waiting.filter(({ at }) => Date.parse(at) >= moment);
    return due.sort((left, right) => left.at.localeCompare(right.at)).map(({ text }) => text);
  }
}
