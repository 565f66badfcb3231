/** How long sums of sales take to be made, how soon a changed order is in them, how large they are, and how fast a dashboard is answered. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  followSales,
  openFigures,
  openStore,
  questionIn,
  type FiguresSource,
  type Store,
} from '@cartograph/host'
import { measureSync } from './command.ts'
import { salesConfiguration, writeSales } from './figures-files.ts'
import { dashboard } from './figures-questions.ts'

export interface FiguresRun {
  readonly orders: number
  /** Of reading the files into the store, before any sum is made. */
  readonly readMs: number
  /** Of making all sums for the first time. */
  readonly fillMs: number
  /** What the sums add to the file of the store, and what it had before; 0 in a database of a server. */
  readonly bytes: number
  readonly bytesBefore: number
  readonly questions: readonly QuestionFigures[]
  /** Of twenty answers to any of the questions nineteen took no longer. */
  readonly slowMs: number
}

export interface QuestionFigures {
  readonly what: string
  readonly rows: number
  readonly medianMs: number
  readonly slowMs: number
}

const repeats = 40

/** Measures one shop, in a new SQLite file or in the database that is named. */
export async function measureFigures(orders: number, place?: string): Promise<FiguresRun> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-figures-'))
  const file = join(folder, 'cartograph.db')
  const address = place ?? file
  const organisation = `figures${orders}-${process.pid}`
  const { signal } = new AbortController()
  try {
    writeFileSync(join(folder, 'cartograph.yaml'), salesConfiguration(address, organisation))
    await writeSales(folder, orders)
    const { durationMs: readMs } = await measureSync(folder)
    const bytesBefore = place === undefined ? sizeOf(file) : 0
    const store = await openStore({ store: address, organisation })
    const beganAt = performance.now()
    await followSales(store, { signal })
    const fillMs = performance.now() - beganAt
    const questions = await measureQuestions(store, signal)
    await store.close()
    const times = questions.flatMap(({ times: own }) => own)
    return {
      orders,
      readMs,
      fillMs,
      bytes: place === undefined ? sizeOf(file) - bytesBefore : 0,
      bytesBefore,
      questions: questions.map(({ what, rows, times: own }) => ({
        what,
        rows,
        medianMs: atShare(own, 0.5),
        slowMs: atShare(own, 0.95),
      })),
      slowMs: atShare(times, 0.95),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Orders name their customers themselves. */
function* everybodyIsKnown(): ReturnType<FiguresSource['personsAreCurrent']> {
  yield* []
  return true
}

async function measureQuestions(store: Store, signal: AbortSignal) {
  const door = openFigures({
    store,
    connections: ['shop'],
    personsAreCurrent: everybodyIsKnown,
  })
  const found: { what: string; rows: number; times: readonly number[] }[] = []
  for (const [what, asked] of dashboard) {
    const question = questionIn(asked)
    const times: number[] = []
    let rows = 0
    while (times.length < repeats) {
      const beganAt = performance.now()
      const answer = await door.ask(question, signal)
      times.push(performance.now() - beganAt)
      rows = answer.rows.length
    }
    found.push({ what, rows, times })
  }
  return found
}

/** Where writes go first may hold much of it. */
function sizeOf(file: string): number {
  return [file, `${file}-wal`].reduce(
    (sum, each) => sum + (statSync(each, { throwIfNoEntry: false })?.size ?? 0),
    0,
  )
}

function atShare(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
