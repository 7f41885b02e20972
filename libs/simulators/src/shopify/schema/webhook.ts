import { TOPICS, topicEnum } from '../webhooks/topics.js';

/** Webhook subscriptions. */
export const webhookSdl = /* GraphQL */ `
  enum WebhookSubscriptionTopic { ${TOPICS.map(topicEnum).join(' ')} }
  enum WebhookSubscriptionFormat { JSON }
  enum WebhookSubscriptionSortKeys { CREATED_AT ID }

  type WebhookSubscription {
    id: ID!
    legacyResourceId: UnsignedInt64!
    topic: WebhookSubscriptionTopic!
    uri: String!
    name: String
    format: WebhookSubscriptionFormat!
    includeFields: [String!]!
    createdAt: DateTime!
    updatedAt: DateTime!
  }
  type WebhookSubscriptionConnection { nodes: [WebhookSubscription!]! edges: [WebhookSubscriptionEdge!]! pageInfo: PageInfo! }
  type WebhookSubscriptionEdge { cursor: String! node: WebhookSubscription! }

  input WebhookSubscriptionInput { uri: String name: String format: WebhookSubscriptionFormat includeFields: [String!] }
  type WebhookSubscriptionCreatePayload { webhookSubscription: WebhookSubscription userErrors: [UserError!]! }
  type WebhookSubscriptionDeletePayload { deletedWebhookSubscriptionId: ID userErrors: [UserError!]! }

  extend type Query {
    webhookSubscription(id: ID!): WebhookSubscription
    webhookSubscriptions(first: Int, after: String, topics: [WebhookSubscriptionTopic!], uri: String): WebhookSubscriptionConnection!
  }
  extend type Mutation {
    webhookSubscriptionCreate(topic: WebhookSubscriptionTopic!, webhookSubscription: WebhookSubscriptionInput!): WebhookSubscriptionCreatePayload
    webhookSubscriptionDelete(id: ID!): WebhookSubscriptionDeletePayload
  }
`;
