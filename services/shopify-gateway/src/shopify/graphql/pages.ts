import { z } from 'zod';

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

/** A page of a connection that was asked for with `nodes` and `pageInfo { hasNextPage endCursor }`. */
export interface Page<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: z.infer<typeof pageInfo>;
}

export const pageOf = <T>(node: z.ZodType<T>): z.ZodType<Page<T>> => z.object({ nodes: z.array(node), pageInfo });

/** Where the next page begins; null after the last one. */
export const nextCursor = ({ pageInfo: { hasNextPage, endCursor } }: Page<unknown>): string | null =>
  hasNextPage ? endCursor : null;

/** The nodes of this page and of all that follow. */
export async function allNodes<T>(first: Page<T>, next: (after: string) => Promise<Page<T>>): Promise<T[]> {
  const nodes = [...first.nodes];
  for (let after = nextCursor(first); after !== null;) {
    const page = await next(after);
    nodes.push(...page.nodes);
    after = nextCursor(page);
  }
  return nodes;
}
