import ssh2 from 'ssh2';

/** A new key: the private part for whoever signs in, the public part (`ssh-ed25519 AAAA…`) for the server. */
export function newSshKey(): { privateKey: string; publicKey: string } {
  // Of a hundred keys that ssh2 1.17 makes, about one is malformed, so that it cannot read it itself.
  for (;;) {
    const { private: privateKey, public: publicKey } = ssh2.utils.generateKeyPairSync('ed25519');
    if (!(ssh2.utils.parseKey(privateKey) instanceof Error)) return { privateKey, publicKey };
  }
}
