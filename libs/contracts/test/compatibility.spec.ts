import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { breakingChanges } from '../src/generate/compatibility.js';

const text = z.string();

/** What a consumer that knows `before` meets under `after`, as lines: 'path change'. */
function breaks(before: z.ZodType, after: z.ZodType): string[] {
  const schema = (type: z.ZodType) => z.toJSONSchema(type, { io: 'input' });
  return breakingChanges(schema(before), schema(after)).map(({ path, change }) => `${path} ${change}`);
}

/** The same for the one member `m` of an object. */
const memberBreaks = (before: z.ZodType, after: z.ZodType) => breaks(z.object({ m: before }), z.object({ m: after }));

describe('members', () => {
  it('may be added, required or not', () => {
    expect(breaks(z.object({ a: text }), z.object({ a: text, b: text, c: text.optional() }))).toEqual([]);
  });

  it('may not go', () => {
    expect(breaks(z.object({ a: text, b: text }), z.object({ a: text }))).toEqual(['b is gone']);
    expect(breaks(z.object({ a: text.optional() }), z.object({}))).toEqual(['a is gone']);
  });

  it('that were always there may not become optional', () => {
    expect(memberBreaks(text, text.optional())).toEqual(['m was always there and may now be missing']);
  });

  it('that were optional may become required', () => {
    expect(memberBreaks(text.optional(), text)).toEqual([]);
  });

  it('are found however deep they lie', () => {
    const unit = (sku: z.ZodType) => z.object({ units: z.array(z.object({ detail: z.object({ sku }) })) });
    expect(breaks(unit(text), unit(text.nullable()))).toEqual(['units[].detail.sku may now be null']);
  });
});

describe('kinds of value', () => {
  it('may not become more', () => {
    expect(memberBreaks(text, text.nullable())).toEqual(['m may now be null']);
    expect(memberBreaks(text, z.union([text, z.boolean()]))).toEqual(['m may now be boolean']);
    expect(memberBreaks(z.int(), z.number())).toEqual(['m may now be number']);
    expect(memberBreaks(text, z.unknown())).toEqual(['m may now be anything']);
    expect(memberBreaks(z.object({}), z.object({}).nullable())).toEqual(['m may now be null']);
  });

  it('may not be exchanged', () => {
    expect(memberBreaks(text, z.int())).toEqual(['m may now be integer']);
    expect(memberBreaks(z.array(text), z.array(z.int()))).toEqual(['m[] may now be integer']);
  });

  it('may become fewer', () => {
    expect(memberBreaks(text.nullable(), text)).toEqual([]);
    expect(memberBreaks(z.number(), z.int())).toEqual([]);
    expect(memberBreaks(z.unknown(), text)).toEqual([]);
    expect(memberBreaks(z.union([text, z.int(), z.null()]), z.int().nullable())).toEqual([]);
  });

  it('of a union may not gain a branch, and may lose one', () => {
    const refund = z.object({ kind: z.literal('refund'), refundId: text });
    const credit = z.object({ kind: z.literal('credit'), code: text });
    const one = z.discriminatedUnion('kind', [refund]);
    const both = z.discriminatedUnion('kind', [refund, credit]);
    expect(memberBreaks(both, one)).toEqual([]);
    expect(memberBreaks(one, both)).toEqual(['m.refundId is gone', 'm.kind may now be "credit"']);
  });
});

describe('listed values', () => {
  it('may not become more', () => {
    expect(memberBreaks(z.enum(['a', 'b']), z.enum(['a', 'b', 'c']))).toEqual(['m may now be "c"']);
    expect(memberBreaks(z.literal('a'), z.enum(['a', 'b']))).toEqual(['m may now be "b"']);
    expect(memberBreaks(z.enum(['a', 'b']), text)).toEqual(['m may now be other than "a", "b"']);
  });

  it('may become fewer, or take the place of free text', () => {
    expect(memberBreaks(z.enum(['a', 'b']), z.enum(['b']))).toEqual([]);
    expect(memberBreaks(text.min(1), z.enum(['a', 'b']))).toEqual([]);
    expect(memberBreaks(text.regex(/^[a-z]$/), z.enum(['a', 'b']))).toEqual([]);
  });

  it('that the free text would not have admitted are a break', () => {
    expect(memberBreaks(text.max(3), z.enum(['abcd']))).toEqual(['m maxLength 3 is loosened to 4']);
    expect(memberBreaks(text.regex(/^[a-z]$/), z.enum(['A']))).toHaveLength(1);
  });
});

