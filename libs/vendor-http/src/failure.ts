import { isPage, type RawAnswer } from './answer.js';
import { verdictOfNetwork, verdictOfStatus, verdicts, type Verdict } from './classify.js';
import { timedOut } from './deadline.js';
import { BodyTooLarge } from './read-body.js';
import { secretsIn, type Redactor } from './redact.js';
import { retryAfterMs } from './retry-after.js';
import { VendorError } from './vendor-error.js';
import type { Outgoing } from './send.js';

/** What an error may say about a call: no query, no header, no body that we sent. */
export interface Failing {
  vendor: string;
  request: Outgoing;
  redactor: Redactor;
  now: Date;
}

const said: Record<string, string> = {
  VENDOR_UNREACHABLE: 'could not be reached',
  VENDOR_TIMEOUT: 'did not answer in time',
  VENDOR_RESET: 'broke the connection',
  VENDOR_ABORTED: 'was not waited for',
};

/** The error for an exchange that brought no answer. */
export function networkFailure(failing: Failing, error: unknown, aborted: boolean): VendorError {
  const [verdict, cause] = reading(error, aborted);
  const what = cause === 'too large' ? 'answered more than we keep' : (said[verdict.code] ?? 'failed');
  return fail(failing, verdict, what, { details: { cause } });
}

function reading(error: unknown, aborted: boolean): [Verdict, string | undefined] {
  if (error === timedOut) return [verdicts.timeout, 'timeout'];
  if (aborted) return [verdicts.abortedDuring, 'aborted'];
  if (error instanceof BodyTooLarge) return [verdicts.unusable, 'too large'];
  // fetch refuses a request before it opens a connection, and its text may quote a header: it stays out of the error.
  if (isObject(error) && error['name'] === 'TypeError' && error['cause'] === undefined) {
    return [verdicts.invalidRequest, 'invalid request'];
  }
  const code = causeCode(error);
  return [verdictOfNetwork(code), code];
}

/** fetch hides the socket's error in `cause`, sometimes in a list of one per address tried. */
function causeCode(error: unknown): string | undefined {
  let current = error;
  for (let depth = 0; isObject(current) && depth < 5; depth += 1) {
    if (typeof current['code'] === 'string') return current['code'];
    current = Array.isArray(current['errors']) ? (current['errors'] as unknown[])[0] : current['cause'];
  }
  return undefined;
}

/** Read by shape: an error of another realm (a test environment, a worker) is no instance of our Error. */
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The error for an answer outside 2xx. */
export function statusFailure(failing: Failing, answer: RawAnswer): VendorError {
  const verdict = verdictOfStatus(answer.status, isPage(answer));
  const secrets = secretsIn(failing.request.headers);
  return fail(failing, verdict, `answered ${answer.status}`, {
    status: answer.status,
    retryAfterMs: retryAfterMs(answer.headers['retry-after'] ?? answer.headers['x-retry-after'], failing.now),
    body: failing.redactor.body(answer.text, secrets),
  });
}

/** The error for a 2xx whose body is not JSON. */
export function notJson(failing: Failing, answer: RawAnswer): VendorError {
  const page = isPage(answer);
  return fail(
    failing,
    page ? verdicts.page : verdicts.notUnderstood,
    page ? 'answered a web page' : 'answered no JSON',
    {
      status: answer.status,
      body: failing.redactor.body(answer.text, secretsIn(failing.request.headers)),
    },
  );
}

/** The error for a call that was never sent. */
export function notSent(failing: Failing, kind: 'circuitOpen' | 'abortedBefore', retryAfter?: number): VendorError {
  const what =
    kind === 'circuitOpen' ? 'has failed too often and is left alone for a while' : 'was not called: aborted';
  return fail(failing, verdicts[kind], what, { retryAfterMs: retryAfter });
}

function fail(
  { vendor, request }: Failing,
  { code, delivered, retryable }: Verdict,
  what: string,
  facts: { status?: number; retryAfterMs?: number | undefined; body?: unknown; details?: object },
): VendorError {
  const { method, url } = request;
  const details = { method, path: url.pathname, ...facts.details };
  return new VendorError(code, `${vendor} ${what} (${method} ${url.pathname})`, {
    ...facts,
    vendor,
    delivered,
    retryable,
    details,
  });
}
