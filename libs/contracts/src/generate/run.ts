import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Files } from './documents.js';
import { review, type Finding } from './review.js';

/** What to print and the exit code. */
export interface Outcome {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/** Tells whether the folder holds exactly what the catalogue generates. Writes nothing. */
export function check(directory: string, generated: Files): Outcome {
  const findings = review(generated, readFiles(directory));
  if (findings.length === 0) return { ok: true, lines: [`${generated.size} generated contract files are up to date`] };
  const advice = findings.some(({ remedy }) => remedy === 'rewrite') ? ['run: npm run contracts:generate'] : [];
  return { ok: false, lines: [...findings.map(describe), ...advice] };
}

/** Writes what is missing or stale; writes nothing at all while one finding needs a person. */
export function generate(directory: string, generated: Files): Outcome {
  const findings = review(generated, readFiles(directory));
  const blocking = findings.filter(({ remedy }) => remedy === 'person');
  if (blocking.length > 0) return { ok: false, lines: [...blocking.map(describe), 'nothing was written'] };

  for (const { file } of findings) {
    const target = join(directory, file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, generated.get(file) ?? '');
  }
  return { ok: true, lines: [`${findings.length} of ${generated.size} generated contract files written`] };
}

function describe({ file, text }: Finding): string {
  return `libs/contracts/generated/${file}: ${text}`;
}

function readFiles(directory: string): Files {
  if (!existsSync(directory)) return new Map();
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(directory, path).split(sep).join('/'), readFileSync(path, 'utf8')];
    }),
  );
}
