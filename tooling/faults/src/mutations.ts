/** What can be taken out of the store, to show that the suite notices. */
export interface Mutation {
  readonly says: string
  /** Statements that are left out. */
  skips(sql: string): boolean
  rewrite(sql: string): string
}

const asItIs = (sql: string) => sql

export type MutationName = 'transaction' | 'fencing' | 'overlap' | 'lateCommit'

export const mutations: Readonly<Record<MutationName, Mutation>> = {
  transaction: {
    says: 'writes without a transaction around them',
    skips: (sql: string) => /^(BEGIN IMMEDIATE|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)/.test(sql),
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
  overlap: {
    says: 'goes on from the end of a walk, as if every change were visible at once',
    skips: () => false,
    rewrite: (sql: string) =>
      sql.startsWith('update "slice" set "page"')
        ? sql.replace('"position" = ?', `"position" = (${endOfWalk})`)
        : sql,
  },
  lateCommit: { says: 'answers before it has committed', skips: lateCommits(), rewrite: asItIs },
}

/** Of so many transactions the last one commits all. */
const committedTogether = 10

function lateCommits(): Mutation['skips'] {
  let isOpen = false
  let uncommitted = 0
  return (sql) => {
    if (sql === 'BEGIN IMMEDIATE') {
      const wasOpen = isOpen
      isOpen = true
      return wasOpen
    }
    if (sql !== 'COMMIT' || !isOpen) return false
    uncommitted = (uncommitted + 1) % committedTogether
    isOpen = uncommitted > 0
    return isOpen
  }
}

/** A position of a finished walk over instants, moved to now; any other stays as it is. */
const endOfWalk = `select case
    when json_extract(given, '$.floor') is null and json_extract(given, '$.after') is not null
    then json_set(given, '$.after', unixepoch() * 1000)
    else given
  end from (select ? as given)`