describe('bounds', () => {
  it.each([
    ['minLength', text.min(2), text.min(1)],
    ['minLength', text.min(2), text],
    ['maxLength', text.max(5), text.max(6)],
    ['minItems', z.array(text).min(1), z.array(text)],
    ['maxItems', z.array(text).max(1), z.array(text).max(2)],
    ['minimum', z.number().min(0), z.number().min(-1)],
    ['maximum', z.number().max(9), z.number()],
    ['exclusiveMinimum', z.number().gt(0), z.number()],
    ['minimum', z.int().positive(), z.int().nonnegative()],
  ])('%s may not be loosened', (name, before, after) => {
    expect(memberBreaks(before, after)).toEqual([expect.stringMatching(`^m ${name} .* is loosened`)]);
    expect(memberBreaks(after, before)).toEqual([]);
  });

  it('that mean the same for whole numbers are the same', () => {
    expect(memberBreaks(z.int().gt(0), z.int().min(1))).toEqual([]);
    expect(memberBreaks(z.int().min(1), z.int().gt(0))).toEqual([]);
  });

  it('of zero length promise nothing', () => {
    expect(memberBreaks(text.min(0), text)).toEqual([]);
  });
});

describe('formats and patterns', () => {
  it('may not be changed or dropped', () => {
    expect(memberBreaks(text.regex(/^a$/), text)).toEqual(['m pattern "^a$" is gone']);
    expect(memberBreaks(text.regex(/^a$/), text.regex(/^b$/))).toEqual(['m pattern "^a$" is now "^b$"']);
    expect(memberBreaks(z.uuid(), text)).toContain('m format "uuid" is gone');
  });

  it('may be added', () => {
    expect(memberBreaks(text, z.uuid())).toEqual([]);
  });
});

describe('records', () => {
  it('may narrow their values and not widen them', () => {
    expect(memberBreaks(z.record(text, text), z.record(text, text.nullable()))).toEqual(['m.* may now be null']);
    expect(memberBreaks(z.record(text, text.nullable()), z.record(text, text))).toEqual([]);
  });

  it('may not name keys more freely', () => {
    const short = text.max(3);
    expect(memberBreaks(z.record(short, text), z.record(text, text))).toEqual([expect.stringMatching('^m.<name> ')]);
    expect(memberBreaks(z.record(text, text), z.record(short, text))).toEqual([]);
  });

  it('may become an object whose members all fit', () => {
    const withMember = (member: z.ZodType) => z.looseObject({ a: member }).catchall(text);
    expect(memberBreaks(z.record(text, text), withMember(text))).toEqual([]);
    expect(memberBreaks(z.record(text, text), withMember(z.int()))).toEqual(['m.a may now be integer']);
  });

  it('and closed objects may not be opened', () => {
    expect(breaks(z.strictObject({}), z.object({}))).toEqual(['* may now be anything']);
    expect(breaks(z.strictObject({}), z.strictObject({ a: text }))).toEqual(['a may now be string']);
  });
});

describe('what is no promise', () => {
  it('may change: titles and descriptions', () => {
    expect(memberBreaks(text.meta({ title: 'A' }), text.meta({ description: 'b', deprecated: true }))).toEqual([]);
  });

  it('does not include members that happen to be called title or description', () => {
    expect(breaks(z.object({ title: text, description: text }), z.object({}))).toEqual([
      'title is gone',
      'description is gone',
    ]);
  });
});

describe('a keyword that the rules do not know', () => {
  it('may be added, and counts as a break when it changes or goes', () => {
    const plain = { type: 'array' };
    const unique = { type: 'array', uniqueItems: true };
    expect(breakingChanges(plain, unique)).toEqual([]);
    expect(breakingChanges(unique, plain)).toEqual([{ path: '', change: 'uniqueItems true is gone' }]);
    expect(breakingChanges({ $ref: '#/$defs/a' }, { $ref: '#/$defs/b' })).toHaveLength(1);
  });

  it('counts when it stands beside a union', () => {
    const narrowed = { anyOf: [{ type: 'string' }], not: { const: 'x' } };
    expect(breakingChanges(narrowed, { anyOf: [{ type: 'string' }] })).not.toEqual([]);
    expect(breakingChanges(narrowed, narrowed)).toEqual([]);
  });
});
