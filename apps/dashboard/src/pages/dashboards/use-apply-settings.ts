import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FigureSettings } from '../../api/answers.ts'
import { problemOf } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import { useToast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words-context.tsx'

interface Wanted {
  readonly chosen: FigureSettings
  readonly ids: readonly string[]
}

/** Writes settings into dashboards, each over the version that is there now; those that could not be changed are named. */
export function useApplySettings(onDone: () => void) {
  const { say } = useWords()
  const toast = useToast()
  const queries = useQueryClient()
  return useMutation({
    async mutationFn({ chosen, ids }: Wanted) {
      const failed: string[] = []
      for (const id of ids) if (!(await applied(id, chosen))) failed.push(id)
      return { done: ids.length - failed.length, failed }
    },
    async onSuccess({ done, failed }) {
      if (done > 0) toast({ tone: 'positive', text: say('apply.done', { count: done }) })
      if (failed.length > 0)
        toast({ tone: 'negative', text: say('apply.failed', { names: failed.join(', ') }) })
      await queries.invalidateQueries()
      onDone()
    },
    onError(error) {
      const { detail, hint } = problemOf(error)
      toast({ tone: 'negative', text: detail, ...(hint !== undefined && { hint }) })
    },
  })
}

async function applied(id: string, chosen: FigureSettings): Promise<boolean> {
  const params = { section: 'dashboards', id } as const
  try {
    const { value, version } = await call('GET /api/configuration/:section/:id', { params })
    if (version === undefined) return false
    // What a dashboard is the host has checked when it was kept.
    const body = { ...(value as object), ...chosen }
    await call('PUT /api/configuration/:section/:id', {
      params,
      body: JSON.parse(JSON.stringify(body)) as string,
      version,
    })
    return true
  } catch (error) {
    if ([0, 404, 409, 412, 422].includes(problemOf(error).status)) return false
    throw error
  }
}
