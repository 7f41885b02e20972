/** A file as a folder lists it. */
export interface Listed {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970, by the server's clock. */
  readonly changedAt: number;
}

/** The partner's four folders (contracts/rlm-and-3pl.md §4.4). */
export interface Folders {
  /** What lies there for us, oldest first, without what is still being written (`.tmp`). */
  incoming(): Promise<readonly Listed[]>;
  /** Null when it is gone meanwhile. */
  read(name: string): Promise<Buffer | null>;
  /** What we have taken in. */
  archive(name: string): Promise<void>;
  /** What we cannot take, with the reason in a file beside it. */
  reject(name: string, reason: string): Promise<void>;
  /** True when the partner can read this file of ours, or has read it. */
  stands(name: string): Promise<boolean>;
  /** Written beside and renamed, so that the partner never reads half of it. */
  deliver(name: string, body: Buffer): Promise<void>;
}
