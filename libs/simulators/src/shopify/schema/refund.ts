/** Refunds and `refundCreate` (shopify.md §3, §4). Not covered: duties, store credit, discrepancy reasons. */
export const refundSdl = /* GraphQL */ `
  enum RefundLineItemRestockType {
    CANCEL
    LEGACY_RESTOCK
    NO_RESTOCK
    RETURN
  }
  enum RefundMethodAllocation {
    ORIGINAL_PAYMENT_METHODS
    STORE_CREDIT
  }
  enum OrderAdjustmentDiscrepancyReason {
    CUSTOMER
    DAMAGE
    FULL_RETURN_BALANCING_ADJUSTMENT
    PENDING_REFUND_DISCREPANCY
    REFUND_DISCREPANCY
    RESTOCK
  }

  type Refund {
    id: ID!
    legacyResourceId: UnsignedInt64!
    order: Order!
    createdAt: DateTime
    updatedAt: DateTime!
    processedAt: DateTime!
    note: String
    totalRefundedSet: MoneyBag!
    refundLineItems(first: Int, after: String): RefundLineItemConnection!
    refundShippingLines(first: Int, after: String): RefundShippingLineConnection!
    orderAdjustments(first: Int, after: String): OrderAdjustmentConnection!
    transactions(first: Int, after: String): OrderTransactionConnection!
  }
  type RefundLineItem {
    id: ID
    lineItem: LineItem!
    quantity: Int!
    restockType: RefundLineItemRestockType!
    restocked: Boolean!
    location: Location
    priceSet: MoneyBag!
    subtotalSet: MoneyBag!
    totalTaxSet: MoneyBag!
  }
  type RefundLineItemConnection {
    nodes: [RefundLineItem!]!
    edges: [RefundLineItemEdge!]!
    pageInfo: PageInfo!
  }
  type RefundLineItemEdge {
    cursor: String!
    node: RefundLineItem!
  }

  type RefundShippingLine {
    id: ID!
    subtotalAmountSet: MoneyBag!
    taxAmountSet: MoneyBag!
    shippingLine: ShippingLine!
  }
  type RefundShippingLineConnection {
    nodes: [RefundShippingLine!]!
    edges: [RefundShippingLineEdge!]!
    pageInfo: PageInfo!
  }
  type RefundShippingLineEdge {
    cursor: String!
    node: RefundShippingLine!
  }

  type OrderAdjustment {
    id: ID!
    amountSet: MoneyBag!
    taxAmountSet: MoneyBag!
    reason: OrderAdjustmentDiscrepancyReason
  }
  type OrderAdjustmentConnection {
    nodes: [OrderAdjustment!]!
    edges: [OrderAdjustmentEdge!]!
    pageInfo: PageInfo!
  }
  type OrderAdjustmentEdge {
    cursor: String!
    node: OrderAdjustment!
  }

  type SuggestedRefund {
    amountSet: MoneyBag!
    subtotalSet: MoneyBag!
    totalTaxSet: MoneyBag!
    discountedSubtotalSet: MoneyBag!
    maximumRefundableSet: MoneyBag!
    refundLineItems: [RefundLineItem!]!
    suggestedTransactions: [SuggestedOrderTransaction!]!
  }
  type SuggestedOrderTransaction {
    kind: OrderTransactionKind!
    gateway: String
    parentTransaction: OrderTransaction
    amountSet: MoneyBag!
    maximumRefundableSet: MoneyBag
  }

  input RefundLineItemInput {
    lineItemId: ID!
    quantity: Int!
    restockType: RefundLineItemRestockType
    locationId: ID
  }
  input ShippingRefundInput {
    amount: Money
    fullRefund: Boolean
  }
  input OrderTransactionInput {
    orderId: ID!
    parentId: ID
    kind: OrderTransactionKind!
    gateway: String!
    amount: Money!
  }
  input RefundInput {
    orderId: ID!
    currency: CurrencyCode
    note: String
    notify: Boolean
    processedAt: DateTime
    refundLineItems: [RefundLineItemInput!]
    shipping: ShippingRefundInput
    transactions: [OrderTransactionInput!]
    allowOverRefunding: Boolean = false
  }
  type RefundCreatePayload {
    refund: Refund
    order: Order
    userErrors: [UserError!]!
  }

  extend type Query {
    refund(id: ID!): Refund
  }
  extend type Mutation {
    refundCreate(input: RefundInput!): RefundCreatePayload
  }
`;
