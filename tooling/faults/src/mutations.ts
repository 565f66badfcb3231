/** What can be taken out of the store, to show that the suite notices. */
export interface Mutation {
  readonly says: string
  /** Statements that are left out. */
  skips(sql: string): boolean
  rewrite(sql: string): string
}

const asItIs = (sql: string) => sql

export type MutationName = 'transaction' | 'fencing'

export const mutations: Readonly<Record<MutationName, Mutation>> = {
  transaction: {
    says: 'writes without a transaction around them',
    skips: (sql: string) => ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'].includes(sql),
    rewrite: asItIs,
  },
  fencing: {
    says: 'a slice and a delivery move on whoever holds them',
    skips: () => false,
    rewrite: (sql: string) =>
      sql
        .replaceAll('and "fence" = ?', 'and ? is not null')
        .replaceAll('and "page" = ?', 'and ? is not null')
        .replaceAll(`and "status" = ? returning "id"`, 'and ? is not null returning "id"'),
  },
}
