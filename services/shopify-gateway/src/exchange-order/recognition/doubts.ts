import { agreedNames, meantOriginals, type Evidence } from './evidence.js';

/** One reason not to believe the marks on an order. */
export interface DoubtRule {
  readonly name: string;
  /** In business words; null when there is no doubt. */
  doubt(evidence: Evidence): string | null;
}

const nameOf = ({ signals }: Evidence): string => [...new Set(signals.flatMap(({ names }) => names))].join(', ');

/** All that apply are told: a person decides then. */
export const doubtRules: readonly DoubtRule[] = [
  {
    name: 'returns of different orders name it',
    doubt: ({ namedBy }) =>
      new Set(namedBy.map(({ orderId }) => orderId)).size > 1 ? 'Returns of different orders name it' : null,
  },
  {
    name: 'its marks name different originals',
    doubt: (evidence) =>
      evidence.namedBy.length === 0 && agreedNames(evidence.signals).length === 0
        ? `Its marks name different original orders: ${nameOf(evidence)}`
        : null,
  },
  {
    name: 'the original is not in the shop',
    doubt: (evidence) =>
      agreesOnOne(evidence) && meantOriginals(evidence).length === 0
        ? 'The shop shows no such original order; it may be older than 60 days'
        : null,
  },
  {
    name: 'several orders have the name of the original',
    doubt: (evidence) =>
      meantOriginals(evidence).length > 1 && agreesOnOne(evidence)
        ? `Several orders could be the original: ${meantOriginals(evidence)
            .map(({ orderName }) => orderName)
            .join(', ')}`
        : null,
  },
  {
    name: 'the original is younger',
    doubt: (evidence) => {
      const younger = meantOriginals(evidence).find(({ createdAt }) => createdAt > evidence.order.createdAt);
      return younger === undefined ? null : `The order that it names, ${younger.orderName}, was placed after it`;
    },
  },
];

function agreesOnOne({ namedBy, signals }: Evidence): boolean {
  if (namedBy.length > 0) return new Set(namedBy.map(({ orderId }) => orderId)).size === 1;
  return agreedNames(signals).length > 0;
}
