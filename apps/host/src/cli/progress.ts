import type { Writable } from 'node:stream'
import { MultiBar } from 'cli-progress'
import { count } from './table.ts'

/** How far one stream or delivery is. Without a total only what was done is shown. */
export interface Step {
  readonly name: string
  readonly done: number
  readonly total?: number
}

export interface ProgressBars {
  show(step: Step): void
  stop(): void
}

/** A bar for each stream or delivery; nothing where nobody watches. */
export function progressBars(output: Writable | undefined): ProgressBars {
  if (output === undefined) return { show: () => {}, stop: () => {} }
  const all = new MultiBar({
    stream: output,
    format: '{name}  {bar}  {text}',
    hideCursor: true,
    emptyOnZero: true,
    // Signals are ours: the store is closed before the process ends.
    gracefulExit: false,
  })
  const bars = new Map<string, ReturnType<MultiBar['create']>>()
  return {
    show: ({ name, done, total }) => {
      const text = total === undefined ? count(done) : `${count(done)} of about ${count(total)}`
      const length = Math.max(total ?? 0, done, 1)
      // An estimate may be too small, and a bar that waits for its last records is not full.
      const bar = bars.get(name) ?? all.create(length, 0, { name, text })
      bars.set(name, bar)
      bar.setTotal(total === undefined ? done * 2 || 1 : length)
      bar.update(done, { name, text })
    },
    stop: () => {
      all.stop()
    },
  }
}
