import { fault, upserts, type Change } from '@cartograph/core'
import {
  after,
  withList,
  withNotes,
  withRead,
  type BrokenConnector,
  type NotesPage,
  type ReadNotes,
} from './broken-connector.ts'
import { fetchNotes, notes, pageSize, type Note } from './notebook.ts'

/** Connectors that read wrongly. */
export const brokenReading: readonly BrokenConnector[] = [
  {
    name: 'drops ties: goes on after the last instant of a page',
    caughtBy: 'incremental.ties',
    connector: withRead(() => readPastTies),
  },
  {
    name: 'loses a change of the second that it last read',
    caughtBy: 'incremental.sameInstant',
    connector: withRead(
      (correct) =>
        async function* read(context, slice, from) {
          let last = from?.after ?? null
          for await (const page of correct(context, slice, from)) {
            last = lastInstant(page) ?? last
            yield page.end === true ? { ...page, next: after(last) } : page
          }
        },
    ),
  },
  {
    name: 'saves early: the position stands after rows that are still held back',
    caughtBy: 'resume.everyPage',
    connector: withRead(
      (correct) =>
        async function* read(context, slice, from) {
          let held: readonly Change<Note>[] = []
          for await (const page of correct(context, slice, from)) {
            const items = [...held, ...page.items]
            const half = page.end === true ? items.length : Math.ceil(items.length / 2)
            held = items.slice(half)
            yield { ...page, items: items.slice(0, half) }
          }
        },
    ),
  },
  {
    name: 'keeps its place in a variable: a resumed walk begins elsewhere',
    caughtBy: 'resume.everyPage',
    connector: withList({ read: placeInVariable() }),
  },
  {
    name: 'swallows a 500: the walk ends as if all had been read',
    caughtBy: 'failure.noDeletes',
    connector: withRead(
      (correct) =>
        async function* read(context, slice, from) {
          let next = from ?? after(null)
          try {
            for await (const page of correct(context, slice, from)) {
              ;({ next } = page)
              yield page
            }
          } catch {
            yield { items: [], next, end: true }
          }
        },
    ),
  },
  {
    name: 'swallows a 500 while it sweeps, so that what is missing is deleted',
    caughtBy: 'failure.sweep',
    connector: withList({
      async *keys(context, slice, from) {
        try {
          yield* notes.list?.keys?.(context, slice, from) ?? []
        } catch {
          yield { items: [], next: after(null), end: true }
        }
      },
    }),
  },
  {
    name: 'calls a record gone when the vendor is down',
    caughtBy: 'failure.get',
    connector: withNotes({
      get: {
        maxKeys: 10,
        read: async (context, keys) =>
          (await notes.get?.read(context, keys).catch(() => keys.map(() => null))) ?? [],
      },
    }),
  },
  {
    name: 'answers for single records in another order',
    caughtBy: 'get.answers',
    connector: withNotes({
      get: {
        maxKeys: 10,
        read: async (context, keys) => ((await notes.get?.read(context, keys)) ?? []).toReversed(),
      },
    }),
  },
  {
    name: 'changes a key: builds it of the instant of change too',
    caughtBy: 'incremental.updated',
    connector: withNotes({
      key: ({ id, updated }) => `${id}-${updated}`,
      deletes: 'never',
    }),
  },
  {
    name: 'keeps everything in memory',
    caughtBy: 'read.memory',
    connector: withRead(
      (correct) =>
        async function* read(context, slice, from) {
          const all: Change<Note>[] = []
          for await (const page of correct(context, slice, from)) {
            all.push(...page.items)
            yield page
          }
          context.log.debug('Read.', { rows: all.length })
        },
    ),
  },
  {
    name: 'fetches ahead: asks for the next page before this one is stored',
    caughtBy: 'read.lazy',
    connector: withRead(
      (correct) =>
        async function* read(context, slice, from) {
          const walk = correct(context, slice, from)[Symbol.asyncIterator]()
          let coming = walk.next()
          for (;;) {
            const step = await coming
            if (step.done === true) return
            if (step.value.end !== true) coming = walk.next()
            // Who called it off is told by the page that is yielded.
            coming.catch(() => {})
            yield step.value
            if (step.value.end === true) return
          }
        },
    ),
  },
  {
    name: 'never says that it has reached the end',
    caughtBy: 'read.rows',
    connector: withRead(
      (correct) =>
        async function* read(context, slice, from) {
          for await (const { end: _end, ...page } of correct(context, slice, from)) yield page
        },
    ),
  },
  {
    name: 'skips records when one goes: walks by page numbers and calls that stable',
    caughtBy: 'incremental.goneDuring',
    connector: withRead(() => readByNumbers),
  },
  {
    name: 'writes the time of reading into every row',
    caughtBy: 'read.twice',
    connector: withRead((correct) => {
      let reading = 0
      return async function* read(context, slice, from) {
        for await (const { items, ...page } of correct(context, slice, from)) {
          reading += 1
          yield { ...page, items: items.map((change) => stamped(change, reading)) }
        }
      }
    }),
  },
  {
    name: 'gives rows that do not fit its schema',
    caughtBy: 'read.schema',
    connector: withRead(
      (correct) =>
        async function* read(context, slice, from) {
          for await (const { items, ...page } of correct(context, slice, from))
            yield { ...page, items: items.map(withoutText) }
        },
    ),
  },
  {
    name: 'turns a rate limit into a fault that does not say how long to wait',
    caughtBy: 'network.retryAfter',
    connector: withRead(
      (correct) =>
        async function* read(context, slice, from) {
          try {
            yield* correct(context, slice, from)
          } catch {
            throw fault({ kind: 'transient', message: 'The notebook could not be read.' })
          }
        },
    ),
  },
]

