import { randomBytes } from 'node:crypto'
import type { SyncProgress } from '../engine/index.ts'

/** One thing that happened in a run, in the order in which it did. */
export interface RunEvent {
  readonly id: string
  readonly event: 'progress' | 'report'
  /** JSON. */
  readonly data: string
}

/** What runs report while they go on, so that whoever watches late or comes back misses nothing that still matters. */
export interface ProgressBoard {
  note(run: string, progress: SyncProgress): void
  end(run: string, report: string): void
  /** The events after the one with this id; all that are kept where it is not known here. */
  after(run: string, id: string | undefined): readonly RunEvent[]
  /** Settles when something happens in the run, or when the signal aborts. */
  changed(run: string, signal: AbortSignal): Promise<void>
}

/** How many runs, and how many events of each, are kept. Each says all of its stream, so the newest are what matters. */
const kept = { runs: 50, events: 500 }

interface Notes {
  readonly events: RunEvent[]
  readonly watchers: Set<() => void>
  count: number
}

export function progressBoard(): ProgressBoard {
  // Numbers begin again with each process; an id of an earlier one must not be taken for one of this.
  const process = randomBytes(4).toString('hex')
  const runs = new Map<string, Notes>()
  const notesOf = (run: string): Notes => {
    const known = runs.get(run) ?? { events: [], watchers: new Set(), count: 0 }
    runs.set(run, known)
    return known
  }
  const add = (run: string, event: RunEvent['event'], data: string) => {
    const notes = notesOf(run)
    notes.count += 1
    notes.events.push({ id: `${process}-${notes.count}`, event, data })
    if (notes.events.length > kept.events) notes.events.shift()
    for (const watcher of notes.watchers) watcher()
    for (const [id, other] of runs) {
      if (runs.size <= kept.runs) break
      if (id !== run && other.watchers.size === 0) runs.delete(id)
    }
  }
  return {
    note: (run, progress) => add(run, 'progress', JSON.stringify(progress)),
    end: (run, report) => add(run, 'report', report),
    after: (run, id) => {
      const events = runs.get(run)?.events ?? []
      return events.slice(events.findIndex((event) => event.id === id) + 1)
    },
    changed: (run, signal) =>
      new Promise((resolve) => {
        const { watchers } = notesOf(run)
        const done = () => {
          watchers.delete(done)
          signal.removeEventListener('abort', done)
          resolve()
        }
        watchers.add(done)
        signal.addEventListener('abort', done)
        if (signal.aborted) done()
      }),
  }
}
