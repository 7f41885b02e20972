import { GraphQLError } from 'graphql';

export interface PageArgs {
  first?: number | null;
  after?: string | null;
  reverse?: boolean | null;
}

const LARGEST_PAGE = 250;

/**
 * A page of a connection. Items come sorted by a text key; the cursor holds that key, so a page continues behind the last item
 * seen even when items were added or moved in between.
 */
export function connection<Item>(
  items: Item[],
  args: PageArgs,
  view: (item: Item) => unknown,
  keyOf: (item: Item) => string = (item) => String(items.indexOf(item)).padStart(8, '0'),
) {
  const size = args.first ?? undefined;
  if (size === undefined) throw new GraphQLError('you must provide one of first or last', code('BAD_REQUEST'));
  // Infinity is what a bulk operation asks for; no caller can.
  if (size < 0 || (size > LARGEST_PAGE && size !== Infinity))
    throw new GraphQLError(`first must be between 0 and ${LARGEST_PAGE}`, code('BAD_REQUEST'));
  const keyed = items.map((item) => ({ item, key: keyOf(item) })).sort((a, b) => (a.key < b.key ? -1 : 1));
  if (args.reverse === true) keyed.reverse();
  const after = typeof args.after === 'string' ? keyIn(args.after) : undefined;
  const rest =
    after === undefined ? keyed : keyed.filter(({ key }) => (args.reverse === true ? key < after : key > after));
  const edges = rest.slice(0, size).map(({ item, key }) => ({ cursor: cursorOf(key), node: view(item) }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: rest.length > size,
      hasPreviousPage: rest.length < keyed.length,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** The first ones of a list that is no connection; all of them when none are counted. */
export const firstOf =
  <Item, View>(items: readonly Item[], view: (item: Item) => View) =>
  ({ first }: { first?: number | null }): View[] =>
    items.slice(0, first ?? items.length).map(view);

const code = (value: string) => ({ extensions: { code: value } });

const cursorOf = (key: string): string => Buffer.from(JSON.stringify({ last_value: key })).toString('base64url');

function keyIn(cursor: string): string {
  try {
    const { last_value: key } = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as {
      last_value?: unknown;
    };
    if (typeof key === 'string') return key;
  } catch {
    // Falls through to the same refusal.
  }
  throw new GraphQLError('Invalid cursor for current pagination sort.', code('BAD_REQUEST'));
}
