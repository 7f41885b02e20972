import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { VendorError } from '@backhaul/vendor-http';
import SftpClient from 'ssh2-sftp-client';
import type { EdiSection } from '../section.js';

/** A handshake costs more than most files: the connection stays for a while. */
const IDLE_MS = 5_000;

/** One connection to the partner, opened when it is needed; one piece of work at a time. */
export class SftpSession {
  readonly #section: EdiSection;
  #client: SftpClient | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;

  constructor(section: EdiSection) {
    this.#section = section;
  }

  /** @throws VendorError with what is known about the effect; whatever broke the connection, the next work opens another */
  use<T>(work: (client: SftpClient) => Promise<T>): Promise<T> {
    const turn = this.#queue.then(() => this.#run(work));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #run<T>(work: (client: SftpClient) => Promise<T>): Promise<T> {
    clearTimeout(this.#idle);
    const client = await this.#open();
    const deadline = new AbortController();
    try {
      const late = wait(this.#section.timeoutSeconds * 1000, undefined, { signal: deadline.signal });
      const result = await Promise.race([work(client), late.then(() => Promise.reject(tooLate()))]);
      this.#idle = setTimeout(() => this.#drop(), IDLE_MS).unref();
      return result;
    } catch (error) {
      this.#drop();
      throw error instanceof VendorError ? error : unknownOutcome(error);
    } finally {
      deadline.abort();
    }
  }

  async #open(): Promise<SftpClient> {
    if (this.#client !== null) return this.#client;
    const { host, port, user, privateKey, hostKey, timeoutSeconds } = this.#section;
    const forget = (): void => {
      if (this.#client === client) this.#client = null;
    };
    // Without listeners of ours the client would write to the console.
    const client = new SftpClient('3pl', { error: forget, end: forget, close: forget });
    let seen = '';
    try {
      await client.connect({
        ...{ host, port, username: user, privateKey: privateKey.reveal() },
        readyTimeout: timeoutSeconds * 1000,
        hostVerifier: (key: Buffer) => {
          seen = fingerprintOf(key);
          return seen === hostKey;
        },
      });
    } catch (error) {
      void client.end().catch(() => undefined);
      throw seen !== '' && seen !== hostKey ? strangeHost(host, seen) : notReached(host, error);
    }
    this.#client = client;
    return client;
  }

  #drop(): void {
    const client = this.#client;
    this.#client = null;
    void client?.end().catch(() => undefined);
  }
}

/** As `ssh-keygen -l` shows it. */
const fingerprintOf = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;

/** Somebody else may be listening there: nothing is sent until a person has looked. */
function strangeHost(host: string, seen: string): VendorError {
  const message = `${host} showed the host key ${seen}, which is not threepl.hostKey: ask the warehouse before you change it`;
  return new VendorError('VENDOR_REFUSED', message, { vendor: '3PL', delivered: 'answered', retryable: false });
}

function notReached(host: string, error: unknown): VendorError {
  const reason = reasonOf(error);
  const unauthorized = /authentication/i.test(reason);
  const message = unauthorized ? `${host} does not take the key of threepl.user` : `${host} is not reached: ${reason}`;
  const code = unauthorized ? 'VENDOR_UNAUTHORIZED' : 'VENDOR_UNREACHABLE';
  return new VendorError(code, message, { vendor: '3PL', delivered: 'no', retryable: true });
}

const tooLate = (): VendorError =>
  new VendorError('VENDOR_TIMEOUT', 'the SFTP server did not answer in time', {
    ...{ vendor: '3PL', delivered: 'unknown', retryable: true },
  });

const unknownOutcome = (error: unknown): VendorError =>
  new VendorError('VENDOR_RESET', `SFTP: ${reasonOf(error)}`, {
    ...{ vendor: '3PL', delivered: 'unknown', retryable: true },
  });

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
