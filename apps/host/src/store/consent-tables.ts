/** What a row of the store says of a person's consents, by each way to know the person. */
export interface ConsentFactTable {
  org: string
  /** `email:`, `phone:` or `customer:`, and whose. */
  subject: string
  /** The row that says it. */
  entity: string
  id: string
  /** As JSON. */
  fact: string
}
