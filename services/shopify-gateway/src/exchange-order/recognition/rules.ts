import type { Evidence } from './evidence.js';
import type { Signal } from './signals.js';

/** What a rule says: how sure, and by what. */
export interface Recognition {
  readonly confidence: 'certain' | 'probable';
  /** In business words. */
  readonly evidence: readonly string[];
}

/** One way in which an order is known to be an exchange order. */
export interface RecognitionRule {
  readonly name: string;
  recognise(evidence: Evidence): Recognition | null;
}

const facts = (signals: readonly Signal[], ...kinds: Signal['kind'][]): string[] =>
  signals.filter(({ kind }) => kinds.includes(kind)).map(({ fact }) => fact);

/** The surest first; the first that fits counts (contracts/shopify.md §6). A total of 0 proves nothing, and no rule looks at it. */
export const recognitionRules: readonly RecognitionRule[] = [
  {
    name: 'a return names it',
    recognise: ({ namedBy }) =>
      namedBy.length === 0
        ? null
        : {
            confidence: 'certain',
            evidence: namedBy.map(({ returnId }) => `Return ${returnId} names it as its exchange order`).sort(),
          },
  },
  {
    name: 'note and attribute name the original',
    recognise: ({ signals }) =>
      facts(signals, 'note').length > 0 && facts(signals, 'attribute').length > 0
        ? { confidence: 'certain', evidence: facts(signals, 'note', 'attribute', 'prefix', 'tag') }
        : null,
  },
  {
    name: 'note or attribute names the original',
    recognise: ({ signals }) =>
      facts(signals, 'note', 'attribute').length > 0
        ? { confidence: 'probable', evidence: facts(signals, 'note', 'attribute', 'prefix', 'tag') }
        : null,
  },
  {
    name: 'prefix and tag',
    recognise: ({ signals }) =>
      facts(signals, 'prefix').length > 0 && facts(signals, 'tag').length > 0
        ? { confidence: 'probable', evidence: facts(signals, 'prefix', 'tag') }
        : null,
  },
];
