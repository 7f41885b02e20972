import ssh2 from 'ssh2';

/** A new key: the private part for whoever signs in, the public part (`ssh-ed25519 AAAA…`) for the server. */
export function newSshKey(): { privateKey: string; publicKey: string } {
  const { private: privateKey, public: publicKey } = ssh2.utils.generateKeyPairSync('ed25519');
  return { privateKey, publicKey };
}
