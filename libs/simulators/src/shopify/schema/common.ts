/** Scalars, money, pages, errors and the idempotency directive. */
export const commonSdl = /* GraphQL */ `
  """
  Marks a mutation as repeatable: optional in 2026-01, demanded at run time from 2026-04.
  """
  directive @idempotent(key: String!) on FIELD

  scalar DateTime
  scalar Decimal
  scalar Money
  scalar UnsignedInt64
  scalar URL
  scalar JSON

  enum CurrencyCode {
    AUD
    CAD
    CHF
    CNY
    DKK
    EUR
    GBP
    JPY
    MXN
    NOK
    NZD
    SEK
    USD
  }

  type MoneyV2 {
    amount: Decimal!
    currencyCode: CurrencyCode!
  }
  type MoneyBag {
    shopMoney: MoneyV2!
    presentmentMoney: MoneyV2!
  }
  type PageInfo {
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
    endCursor: String
  }
  type Attribute {
    key: String!
    value: String
  }
  type UserError {
    field: [String!]
    message: String!
  }

  type Shop {
    id: ID!
    name: String!
    myshopifyDomain: String!
    currencyCode: CurrencyCode!
    timezoneOffset: String!
  }

  type Query {
    shop: Shop!
  }
  type Mutation
`;
