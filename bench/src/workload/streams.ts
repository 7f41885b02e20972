const STREAM_LENGTH = 10;

/** Which stream an operation writes to, and how many events are in it before: a stream is full after ten, as a return's are. */
export function streamPosition(round: number, connection: number, nth: number): { streamId: string; before: number } {
  const stream = Math.floor(nth / STREAM_LENGTH);
  return { streamId: `return-${round}-${connection}-${stream}`, before: nth % STREAM_LENGTH };
}
