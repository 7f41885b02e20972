import { createInterface } from 'node:readline/promises';
import { userInfo } from 'node:os';

/** What the command reads and writes. */
export interface Terminal {
  env: Readonly<Record<string, string | undefined>>;
  /** The result: what a pipe gets. */
  out(text: string): void;
  /** Everything that is said beside the result. */
  say(text: string): void;
  /** Whether a person can be asked. */
  interactive: boolean;
  /** Shows progress in place on a screen; null where nobody watches. */
  progress: ((text: string) => void) | null;
  ask(question: string): Promise<string>;
  user(): string;
}

/** The terminal of this process. */
export function processTerminal({ env, stdin, stdout, stderr }: NodeJS.Process): Terminal {
  return {
    env,
    out: (text) => void stdout.write(`${text}\n`),
    say: (text) => void stderr.write(`${text}\n`),
    interactive: stdin.isTTY && stderr.isTTY,
    progress: stderr.isTTY ? (text) => void stderr.write(`\r\u001b[K${text}`) : null,
    async ask(question) {
      const reader = createInterface({ input: stdin, output: stderr });
      try {
        return await reader.question(question);
      } finally {
        reader.close();
      }
    },
    user: () => userInfo().username,
  };
}
