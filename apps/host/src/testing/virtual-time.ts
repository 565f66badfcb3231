/** Time that passes only when everything that can happen now has happened. */
export interface VirtualTime {
  now(): number
  /** Resolves when so much time has passed. */
  wait(ms: number): Promise<void>
  /** Lets time pass until the work has ended. */
  run<Result>(work: Promise<Result>): Promise<Result>
}

export function virtualTime(start: number): VirtualTime {
  let time = start
  let timers: { readonly at: number; readonly resolve: () => void }[] = []
  return {
    now: () => time,
    wait: (ms) =>
      new Promise((resolve) => {
        timers.push({ at: time + ms, resolve })
      }),
    run: async (work) => {
      let isOver = false
      const over = () => {
        isOver = true
      }
      const ended = work.then(over, over)
      for (;;) {
        // Everything that waits for no timer goes on before time does.
        await settle()
        if (isOver) break
        const next = timers.reduce<(typeof timers)[number] | undefined>(
          (first, timer) => (first === undefined || timer.at < first.at ? timer : first),
          undefined,
        )
        if (next === undefined) continue
        timers = timers.filter((timer) => timer !== next)
        time = Math.max(time, next.at)
        next.resolve()
      }
      await ended
      return work
    },
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1)
    await new Promise<void>((resolve) => {
      setImmediate(resolve)
    })
}
