import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Secrets of a local installation: made once, kept in the data folder, readable by its owner only. */
export interface KeptSecrets {
  /** The secret of this name; the same one on every run. */
  of(name: string): string;
}

/** Opens the secrets of a data folder. */
export function openSecrets(dir: string): KeptSecrets {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, 'secrets.json');
  const known: Record<string, string> = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
    : {};
  return {
    of(name) {
      const before = known[name];
      if (before !== undefined) return before;
      const made = randomBytes(24).toString('base64url');
      known[name] = made;
      // Beside, then renamed: a start that is killed half-way leaves no half file.
      writeFileSync(`${file}.tmp`, JSON.stringify(known, null, 2), { mode: 0o600 });
      chmodSync(`${file}.tmp`, 0o600);
      renameSync(`${file}.tmp`, file);
      return made;
    },
  };
}

/** What the configuration holds of an API token. */
export function sha256(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
