/** How long a call that is under way may go on after its run was told to stop. */
export const calledOffMs = 8000

export interface LaterSignal {
  readonly signal: AbortSignal
  /** Follows no longer. */
  readonly end: () => void
}

/**
 * A signal that follows another one some time later.
 *
 * A call to a sink that is broken off leaves items whose outcome nobody knows, and whoever goes on has to wait for them; one
 * that is let finish leaves nothing.
 */
export function laterSignal(first: AbortSignal, delayMs: number): LaterSignal {
  if (delayMs === 0) return { signal: first, end: () => {} }
  const later = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const follow = () => {
    timer = setTimeout(() => later.abort(first.reason), delayMs)
  }
  if (first.aborted) follow()
  else first.addEventListener('abort', follow, { once: true })
  return {
    signal: later.signal,
    end: () => {
      first.removeEventListener('abort', follow)
      clearTimeout(timer)
    },
  }
}
