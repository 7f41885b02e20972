/** Order transactions (shopify.md §3). */
export const transactionSdl = /* GraphQL */ `
  enum OrderTransactionKind {
    AUTHORIZATION
    CAPTURE
    CHANGE
    EMV_AUTHORIZATION
    REFUND
    SALE
    SUGGESTED_REFUND
    VOID
  }
  enum OrderTransactionStatus {
    AWAITING_RESPONSE
    ERROR
    FAILURE
    PENDING
    SUCCESS
    UNKNOWN
  }

  type OrderTransaction {
    id: ID!
    kind: OrderTransactionKind!
    status: OrderTransactionStatus!
    gateway: String
    formattedGateway: String
    manualPaymentGateway: Boolean!
    amountSet: MoneyBag!
    parentTransaction: OrderTransaction
    order: Order
    paymentId: String
    processedAt: DateTime
    createdAt: DateTime!
    errorCode: String
    test: Boolean!
    receiptJson: JSON
  }
  type OrderTransactionConnection {
    nodes: [OrderTransaction!]!
    edges: [OrderTransactionEdge!]!
    pageInfo: PageInfo!
  }
  type OrderTransactionEdge {
    cursor: String!
    node: OrderTransaction!
  }
`;