async function* readPastTies(
  ...[context, _slice, from]: Parameters<ReadNotes>
): AsyncGenerator<NotesPage> {
  let at = from?.after ?? null
  for (;;) {
    const { rows } = await fetchNotes(context, { after: at })
    const isLast = rows.length < pageSize
    at = rows.at(-1)?.updated ?? at
    const next = after(isLast && at !== null ? at - 1_000 : at)
    yield { items: upserts(rows), next, ...(isLast && { end: true }) }
    if (isLast) return
  }
}

async function* readByNumbers(
  ...[context, _slice, from]: Parameters<ReadNotes>
): AsyncGenerator<NotesPage> {
  let page = from?.page ?? 1
  for (;;) {
    const { rows, total } = await fetchNotes(context, { page })
    const isLast = page * pageSize >= total
    page = isLast ? 1 : page + 1
    yield { items: upserts(rows), next: { ...after(null), page }, ...(isLast && { end: true }) }
    if (isLast) return
  }
}

function lastInstant({ items }: NotesPage): number | undefined {
  const change = items.at(-1)
  return change?.op === 'upsert' ? change.row.updated : undefined
}

/** Two walks share one place. */
function placeInVariable(): NonNullable<typeof notes.list>['read'] {
  let place = 1
  return async function* read(context, _slice, from) {
    if (from === undefined) place = 1
    for (;;) {
      const { rows, total } = await fetchNotes(context, { page: place })
      const isLast = place * pageSize >= total
      place += 1
      // Asked again after an interruption, it has already moved on once more.
      const next = { ...after(null), page: place }
      place += from === undefined ? 0 : 1
      yield { items: upserts(rows), next, ...(isLast && { end: true }) }
      if (isLast) return
    }
  }
}

function stamped(change: Change<Note>, reading: number): Change<Note> {
  return change.op === 'upsert' ? { ...change, row: { ...change.row, readAs: reading } } : change
}

function withoutText(change: Change<Note>): Change<Note> {
  if (change.op !== 'upsert') return change
  const { text: _text, ...row } = change.row
  return { ...change, row: row as Note }
}
