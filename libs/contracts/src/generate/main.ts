// Writes the JSON Schemas and the AsyncAPI document; with --check, only tells whether they are as they should be.
import { fileURLToPath } from 'node:url';
import { documents } from './documents.js';
import { check, generate } from './run.js';

// The same distance from src/generate and from dist/generate.
const directory = fileURLToPath(new URL('../../generated/', import.meta.url));
const run = process.argv.includes('--check') ? check : generate;
const { ok, lines } = run(directory, documents());

(ok ? process.stdout : process.stderr).write(`${lines.join('\n')}\n`);
process.exitCode = ok ? 0 : 1;
