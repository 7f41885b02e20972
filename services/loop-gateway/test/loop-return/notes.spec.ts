import { describe, expect, it } from '@jest/globals';
import { after, closed, held, note, read, returnId } from '../support/returns.js';

const longText = (text: string) => after({ kind: 'WriteNote', returnId, causeId: 'e1', text, at: new Date(0) });
const textOf = (result: ReturnType<typeof after>): string =>
  (result.callsOf('loop.note')[0]?.payload as { text: string }).text;

describe('a milestone', () => {
  it('is noted once for each event, in a lane that holds the money up in nothing', () => {
    const noted = after(read(1), note(2, 'e1'), note(3, 'e1'), note(4, 'e2'));
    expect(noted.callsOf('loop.note')).toMatchObject([
      { key: 'note:northfold-88120045:e1', lane: 'loop-notes-northfold-88120045', payload: { text: 'Note e1' } },
      { key: 'note:northfold-88120045:e2' },
    ]);
  });

  it('is noted of a return that was not read yet, and of one that has ended', () => {
    expect(after(note(1, 'e1')).callsOf('loop.note')).toHaveLength(1);
    expect(after(closed(1), note(2, 'e1')).callsOf('loop.note')).toHaveLength(1);
  });

  it('stays below the longest note that is taken', () => {
    expect(textOf(longText('x'.repeat(254)))).toBe('x'.repeat(254));
    expect(textOf(longText('x'.repeat(255)))).toBe(`${'x'.repeat(253)}…`);
  });

  it('is cut between characters, never inside one', () => {
    const text = textOf(longText('😀'.repeat(200)));
    expect(text).toBe(`${'😀'.repeat(126)}…`);
  });
});

describe('a return on hold', () => {
  it('is flagged and noted, once for each hold', () => {
    const { calls } = after(read(1), held(2, 'h1'), held(2, 'h1'));
    expect(calls).toMatchObject([
      { key: 'flag:h1', kind: 'loop.flag' },
      { key: 'note:northfold-88120045:h1', kind: 'loop.note', payload: { text: 'On hold: 1 unit damaged' } },
    ]);
  });

  it('is flagged although it was not read yet, or was in review when it was read', () => {
    expect(after(held(2, 'h1')).callsOf('loop.flag')).toHaveLength(1);
    expect(after(read(1, { state: 'review' }), held(2, 'h1')).callsOf('loop.flag')).toHaveLength(1);
  });

  it('is only noted when it has ended', () => {
    expect(after(closed(1), held(2, 'h1')).calls.map(({ kind }) => kind)).toEqual(['loop.note']);
  });
});
