import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { SkeletonRows } from './skeleton.tsx'
import { ErrorState } from './states.tsx'

/** What was asked for: as it comes, as it is, or why it is not there. */
export function Answered<Answer>({
  query,
  waiting,
  children,
}: {
  readonly query: UseQueryResult<Answer>
  readonly waiting?: ReactNode
  readonly children: (answer: Answer) => ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return waiting ?? <SkeletonRows count={6} />
}
