import { BackhaulError } from '@backhaul/contracts';
import { badInput, conflict, Secret, verifyHmac, type Role } from '@backhaul/service-kit';
import { BadRequestException, NotFoundException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { allows } from '../src/http/roles.js';
import { visibleError } from '../src/http/to-problem.js';

describe('the powers of a role', () => {
  it.each<[Role, Role[]]>([
    ['viewer', ['viewer']],
    ['operator', ['viewer', 'operator']],
    ['finance', ['viewer', 'finance']],
    ['admin', ['viewer', 'operator', 'finance', 'admin']],
  ])('%s may do what %j may', (has, may) => {
    const all: Role[] = ['viewer', 'operator', 'finance', 'admin'];
    expect(all.filter((needs) => allows(has, needs))).toEqual(may);
  });
});

describe('what a caller sees of an error', () => {
  it.each([
    [badInput([{ path: 'limit', expected: 'expected number' }]), 400, 'INVALID_INPUT'],
    [conflict('RETURN_CLOSED', 'The return is closed.'), 409, 'RETURN_CLOSED'],
    [new NotFoundException(), 404, 'NOT_FOUND'],
    [new BadRequestException('Unexpected token'), 400, 'BAD_REQUEST'],
    [new BackhaulError('MERCHANT_UNKNOWN', 'no merchant is called x'), 404, 'MERCHANT_UNKNOWN'],
    [new BackhaulError('VERSION_CONFLICT', 'x', { retryable: true }), 409, 'VERSION_CONFLICT'],
    [new BackhaulError('VENDOR_TIMEOUT', 'x', { retryable: true }), 503, 'VENDOR_TIMEOUT'],
    [new BackhaulError('EVENT_SCHEMA_MISMATCH', 'x'), 500, 'EVENT_SCHEMA_MISMATCH'],
    [new Error('select password from users'), 500, 'INTERNAL'],
    ['a thrown text', 500, 'INTERNAL'],
  ])('%s is %i %s', (error, status, code) => {
    expect(visibleError(error)).toMatchObject({ status, code });
  });

  it('is never the text of an error that was not written for the caller', () => {
    const errors = [
      new Error('secret'),
      new BackhaulError('X', 'secret'),
      new BackhaulError('X', 'secret', { retryable: true }),
    ];
    for (const error of errors) expect(JSON.stringify(visibleError(error))).not.toContain('secret');
  });
});

describe('the signature of a webhook', () => {
  const secrets = [new Secret('current'), new Secret('previous')];
  const sign = (secret: string, body: Buffer, encoding: 'base64' | 'hex') =>
    createHmac('sha256', secret).update(body).digest(encoding);
  const check = (rawBody: Buffer, signature: string | undefined, encoding: 'base64' | 'hex' = 'base64') =>
    verifyHmac({ algorithm: 'sha256', encoding, secret: secrets, rawBody, signature });

  it('is right for every body and each of the secrets, in base64 and hex', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.constantFrom('current', 'previous'),
        fc.constantFrom('base64', 'hex'),
        (bytes, secret, encoding) => {
          const body = Buffer.from(bytes);
          expect(check(body, sign(secret, body, encoding), encoding)).toBe(true);
        },
      ),
    );
  });

  it('is wrong for another body, another secret, another encoding, a part, nothing', () => {
    const body = Buffer.from('{"id":1}');
    const right = sign('current', body, 'base64');
    expect(check(Buffer.from('{"id":2}'), right)).toBe(false);
    expect(check(body, sign('guessed', body, 'base64'))).toBe(false);
    expect(check(body, sign('current', body, 'hex'))).toBe(false);
    expect(check(body, right.slice(0, -1))).toBe(false);
    expect(check(body, '')).toBe(false);
    expect(check(body, undefined)).toBe(false);
    expect(check(body, 'ü'.repeat(22))).toBe(false);
  });
});
