import { gid, idOf, newId } from '../gid.js';
import { connection, type PageArgs } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { notImplemented } from '../graphql/resolve-field.js';
import type { Subscription } from '../state.js';
import { seconds } from '../times.js';
import { topicEnum, topicOfEnum } from '../webhooks/topics.js';

interface SubscriptionInput {
  uri?: string | null;
  name?: string | null;
  includeFields?: string[] | null;
}

const view = (subscription: Subscription) => ({
  id: gid('WebhookSubscription', subscription.id),
  legacyResourceId: subscription.id,
  topic: topicEnum(subscription.topic),
  uri: subscription.url,
  name: subscription.name,
  format: 'JSON',
  includeFields: subscription.includeFields,
  createdAt: seconds(subscription.createdAt),
  updatedAt: seconds(subscription.updatedAt),
});

/** Only subscriptions made through the API are listed; those of the app's configuration live elsewhere. */
const listed = ({ shop }: Context): Subscription[] => shop.subscriptions.filter((one) => !one.fromConfiguration);

export function webhookSubscription({ id }: { id: string }, context: Context) {
  const found = listed(context).find((one) => one.id === idOf('WebhookSubscription', id));
  return found === undefined ? null : view(found);
}

export const webhookSubscriptions = (
  args: PageArgs & { topics?: string[] | null; uri?: string | null },
  context: Context,
) =>
  connection(
    listed(context)
      .filter(({ topic }) => args.topics?.includes(topicEnum(topic)) ?? true)
      .filter(({ url }) => (args.uri ?? url) === url),
    args,
    view,
  );

export function webhookSubscriptionCreate(
  { topic: name, webhookSubscription: input }: { topic: string; webhookSubscription: SubscriptionInput },
  context: Context,
) {
  const { kernel, shop } = context;
  const topic = topicOfEnum(name);
  const url = input.uri ?? '';
  const refused = (message: string) => ({
    webhookSubscription: null,
    userErrors: [{ field: ['webhookSubscription', 'callbackUrl'], message }],
  });
  if (topic === undefined) throw notImplemented(`the topic ${name}`);
  if (!URL.canParse(url)) return refused('Address is invalid');
  if (shop.subscriptions.some((one) => one.topic === topic && one.url === url)) {
    return refused('Address for this topic has already been taken');
  }
  const at = kernel.clock.now().toISOString();
  const subscription: Subscription = {
    id: newId(kernel, shop, 'WebhookSubscription'),
    topic,
    url,
    createdAt: at,
    updatedAt: at,
    name: input.name ?? null,
    includeFields: input.includeFields ?? [],
    fromConfiguration: false,
  };
  shop.subscriptions.push(subscription);
  return { webhookSubscription: view(subscription), userErrors: [] };
}

export function webhookSubscriptionDelete({ id }: { id: string }, context: Context) {
  const plain = idOf('WebhookSubscription', id);
  const known = listed(context).some((one) => one.id === plain);
  if (!known) {
    const userErrors = [{ field: ['id'], message: 'Webhook subscription does not exist' }];
    return { deletedWebhookSubscriptionId: null, userErrors };
  }
  context.shop.subscriptions = context.shop.subscriptions.filter((one) => one.id !== plain);
  return { deletedWebhookSubscriptionId: id, userErrors: [] };
}
