import { TestEnvironment } from 'jest-environment-node';

// A Jest worker whose runner was killed would work through its tests for nobody, and then stay. Watched from here because a
// test file only sees a copy of `process`. A listener on `disconnect` would keep the worker from ending by itself.
if (process.connected) setInterval(() => process.connected || process.exit(1), 500).unref();

/** Node's own environment, in workers that end with their runner. */
export default class WorkerEnvironment extends TestEnvironment {}
