/** All that was ever found, the newest first: a store that two systems serve may have thousands. */
export type Findings = { readonly id: string; readonly before: Findings } | null;

/** A store. `stop` null: its sends go out. */
export interface StoreState {
  readonly stop: {
    readonly since: Date;
    readonly why: string;
    /** How many findings speak for it. */
    readonly findings: number;
    readonly taskId: string | null;
  } | null;
  readonly stops: number;
  readonly findings: Findings;
}

export function wasFound(findings: Findings, id: string): boolean {
  for (let one = findings; one !== null; one = one.before) if (one.id === id) return true;
  return false;
}
