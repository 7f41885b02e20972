import { describe, expect, it } from '@jest/globals';
import { verdictOfNetwork, verdictOfStatus } from '../src/classify.js';

describe('what a failure says about delivery', () => {
  it.each([
    ['ECONNREFUSED', 'VENDOR_UNREACHABLE', 'no'],
    ['ENOTFOUND', 'VENDOR_UNREACHABLE', 'no'],
    ['EAI_AGAIN', 'VENDOR_UNREACHABLE', 'no'],
    ['UND_ERR_CONNECT_TIMEOUT', 'VENDOR_UNREACHABLE', 'no'],
    ['CERT_HAS_EXPIRED', 'VENDOR_UNREACHABLE', 'no'],
    ['ECONNRESET', 'VENDOR_RESET', 'unknown'],
    ['EPIPE', 'VENDOR_RESET', 'unknown'],
    ['UND_ERR_SOCKET', 'VENDOR_RESET', 'unknown'],
    ['UND_ERR_HEADERS_TIMEOUT', 'VENDOR_TIMEOUT', 'unknown'],
    ['ETIMEDOUT', 'VENDOR_TIMEOUT', 'unknown'],
    ['SOMETHING_NEW', 'VENDOR_RESET', 'unknown'],
    [undefined, 'VENDOR_RESET', 'unknown'],
  ])('network error %s is %s, delivered: %s', (cause, code, delivered) => {
    expect(verdictOfNetwork(cause)).toMatchObject({ code, delivered, retryable: true });
  });

  it.each([
    [400, false, 'VENDOR_REFUSED', 'answered', false],
    [401, false, 'VENDOR_UNAUTHORIZED', 'answered', true],
    [401, true, 'VENDOR_UNAUTHORIZED', 'answered', true],
    [403, false, 'VENDOR_REFUSED', 'answered', false],
    [404, false, 'VENDOR_REFUSED', 'answered', false],
    [404, true, 'VENDOR_NOT_UNDERSTOOD', 'unknown', true],
    [408, false, 'VENDOR_TIMEOUT', 'unknown', true],
    [409, false, 'VENDOR_REFUSED', 'answered', false],
    [422, false, 'VENDOR_REFUSED', 'answered', false],
    [429, true, 'VENDOR_RATE_LIMITED', 'no', true],
    [302, false, 'VENDOR_NOT_UNDERSTOOD', 'unknown', false],
    [500, false, 'VENDOR_SERVER_ERROR', 'unknown', true],
    [503, true, 'VENDOR_SERVER_ERROR', 'unknown', true],
  ])('status %i (a web page: %s) is %s, delivered: %s, retryable: %s', (status, page, code, delivered, retryable) => {
    expect(verdictOfStatus(status, page)).toMatchObject({ code, delivered, retryable });
  });
});
