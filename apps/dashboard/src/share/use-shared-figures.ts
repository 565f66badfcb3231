import { useEffect, useState } from 'react'
import type { AskedOf } from '../api/routes.ts'
import type { Figures } from '../api/answers.ts'
import { problemOf, type Problem } from '../api/api-error.ts'
import { callShared } from './share-call.ts'

const route = 'POST /api/shared/:token/dashboards/:id/query'

export type Chosen = NonNullable<AskedOf<typeof route>['body']>

/** Where a shared dashboard is, and what opens it. */
export interface SharedPlace {
  readonly token: string
  readonly id: string
  readonly key: string | undefined
}

/** The figures of a shared dashboard; while others come those before are shown. */
export function useSharedFigures(
  { token, id, key }: SharedPlace,
  chosen: Chosen,
): {
  readonly figures: Figures | undefined
  readonly problem: Problem | undefined
  readonly isFresh: boolean
  readonly retry: () => void
} {
  const [count, setCount] = useState(0)
  const [answer, setAnswer] = useState<{
    readonly of?: Chosen
    readonly figures?: Figures
    readonly problem?: Problem
  }>({})
  useEffect(() => {
    const asking = new AbortController()
    const ask = async () => {
      try {
        const wish = { params: { token, id }, body: chosen }
        setAnswer({ of: chosen, figures: await callShared(route, wish, key, asking.signal) })
      } catch (error) {
        if (!asking.signal.aborted) setAnswer({ of: chosen, problem: problemOf(error) })
      }
    }
    void ask()
    return () => asking.abort()
  }, [token, id, key, chosen, count])
  return {
    figures: answer.figures,
    problem: answer.problem,
    isFresh: answer.of === chosen,
    retry: () => setCount(count + 1),
  }
}
