import type { Timer } from '../connections/index.ts'

export interface VirtualTimer extends Timer {
  /** Lets that much time pass, and everything happen that is due in it. */
  readonly pass: (ms: number) => Promise<void>
}

/** A timer whose time passes only when it is told to. */
export function virtualTimer(): VirtualTimer {
  let now = 0
  let number = 0
  const due = new Map<number, { readonly at: number; readonly run: () => void }>()
  const next = () => [...due].toSorted(([, a], [, b]) => a.at - b.at)[0]
  return {
    now: () => now,
    later: (ms, run) => {
      const id = (number += 1)
      due.set(id, { at: now + ms, run })
      return () => due.delete(id)
    },
    pass: async (ms) => {
      const until = now + ms
      for (;;) {
        // What settled goes on before the next thing happens, through however many promises.
        await new Promise(setImmediate)
        const first = next()
        if (first === undefined || first[1].at > until) break
        due.delete(first[0])
        now = Math.max(now, first[1].at)
        first[1].run()
      }
      now = until
    },
  }
}
