import { describe, expect, it } from '@jest/globals';
import { Redactor, secretsIn } from '../src/redact.js';

describe('what a vendor sent, before it enters an error', () => {
  const redactor = new Redactor(['customerPO']);

  it('loses fields that hold secrets or shopper data, however they are spelled and however deep', () => {
    const body = {
      error: { code: 'X', Access_Token: 'abc', data: [{ email: 'a@b.c', 'shipping-address': { zip: '1' } }] },
    };
    expect(redactor.body(JSON.stringify(body), [])).toEqual({
      error: {
        code: 'X',
        Access_Token: '[redacted]',
        data: [{ email: '[redacted]', 'shipping-address': '[redacted]' }],
      },
    });
  });

  it('loses the fields that the client names', () => {
    expect(redactor.body('{"customerPo":"4711","line":1}', [])).toEqual({ customerPo: '[redacted]', line: 1 });
  });

  it('loses our own key when the vendor echoes it, in JSON and in a page', () => {
    const secrets = secretsIn({ authorization: 'Bearer k3y-0f-ours', accept: 'application/json' });
    expect(redactor.body('{"message":"bad token k3y-0f-ours"}', secrets)).toEqual({ message: 'bad token [redacted]' });
    expect(redactor.body('<p>Bearer k3y-0f-ours</p>', secrets)).toBe('<p>[redacted]</p>');
  });

  it('is cut to a few kilobytes', () => {
    const text = String(redactor.body('x'.repeat(100_000), []));
    expect(text.length).toBeLessThan(5_000);
    expect(text).toContain('(100000 characters)');
  });
});
