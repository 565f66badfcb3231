import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useSession } from '../session/use-session.ts'
import { answerKey, isOfSameThing, type AnswerKey } from './answer-key.ts'
import { call } from './call.ts'
import type { Asked } from './request-of.ts'
import type { AnswerOf, AskedOf, Route } from './routes.ts'

/** Asked again so often while the page is looked at, for what changes by itself. */
export const watchedMs = 5000

/** What the host answers, kept for a minute, and shown until the next answer is there. */
export function useAnswer<Name extends Route>(
  route: Name,
  asked: AskedOf<Name>,
  options: { readonly everyMs?: number; readonly enabled?: boolean } = {},
): UseQueryResult<AnswerOf<Name>> {
  const { organisation } = useSession()
  const key = answerKey(organisation, route, asked as Asked)
  return useQuery<unknown, Error, unknown, AnswerKey>({
    queryKey: key,
    queryFn: ({ signal }) => call(route, asked, signal),
    placeholderData: (previous: unknown, before?: { readonly queryKey: AnswerKey }) =>
      before !== undefined && isOfSameThing(before.queryKey, key) ? previous : undefined,
    ...(options.everyMs !== undefined && { refetchInterval: options.everyMs }),
    ...(options.enabled !== undefined && { enabled: options.enabled }),
  }) as UseQueryResult<AnswerOf<Name>>
}
