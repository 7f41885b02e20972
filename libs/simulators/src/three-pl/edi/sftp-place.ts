import { createHash } from 'node:crypto';
import ssh2 from 'ssh2';
import type { Kernel } from '../../kernel/index.js';
import type { ThreePlState } from '../state.js';
import type { EdiPartner } from './partner.js';
import { newSshKey } from './ssh-key.js';
import { listenSftp, type SftpListening } from './sftp-server.js';

const { utils } = ssh2;

/** Where the SFTP server answers, and the fingerprint of its host key as `ssh-keygen -l` shows it. */
export interface SftpAddress {
  host: string;
  port: number;
  hostKey: string;
}

function fingerprintOf(privateKey: string): string {
  const key = utils.parseKey(privateKey);
  if (key instanceof Error) throw key;
  return `SHA256:${createHash('sha256').update(key.getPublicSSH()).digest('base64').replace(/=+$/, '')}`;
}

/** The SFTP server of the simulator: it keeps its host key, and can show another one. */
export class SftpPlace {
  #listening: SftpListening | undefined;

  constructor(
    private readonly kernel: Kernel<ThreePlState>,
    private readonly partner: EdiPartner,
    private readonly host: string,
  ) {}

  async open(port: number, hostKey?: string): Promise<void> {
    const { state, clock } = this.kernel;
    if (state.hostKey === '') state.hostKey = newSshKey().privateKey;
    const mailboxes = () => Object.entries(state.mailboxes);
    this.#listening = await listenSftp(
      hostKey ?? state.hostKey,
      {
        mailboxFor: (user) => mailboxes().find(([, mailbox]) => mailbox.user === user)?.[1],
        now: () => clock.now(),
        changed: (changed) => {
          const [clientCode] = mailboxes().find(([, mailbox]) => mailbox === changed) ?? [];
          if (clientCode !== undefined) this.partner.changed(clientCode);
        },
      },
      { address: this.host, port },
    );
  }

  address(): SftpAddress {
    if (this.#listening === undefined) throw new Error('the SFTP server does not listen');
    return { host: this.host, port: this.#listening.port, hostKey: fingerprintOf(this.kernel.state.hostKey) };
  }

  /** From now on a stranger's key is shown under the same address, or the own one again. */
  async showHostKey(which: 'own' | 'strange'): Promise<void> {
    const { port } = this.address();
    await this.close();
    await this.open(port, which === 'own' ? undefined : newSshKey().privateKey);
  }

  async close(): Promise<void> {
    await this.#listening?.close();
    this.#listening = undefined;
  }
}
