/** Order lines (shopify.md §3). */
export const lineItemSdl = /* GraphQL */ `
  type DiscountAllocation {
    allocatedAmountSet: MoneyBag!
  }
  type TaxLine {
    title: String!
    rate: Float
    priceSet: MoneyBag!
  }
  type LineItem {
    id: ID!
    sku: String
    name: String!
    title: String!
    variantTitle: String
    variant: ProductVariant
    product: Product
    quantity: Int!
    currentQuantity: Int!
    refundableQuantity: Int!
    unfulfilledQuantity: Int!
    nonFulfillableQuantity: Int!
    requiresShipping: Boolean!
    restockable: Boolean!
    isGiftCard: Boolean!
    taxable: Boolean!
    customAttributes: [Attribute!]!
    discountAllocations: [DiscountAllocation!]!
    taxLines(first: Int): [TaxLine!]!
    originalUnitPriceSet: MoneyBag!
    originalTotalSet: MoneyBag!
    totalDiscountSet: MoneyBag!
    discountedUnitPriceAfterAllDiscountsSet: MoneyBag!
  }
  type LineItemConnection {
    nodes: [LineItem!]!
    edges: [LineItemEdge!]!
    pageInfo: PageInfo!
  }
  type LineItemEdge {
    cursor: String!
    node: LineItem!
  }
`;
