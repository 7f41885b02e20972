import { z } from 'zod';
import type { GraphqlDocument } from '../graphql/graphql.js';
import { pageOf } from '../graphql/pages.js';

const scope = z.object({ handle: z.string() });

/** What the app may do in this shop. */
export const scopesDocument: GraphqlDocument<{ currentAppInstallation: { accessScopes: z.infer<typeof scope>[] } }> = {
  what: 'the scopes of the app',
  text: `query AccessScopes { currentAppInstallation { accessScopes { handle } } }`,
  answer: z.object({ currentAppInstallation: z.object({ accessScopes: z.array(scope) }) }),
};

/** Subscriptions that were made over the API; those of the app's configuration are not listed. */
export const subscriptionsDocument = {
  what: 'webhook subscriptions',
  text: `query Subscriptions($uri: String!, $after: String) {
    webhookSubscriptions(first: 50, uri: $uri, after: $after) { nodes { topic } pageInfo { hasNextPage endCursor } }
  }`,
  answer: z.object({ webhookSubscriptions: pageOf(z.object({ topic: z.string() })) }),
};

/** Subscribes one address to one topic. */
export const subscribeDocument = {
  what: 'the new webhook subscription',
  text: `mutation Subscribe($topic: WebhookSubscriptionTopic!, $uri: String!) {
    webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri, format: JSON }) {
      userErrors { message }
    }
  }`,
  answer: z.object({ webhookSubscriptionCreate: z.object({ userErrors: z.array(z.object({ message: z.string() })) }) }),
};
