import { reindexingPauseMs } from './assumptions.ts'

/**
 * How long an answer asks everybody to wait, in milliseconds: while the index is rebuilt (423) nobody is answered, whatever they ask.
 *
 * Where it says how long in the standard header, that holds. What was refused is tried again later, by the setting `reindexingMs`.
 */
export function retryAfterOf(response: Response): number | undefined {
  const isTold = response.headers.has('retry-after')
  return response.status === 423 && !isTold ? reindexingPauseMs : undefined
}
