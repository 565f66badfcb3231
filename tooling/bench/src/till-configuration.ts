/** Customers and orders from files, and a till whose vendor is never asked. */
export function tillConfiguration(store: string, organisation: string): string {
  return `
version: 1
organisation: ${organisation}
store: ${JSON.stringify(store)}
connections:
  till:
    connector: sitoo
    streams: [contacts]
    config:
      accountId: 1
      baseUrl: https://127.0.0.1:9
      apiId: 1-1
      password: bench
  files:
    connector: file
    config:
      sources:
        customers: { path: ./customers.ndjson, key: [id] }
        orders: { path: ./orders.ndjson, key: [id] }
    mappings:
      - id: customer
        from: { connector: file, stream: customers }
        to: { entity: customer }
        fields:
          id: $.id
          email: { $email: $.email }
          phone: $.phone
          firstName: $.first
          lastName: $.last
          createdAt: $.created
      - id: order
        from: { connector: file, stream: orders }
        to: { entity: order }
        fields:
          id: $.id
          status: paid
          channel: till
          customerId: $.customer
          placedAt: $.placed
          currency: DKK
          total: 12500
`
}
