import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** What came back; status 0 = nothing. */
export interface PostResult {
  status: number;
  retryAfter?: string;
  error?: string;
}

/** One POST of exact bytes, with separate limits for connecting and for the whole exchange. Never throws, never follows a redirect. */
export function post(
  url: string,
  headers: Record<string, string>,
  body: string,
  limits: { connectTimeoutMs: number; timeoutMs: number; signal: AbortSignal },
): Promise<PostResult> {
  return new Promise((resolve) => {
    const start = url.startsWith('https:') ? httpsRequest : httpRequest;
    const payload = Buffer.from(body, 'utf8');
    const request = start(url, {
      method: 'POST',
      agent: false,
      signal: limits.signal,
      headers: { ...headers, 'content-length': String(payload.length) },
    });
    const connecting = setTimeout(
      () => request.destroy(new Error('connect time-out')),
      limits.connectTimeoutMs,
    ).unref();
    const whole = setTimeout(() => request.destroy(new Error('time-out')), limits.timeoutMs).unref();
    const finish = (result: PostResult): void => {
      clearTimeout(connecting);
      clearTimeout(whole);
      resolve(result);
    };
    request.on('socket', (socket) => socket.once('connect', () => clearTimeout(connecting)));
    request.on('error', (error) => finish({ status: 0, error: error.message }));
    request.on('response', (response) => {
      const retryAfter = response.headers['retry-after'];
      response.on('error', (error) => finish({ status: 0, error: error.message }));
      response.on('end', () =>
        finish({ status: response.statusCode ?? 0, ...(retryAfter === undefined ? {} : { retryAfter }) }),
      );
      response.resume();
    });
    request.end(payload);
  });
}
