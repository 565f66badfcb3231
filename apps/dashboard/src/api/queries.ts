import { QueryClient } from '@tanstack/react-query'
import { problemOf } from './api-error.ts'

const freshMs = 60_000
/** Whoever comes back to a page after so long finds what they wrote on it: it hangs on the answers below it. */
const keptMs = 12 * 3_600_000
const mostRetries = 2

/** Asked again only where that may help: not what was refused, and not what is wrong with the question. */
function mayHelp(count: number, error: Error): boolean {
  const { status } = problemOf(error)
  return count < mostRetries && (status === 0 || status === 503)
}

/**
 * What was asked of the host, and how long that holds.
 *
 * Nothing waits until the browser is online: the host may stand beside it, and whoever saves is told at once that it is out of reach.
 */
export function newQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: freshMs, gcTime: keptMs, retry: mayHelp, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
