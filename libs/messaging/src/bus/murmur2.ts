const MIX = 0x5bd1e995;
const SEED = 0x9747b28c;

/** 32-bit MurmurHash2 with the seed of Kafka's Java client (`Utils.murmur2`), as a signed number. */
export function murmur2(bytes: Buffer): number {
  const wholeWords = bytes.length & ~3;
  let hash = SEED ^ bytes.length;
  for (let at = 0; at < wholeWords; at += 4) {
    const word = Math.imul(bytes.readInt32LE(at), MIX);
    hash = Math.imul(hash, MIX) ^ Math.imul(word ^ (word >>> 24), MIX);
  }
  if (wholeWords < bytes.length) {
    hash = Math.imul(hash ^ bytes.readUIntLE(wholeWords, bytes.length - wholeWords), MIX);
  }
  hash = Math.imul(hash ^ (hash >>> 13), MIX);
  return hash ^ (hash >>> 15);
}
