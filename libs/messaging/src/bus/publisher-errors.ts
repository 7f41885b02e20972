import { BackhaulError } from '@backhaul/contracts';

/** Another publisher of this name has been opened since, so this one is behind. Whoever holds the right opens a new one. */
export function publisherFenced(name: string, cause?: unknown): BackhaulError {
  return new BackhaulError(
    'PUBLISHER_FENCED',
    `Another publisher “${name}” has been opened since: this one was given up for dead and may not publish any more.`,
    { retryable: true, cause, details: { name } },
  );
}

export function busClosed(): BackhaulError {
  return new BackhaulError('BUS_CLOSED', 'The message bus has been closed; this process is shutting down.', {
    retryable: true,
  });
}
