import { useState } from 'react'
import { problemOf, type Problem } from '../api/api-error.ts'

/** Tries to come in: while it is tried nothing else is, and what went wrong is kept until the next time. */
export function useAttempt(): {
  readonly busy: boolean
  readonly problem: Problem | undefined
  readonly attempt: (work: () => Promise<unknown>) => Promise<void>
} {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  return {
    busy,
    problem,
    async attempt(work) {
      setBusy(true)
      setProblem(undefined)
      try {
        await work()
      } catch (error) {
        setProblem(problemOf(error))
      } finally {
        setBusy(false)
      }
    },
  }
}
