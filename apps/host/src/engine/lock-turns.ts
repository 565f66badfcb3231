/** Who holds which locks in this process. */
export interface LockTurns {
  /** Does something while nobody else here does anything under one of these names; first come, first served. */
  hold<Result>(names: readonly string[], work: () => Promise<Result>): Promise<Result>
}

/**
 * Turns at named locks within one process.
 *
 * They spare work, and keep nobody out for certain: other processes know nothing of them.
 */
export function lockTurns(): LockTurns {
  const last = new Map<string, Promise<void>>()
  return {
    hold: async (names, work) => {
      const before = names.flatMap((name) => last.get(name) ?? [])
      const { promise: done, resolve: end } = Promise.withResolvers<void>()
      // All names are taken in one step, so that two never wait for each other.
      for (const name of names) last.set(name, done)
      try {
        await Promise.all(before)
        return await work()
      } finally {
        end()
        for (const name of names) if (last.get(name) === done) last.delete(name)
      }
    },
  }
}
