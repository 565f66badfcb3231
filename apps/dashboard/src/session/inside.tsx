import { QueryClientProvider, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { problemOf } from '../api/api-error.ts'
import { newQueries } from '../api/queries.ts'
import { lookWhetherKnown } from './doors.ts'
import { loseSession } from './session.ts'
import { useSession } from './use-session.ts'

/** What one person sees: their answers are kept apart from everybody else's, and are gone with them. */
export function Inside({ children }: { readonly children: ReactNode }) {
  const [queries] = useState(newQueries)
  return (
    <QueryClientProvider client={queries}>
      <Watch />
      {children}
    </QueryClientProvider>
  )
}

function Watch() {
  useEndOfSession()
  useOneOrganisation()
  return null
}

/** Of the organisation that was looked at before nothing is kept, nor asked once more in the name of the present one. */
function useOneOrganisation(): void {
  const { organisation } = useSession()
  const queries = useQueryClient()
  const before = useRef(organisation)
  useEffect(() => {
    const former = before.current
    before.current = organisation
    if (former !== undefined && former !== organisation)
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] === former })
  }, [organisation, queries])
}

/** Whoever is no longer known to the host is outside again; once they are back, everything is asked anew. */
function useEndOfSession(): void {
  const queries = useQueryClient()
  const wasOutside = useRef(false)
  useEffect(() => {
    if (wasOutside.current) void queries.invalidateQueries()
    const stops = [
      queries.getQueryCache().subscribe(({ query }) => {
        if (isUnknown(query.state)) loseSession()
      }),
      queries.getMutationCache().subscribe(({ mutation }) => {
        if (mutation !== undefined && isUnknown(mutation.state)) void lookWhetherKnown()
      }),
    ]
    return () => {
      wasOutside.current = true
      for (const stop of stops) stop()
    }
  }, [queries])
}

function isUnknown({ status, error }: { readonly status: string; readonly error: unknown }) {
  return status === 'error' && problemOf(error).status === 401
}
