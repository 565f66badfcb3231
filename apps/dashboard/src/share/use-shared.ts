import { useEffect, useState } from 'react'
import { problemOf, type Problem } from '../api/api-error.ts'
import type { AnswerOf } from '../api/routes.ts'
import { keepKey, keptKey } from './kept-key.ts'
import { callShared } from './share-call.ts'

export type Shared = AnswerOf<'GET /api/shared/:token'>
export type SharedDashboard = Shared['dashboards'][number]

/** A link: what it shows, or why it shows nothing. */
export interface SharedState {
  /** Missing: it is about to come. */
  readonly shared: Shared | undefined
  readonly problem: Problem | undefined
  readonly key: string | undefined
  /** Opens it with what the host answered to the password. */
  readonly unlock: (key: string) => void
  readonly retry: () => void
}

export function useShared(token: string): SharedState {
  const [key, setKey] = useState(() => keptKey(token))
  const [count, setCount] = useState(0)
  const [answer, setAnswer] = useState<Pick<SharedState, 'shared' | 'problem'>>({
    shared: undefined,
    problem: undefined,
  })
  useEffect(() => {
    const asking = new AbortController()
    const ask = async () => {
      try {
        const params = { token }
        const shared = await callShared('GET /api/shared/:token', { params }, key, asking.signal)
        setAnswer({ shared, problem: undefined })
      } catch (error) {
        if (!asking.signal.aborted) setAnswer({ shared: undefined, problem: problemOf(error) })
      }
    }
    void ask()
    return () => asking.abort()
  }, [token, key, count])
  return {
    ...answer,
    key,
    unlock(given) {
      keepKey(token, given)
      setKey(given)
    },
    retry: () => setCount(count + 1),
  }
}
