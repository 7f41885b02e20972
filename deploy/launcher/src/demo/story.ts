import type { HistoryLine, LedgerClient, ListedReturn } from './ledger-client.js';

export interface StoryOptions {
  readonly ledger: LedgerClient;
  /** Merchants' names by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly print: (line: string) => void;
  /** Told once, when no return is waiting any more. */
  readonly onAllSettled: (returns: ListedReturn[]) => void;
}

const POLL_MS = 150;

/** Tells what happens, a line per fact, as the ledger comes to know it. A return that was cut off is told from its start. */
export class Story {
  readonly #options: StoryOptions;
  readonly #told = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #active = new Set<string>();

  constructor(options: StoryOptions) {
    this.#options = options;
  }

  /** `active`: the returns to tell of, until the last of them is settled. */
  start(active: readonly string[]): void {
    this.#active = new Set(active);
    this.#next();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #next(): void {
    this.#timer = setTimeout(() => {
      this.#tell().then(
        () => this.#timer !== null && this.#next(),
        () => this.#timer !== null && this.#next(),
      );
    }, POLL_MS);
  }

  async #tell(): Promise<void> {
    const { ledger, onAllSettled } = this.#options;
    const listed = (await ledger.returns()).filter((each) => this.#active.has(each.returnId));
    const lines = await Promise.all(listed.map(async (each) => this.#news(each, await ledger.history(each.returnId))));
    for (const { text } of lines.flat().sort((left, right) => left.at.localeCompare(right.at)))
      this.#options.print(text);
    if (listed.length < this.#active.size || listed.some((each) => each.status !== 'settled')) return;
    this.stop();
    onAllSettled(listed);
  }

  #news(listed: ListedReturn, history: readonly HistoryLine[]): { at: string; text: string }[] {
    return history
      .filter((line) => !this.#told.has(keyOf(line)))
      .map((line) => {
        this.#told.add(keyOf(line));
        return { at: line.learnedAt, text: this.#line(listed, line) };
      });
  }

  #line(listed: ListedReturn, line: HistoryLine): string {
    const time = new Date(line.learnedAt).toTimeString().slice(0, 8);
    const merchant = this.#options.names.get(listed.merchantId) ?? listed.merchantId;
    return `${time}  ${(listed.orderName ?? listed.returnId).padEnd(8)} ${merchant.padEnd(21)} ${line.text}`;
  }
}

const keyOf = (line: HistoryLine): string => `${line.eventId ?? line.causeEventId}|${line.type}|${line.text}`;
