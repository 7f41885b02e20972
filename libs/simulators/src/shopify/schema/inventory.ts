/** Locations, products, stock levels and the two inventory mutations (shopify.md §3, §4). */
export const inventorySdl = /* GraphQL */ `
  type Location {
    id: ID!
    legacyResourceId: UnsignedInt64!
    name: String!
    isActive: Boolean!
  }
  type LocationConnection {
    nodes: [Location!]!
    edges: [LocationEdge!]!
    pageInfo: PageInfo!
  }
  type LocationEdge {
    cursor: String!
    node: Location!
  }

  type Product {
    id: ID!
    legacyResourceId: UnsignedInt64!
    title: String!
  }
  type ProductVariant {
    id: ID!
    legacyResourceId: UnsignedInt64!
    title: String!
    sku: String
    barcode: String
    price: Money!
    product: Product!
    inventoryItem: InventoryItem!
  }
  type ProductVariantConnection {
    nodes: [ProductVariant!]!
    edges: [ProductVariantEdge!]!
    pageInfo: PageInfo!
  }
  type ProductVariantEdge {
    cursor: String!
    node: ProductVariant!
  }

  type InventoryItem {
    id: ID!
    legacyResourceId: UnsignedInt64!
    sku: String
    tracked: Boolean!
    variant: ProductVariant!
    inventoryLevel(locationId: ID!): InventoryLevel
    inventoryLevels(first: Int, after: String): InventoryLevelConnection!
  }
  type InventoryItemConnection {
    nodes: [InventoryItem!]!
    edges: [InventoryItemEdge!]!
    pageInfo: PageInfo!
  }
  type InventoryItemEdge {
    cursor: String!
    node: InventoryItem!
  }

  type InventoryLevel {
    id: ID!
    item: InventoryItem!
    location: Location!
    updatedAt: DateTime!
    quantities(names: [String!]!): [InventoryQuantity!]!
  }
  type InventoryQuantity {
    name: String!
    quantity: Int!
    updatedAt: DateTime
  }
  type InventoryLevelConnection {
    nodes: [InventoryLevel!]!
    edges: [InventoryLevelEdge!]!
    pageInfo: PageInfo!
  }
  type InventoryLevelEdge {
    cursor: String!
    node: InventoryLevel!
  }

  type InventoryAdjustmentGroup {
    id: ID!
    createdAt: DateTime!
    reason: String!
    referenceDocumentUri: String
    changes(quantityNames: [String!]): [InventoryChange!]!
  }
  type InventoryChange {
    name: String!
    delta: Int!
    quantityAfterChange: Int
    item: InventoryItem
    location: Location
    ledgerDocumentUri: String
  }

  input InventoryQuantityInput {
    inventoryItemId: ID!
    locationId: ID!
    quantity: Int!
    changeFromQuantity: Int
  }
  input InventorySetQuantitiesInput {
    name: String!
    reason: String!
    referenceDocumentUri: String
    quantities: [InventoryQuantityInput!]!
  }
  input InventoryChangeInput {
    inventoryItemId: ID!
    locationId: ID!
    delta: Int!
    changeFromQuantity: Int
    ledgerDocumentUri: String
  }
  input InventoryAdjustQuantitiesInput {
    name: String!
    reason: String!
    referenceDocumentUri: String
    changes: [InventoryChangeInput!]!
  }
  type InventoryUserError {
    code: String
    field: [String!]
    message: String!
  }
  type InventorySetQuantitiesPayload {
    inventoryAdjustmentGroup: InventoryAdjustmentGroup
    userErrors: [InventoryUserError!]!
  }
  type InventoryAdjustQuantitiesPayload {
    inventoryAdjustmentGroup: InventoryAdjustmentGroup
    userErrors: [InventoryUserError!]!
  }

  extend type Query {
    location(id: ID): Location
    locations(first: Int, after: String): LocationConnection!
    inventoryItem(id: ID!): InventoryItem
    inventoryItems(first: Int, after: String, query: String): InventoryItemConnection!
    inventoryLevel(id: ID!): InventoryLevel
    productVariant(id: ID!): ProductVariant
    productVariants(first: Int, after: String, query: String): ProductVariantConnection!
  }
  extend type Mutation {
    inventorySetQuantities(input: InventorySetQuantitiesInput!): InventorySetQuantitiesPayload
    inventoryAdjustQuantities(input: InventoryAdjustQuantitiesInput!): InventoryAdjustQuantitiesPayload
  }
`;
