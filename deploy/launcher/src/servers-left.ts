import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** A server of this data folder, as its keeper wrote it down. */
export interface LeftServer {
  readonly what: 'Postgres' | 'Kafka';
  /** Process that started it. */
  readonly owner: number;
  readonly pid: number;
}

/** The Postgres data of a folder. Where Postgres may not enter (a home that is closed to others), they lie behind a link. */
export function postgresData(dir: string): string {
  const link = join(dir, 'postgres');
  return existsSync(link) ? realpathSync(link) : link;
}

/** Servers of this folder that still run: those of another run, or of one that was killed a moment ago. */
export function leftServers(dir: string): LeftServer[] {
  const found = [
    { what: 'Postgres', file: `${postgresData(dir)}.owner.json` },
    { what: 'Kafka', file: join(dir, 'kafka.owner.json') },
  ] as const;
  return found.flatMap(({ what, file }) => {
    const written = read(file);
    return written !== null && isAlive(written.server) ? [{ what, owner: written.owner, pid: written.server }] : [];
  });
}

function read(file: string): { owner: number; server: number } | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { owner: number; server: number };
  } catch {
    // None, or one that is being written at this moment.
    return null;
  }
}

/** A process of another user counts: Postgres has one of its own where we are root. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
