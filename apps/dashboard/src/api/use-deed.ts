import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useToast } from '../ui/toast.tsx'
import { problemOf } from './api-error.ts'
import { call } from './call.ts'
import type { AnswerOf, AskedOf, Route } from './routes.ts'

/** Something that is done by the host: afterwards everything that is shown is asked anew. What goes wrong is said. */
export function useDeed<Name extends Route>(
  route: Name,
  options: {
    readonly done?: string | undefined
    readonly onDone?: (answer: AnswerOf<Name>) => void
    /** Statuses whose reason the page shows in its own place; 0: the host was not reached. */
    readonly shownStatuses?: readonly number[]
  } = {},
) {
  const queries = useQueryClient()
  const toast = useToast()
  return useMutation({
    mutationFn: (asked: AskedOf<Name>) => call(route, asked),
    async onSuccess(answer) {
      if (options.done !== undefined) toast({ tone: 'positive', text: options.done })
      options.onDone?.(answer)
      // First the page that it leads to: what was taken away is not asked for once more.
      await new Promise((resolve) => setTimeout(resolve))
      await queries.invalidateQueries()
    },
    onError(error) {
      const { status, detail, hint } = problemOf(error)
      if (options.shownStatuses?.includes(status) === true) return
      toast({ tone: 'negative', text: detail, ...(hint !== undefined && { hint }) })
    },
  })
}
