import type Sqlite from 'better-sqlite3'
import type { Turn, Work } from './database.ts'

/** More than that and the first to come would wait too long for the others. */
const mostTogether = 16
/** What takes longer than that has the process look at what else has come before the next work is done. */
const mostTogetherMs = 10

interface Waiting {
  /** Whom it waits with. */
  readonly line: Waiting[]
  /** Does the work, and gives back how its caller is told once it is on the disk. */
  readonly perform: () => () => void
  readonly fail: (error: unknown) => void
}

export interface GroupCommit {
  write<Result>(work: () => Work<Result>, turn?: Turn): Promise<Result>
  /** Everything that was asked for has been done, or has failed. */
  drain(): void
}

/**
 * Commits what is asked for at the same time in one transaction, since the disk takes as long for many as for one.
 *
 * Each work stands by itself all the same: one that fails is taken back alone, and nobody is answered before the commit.
 */
export function groupCommit(
  connection: Sqlite.Database,
  run: <Result>(work: Work<Result>) => Result,
): GroupCommit {
  const urgent: Waiting[] = []
  const patient: Waiting[] = []
  const nobodyWaits = () => urgent.length === 0 && patient.length === 0
  const takeSome = () => {
    const hurried = urgent.splice(0, mostTogether)
    return [...hurried, ...patient.splice(0, mostTogether - hurried.length)]
  }
  const commitSome = () => {
    const left = commitTogether(connection, takeSome(), mostTogetherMs)
    for (const each of left.toReversed()) each.line.unshift(each)
    if (!nobodyWaits()) setImmediate(commitSome)
  }
  return {
    write: (work, turn) =>
      new Promise((resolve, reject) => {
        if (nobodyWaits()) setImmediate(commitSome)
        const line = turn === 'first' ? urgent : patient
        line.push({
          line,
          perform: () => {
            const result = run(work())
            return () => resolve(result)
          },
          fail: reject,
        })
      }),
    drain: () => {
      while (!nobodyWaits()) commitTogether(connection, takeSome(), Infinity)
    },
  }
}

/** Gives back those for whom there was no time; at least one is done. */
function commitTogether(
  connection: Sqlite.Database,
  group: readonly Waiting[],
  mostMs: number,
): readonly Waiting[] {
  const done: { readonly waiting: Waiting; readonly tell: () => void }[] = []
  let performed = 0
  try {
    const beganAt = performance.now()
    connection.exec('BEGIN IMMEDIATE')
    for (const waiting of group) {
      if (performed > 0 && performance.now() - beganAt > mostMs) break
      performed += 1
      const tell = group.length === 1 ? waiting.perform() : standAlone(connection, waiting)
      if (tell !== undefined) done.push({ waiting, tell })
    }
    connection.exec('COMMIT')
  } catch (error) {
    // SQLite has rolled back by itself after some errors, a full disk among them.
    if (connection.inTransaction) connection.exec('ROLLBACK')
    for (const waiting of group) waiting.fail(error)
    return []
  }
  for (const { tell } of done) tell()
  return group.slice(performed)
}

/** Does a work under a savepoint: if it fails, it alone is taken back, and undefined is given back. */
function standAlone(connection: Sqlite.Database, waiting: Waiting): (() => void) | undefined {
  connection.exec('SAVEPOINT work')
  try {
    const tell = waiting.perform()
    connection.exec('RELEASE work')
    return tell
  } catch (error) {
    // Without a transaction left, what the others did is gone too.
    if (!connection.inTransaction) throw error
    connection.exec('ROLLBACK TO work')
    connection.exec('RELEASE work')
    waiting.fail(error)
    return undefined
  }
}
