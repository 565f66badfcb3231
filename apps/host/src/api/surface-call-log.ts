import { randomUUID } from 'node:crypto'
import { faultOf } from '@cartograph/core'
import {
  writeSurfaceCalls,
  type Store,
  type SurfaceCallRow,
  type SurfaceName,
} from '../store/index.ts'
import type { Log } from '../telemetry/index.ts'

/** Keeps when surfaces were called last, and what was answered. */
export interface SurfaceCallLog {
  add(surface: SurfaceName, call: Omit<SurfaceCallRow, 'id'>): void
  /** Writes what is not written yet. */
  flush(): Promise<void>
}

/** Calls of a surface that are kept; the oldest go first. */
export const keptCalls = 50
/** So that a till waits for no write, and a hundred calls are one. */
const writtenAfterMs = 1000

export function surfaceCallLog({
  store,
  log,
}: {
  readonly store: Store
  readonly log: Log
}): SurfaceCallLog {
  const waiting = new Map<string, { readonly surface: SurfaceName; calls: SurfaceCallRow[] }>()
  let timer: NodeJS.Timeout | undefined
  const flush = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const all = [...waiting.values()]
    waiting.clear()
    try {
      for (const { surface, calls } of all)
        await store.write((dialect, org) =>
          writeSurfaceCalls(dialect, org, surface, calls, keptCalls),
        )
    } catch (error) {
      log({
        level: 'warn',
        message: `Calls of surfaces are missing from the list of the last ones: ${faultOf(error).message}`,
      })
    }
  }
  return {
    flush,
    add: (surface, call) => {
      const name = JSON.stringify([surface.connection, surface.surface])
      const own = waiting.get(name)?.calls ?? []
      const calls = [...own, { ...call, id: randomUUID() }].slice(-keptCalls)
      waiting.set(name, { surface, calls })
      timer ??= setTimeout(() => void flush(), writtenAfterMs).unref()
    },
  }
}
