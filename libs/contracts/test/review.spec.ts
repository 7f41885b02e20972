import { describe, expect, it } from '@jest/globals';
import { review } from '../src/generate/review.js';

const string = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] };
const nullable = { type: 'object', properties: { a: { type: ['string', 'null'] } }, required: ['a'] };
const files = (content: Record<string, unknown>) =>
  new Map(
    Object.entries(content).map(([file, body]) => [file, typeof body === 'string' ? body : JSON.stringify(body)]),
  );
const findings = (generated: Record<string, unknown>, checkedIn: Record<string, unknown>) =>
  review(files(generated), files(checkedIn)).map(({ remedy, file, text }) => `${remedy} ${file}: ${text}`);

describe('generated files under review', () => {
  it('are fine when they are what the catalogue generates', () => {
    expect(findings({ 'schemas/A.v1.json': string }, { 'schemas/A.v1.json': string })).toEqual([]);
  });

  it('are written when missing', () => {
    expect(findings({ 'asyncapi.json': {} }, {})).toEqual(['rewrite asyncapi.json: missing']);
  });

  it('are rewritten when a change breaks no consumer', () => {
    const changed = findings({ 'schemas/A.v1.json': string }, { 'schemas/A.v1.json': nullable });
    expect(changed).toEqual(['rewrite schemas/A.v1.json: stale; the change breaks no consumer']);
  });

  it('are kept when a change would break one, with each break and the ways out', () => {
    expect(findings({ 'schemas/A.v1.json': nullable }, { 'schemas/A.v1.json': string })).toEqual([
      [
        'person schemas/A.v1.json: would break consumers',
        '    a may now be null',
        '    => raise the version of A to 2, or keep what version 1 promised',
      ].join('\n'),
    ]);
  });

  it('of a raised version stand beside the old one', () => {
    const generated = { 'schemas/A.v1.json': string, 'schemas/A.v2.json': nullable };
    expect(findings(generated, { 'schemas/A.v1.json': string })).toEqual(['rewrite schemas/A.v2.json: missing']);
    expect(findings(generated, generated)).toEqual([]);
  });

  it.each([
    ['widened', nullable, string],
    ['narrowed', string, nullable],
  ])('of an earlier version are never %s', (_, now, published) => {
    const generated = { 'schemas/A.v1.json': now, 'schemas/A.v2.json': string };
    expect(findings(generated, { ...generated, 'schemas/A.v1.json': published })).toEqual([
      expect.stringMatching('^person schemas/A.v1.json: an earlier version is never changed'),
    ]);
  });

  it('of an earlier version may be described in other words', () => {
    const generated = { 'schemas/A.v1.json': { ...string, description: 'new' }, 'schemas/A.v2.json': string };
    expect(findings(generated, { ...generated, 'schemas/A.v1.json': string })).toEqual([
      'rewrite schemas/A.v1.json: stale; the change breaks no consumer',
    ]);
  });

  it('of a version that is no longer read are pointed out: it lies in topics and streams', () => {
    const checkedIn = { 'schemas/A.v1.json': string, 'schemas/A.v2.json': string };
    expect(findings({ 'schemas/A.v2.json': string }, checkedIn)).toEqual([
      expect.stringMatching('^person schemas/A.v1.json: A no longer reads version 1'),
    ]);
  });

  it('of a version that the catalogue does not reach are pointed out', () => {
    const checkedIn = { 'schemas/A.v1.json': string, 'schemas/A.v2.json': string };
    expect(findings({ 'schemas/A.v1.json': string }, checkedIn)).toEqual([
      expect.stringMatching('^person schemas/A.v2.json: the catalogue has A at version 1'),
    ]);
  });

  it('of an event that left the catalogue are pointed out', () => {
    expect(findings({}, { 'schemas/A.v1.json': string })).toEqual([
      expect.stringMatching('^person schemas/A.v1.json: A is not in the catalogue'),
    ]);
  });

  it('that nothing generates are superfluous', () => {
    expect(findings({}, { 'schemas/notes.txt': 'x' })).toEqual(['person schemas/notes.txt: superfluous: delete it']);
  });

  it('that were damaged, say by a merge, are not guessed at', () => {
    expect(findings({ 'schemas/A.v1.json': string }, { 'schemas/A.v1.json': '<<<<<<< HEAD' })).toEqual([
      expect.stringMatching('^person schemas/A.v1.json: is not JSON'),
    ]);
  });
});
