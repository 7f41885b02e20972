import { BackhaulError } from '@backhaul/contracts';
import type { Graphql } from '../graphql/graphql.js';
import { allNodes } from '../graphql/pages.js';
import type { InstalledApp } from '../port.js';
import { scopesDocument, subscribeDocument, subscriptionsDocument } from './documents.js';

/** `REFUNDS_CREATE` for `refunds/create`. */
const enumOf = (topic: string): string => topic.replace('/', '_').toUpperCase();

/** The shop's own words when the app's configuration has that subscription, which no list shows. */
const TAKEN = /already been taken/i;

/** Our app in one shop: what it may do, and where its webhooks go. */
export class App implements InstalledApp {
  constructor(private readonly graphql: Graphql) {}

  async scopes(signal?: AbortSignal): Promise<string[]> {
    const { currentAppInstallation } = await this.graphql.query(scopesDocument, {}, signal);
    return currentAppInstallation.accessScopes.map(({ handle }) => handle);
  }

  async unsubscribed(topics: readonly string[], uri: string, signal?: AbortSignal): Promise<string[]> {
    const pageAfter = async (after: string | null) =>
      (await this.graphql.query(subscriptionsDocument, { uri, after }, signal)).webhookSubscriptions;
    const there = new Set((await allNodes(await pageAfter(null), pageAfter)).map(({ topic }) => topic));
    return topics.filter((topic) => !there.has(enumOf(topic)));
  }

  /** @throws BackhaulError SUBSCRIPTION_REFUSED with the shop's words */
  async subscribe(topic: string, uri: string, signal?: AbortSignal): Promise<void> {
    const variables = { topic: enumOf(topic), uri };
    const { webhookSubscriptionCreate } = await this.graphql.mutate(subscribeDocument, variables, signal);
    const refused = webhookSubscriptionCreate.userErrors.filter(({ message }) => !TAKEN.test(message));
    if (refused.length === 0) return;
    const said = refused.map(({ message }) => message).join('; ');
    throw new BackhaulError('SUBSCRIPTION_REFUSED', `Shopify refused the webhook ${topic} to ${uri}: ${said}`);
  }

  get servedVersion(): string | null {
    return this.graphql.servedVersion;
  }
}
