/** Orders (shopify.md §3). */
export const orderSdl = /* GraphQL */ `
  enum OrderDisplayFinancialStatus {
    AUTHORIZED
    EXPIRED
    PAID
    PARTIALLY_PAID
    PARTIALLY_REFUNDED
    PENDING
    REFUNDED
    VOIDED
  }
  enum OrderDisplayFulfillmentStatus {
    FULFILLED
    FULFILLMENT_NOT_REQUIRED
    IN_PROGRESS
    ON_HOLD
    OPEN
    PARTIALLY_FULFILLED
    PENDING_FULFILLMENT
    REQUEST_DECLINED
    RESTOCKED
    SCHEDULED
    UNFULFILLED
  }
  enum OrderReturnStatus {
    INSPECTION_COMPLETE
    IN_PROGRESS
    NO_RETURN
    RETURNED
    RETURN_FAILED
    RETURN_REQUESTED
  }
  enum OrderCancelReason {
    CUSTOMER
    DECLINED
    FRAUD
    INVENTORY
    OTHER
    STAFF
  }
  enum OrderSortKeys {
    CREATED_AT
    ID
    ORDER_NUMBER
    PROCESSED_AT
    UPDATED_AT
  }
  type Order {
    id: ID!
    legacyResourceId: UnsignedInt64!
    name: String!
    number: Int!
    createdAt: DateTime!
    updatedAt: DateTime!
    processedAt: DateTime!
    cancelledAt: DateTime
    cancelReason: OrderCancelReason
    closedAt: DateTime
    displayFinancialStatus: OrderDisplayFinancialStatus
    displayFulfillmentStatus: OrderDisplayFulfillmentStatus!
    returnStatus: OrderReturnStatus!
    currencyCode: CurrencyCode!
    presentmentCurrencyCode: CurrencyCode!
    totalPriceSet: MoneyBag!
    currentTotalPriceSet: MoneyBag!
    totalRefundedSet: MoneyBag!
    totalReceivedSet: MoneyBag!
    netPaymentSet: MoneyBag!
    totalOutstandingSet: MoneyBag!
    refundDiscrepancySet: MoneyBag!
    totalDiscountsSet: MoneyBag
    totalTaxSet: MoneyBag
    totalShippingPriceSet: MoneyBag!
    subtotalPriceSet: MoneyBag
    taxesIncluded: Boolean!
    tags: [String!]!
    note: String
    customAttributes: [Attribute!]!
    sourceName: String
    sourceIdentifier: String
    app: OrderApp
    discountCode: String
    discountCodes: [String!]!
    paymentGatewayNames: [String!]!
    email: String
    customer: Customer
    shippingLine: ShippingLine
    shippingLines(first: Int, after: String): ShippingLineConnection!
    lineItems(first: Int, after: String): LineItemConnection!
    fulfillments(first: Int): [Fulfillment!]!
    refunds(first: Int): [Refund!]!
    transactions(first: Int): [OrderTransaction!]!
    refundable: Boolean!
    restockable: Boolean!
    test: Boolean!
    suggestedRefund(
      refundLineItems: [RefundLineItemInput!]
      refundShipping: Boolean
      shippingAmount: Money
      suggestFullRefund: Boolean = false
      refundMethodAllocation: RefundMethodAllocation = ORIGINAL_PAYMENT_METHODS
    ): SuggestedRefund
  }
  type OrderApp {
    id: ID!
    name: String!
  }
  type Customer {
    id: ID!
    email: String
    firstName: String
    lastName: String
    displayName: String!
  }
  type OrderConnection {
    nodes: [Order!]!
    edges: [OrderEdge!]!
    pageInfo: PageInfo!
  }
  type OrderEdge {
    cursor: String!
    node: Order!
  }

  type ShippingLine {
    id: ID
    title: String!
    code: String
    source: String
    originalPriceSet: MoneyBag!
    discountedPriceSet: MoneyBag!
    isRemoved: Boolean!
  }
  type ShippingLineConnection {
    nodes: [ShippingLine!]!
    edges: [ShippingLineEdge!]!
    pageInfo: PageInfo!
  }
  type ShippingLineEdge {
    cursor: String!
    node: ShippingLine!
  }

  extend type Query {
    order(id: ID!): Order
    orders(
      first: Int
      after: String
      sortKey: OrderSortKeys = PROCESSED_AT
      reverse: Boolean = false
      query: String
    ): OrderConnection!
  }
`;
