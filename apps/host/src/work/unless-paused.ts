import { isPaused } from '../store/index.ts'
import type { Host } from './host.ts'

/**
 * Works for a connection, and stops where it is paused meanwhile: what is under way ends as it does when the host stops, at the next
 * place where nothing is lost. Of a paused connection nothing is begun.
 */
export async function unlessPaused<Result>(
  { store, waits }: Pick<Host, 'store' | 'waits'>,
  connection: string,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  const isNow = () => store.read((dialect, org) => isPaused(dialect, org, connection))
  if (await isNow()) return undefined
  const paused = new AbortController()
  const looking = setInterval(() => {
    // A store that cannot be read is told of by whoever works; the next look asks again.
    isNow().then(
      (is) => is && paused.abort(),
      () => undefined,
    )
  }, waits.tickMs)
  try {
    return await work(AbortSignal.any([signal, paused.signal]))
  } finally {
    clearInterval(looking)
  }
}
