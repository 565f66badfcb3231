import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, type ReactNode } from 'react'
import { problemOf } from '../api/api-error.ts'
import { ErrorState } from '../ui/states.tsx'
import { Entrance } from './entrance.tsx'
import { knock } from './doors.ts'
import { endSession } from './session.ts'
import { SetUpPage } from './set-up-page.tsx'
import { SignInPage } from './sign-in-page.tsx'
import { useSession } from './use-session.ts'

/** Shows what is inside to whoever came in, and the way in to everybody else. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { session, organisation } = useSession()
  const isOutside = session.kind === 'nobody'
  const door = useQuery({
    queryKey: ['door'],
    queryFn: async () => (await knock()) ?? null,
    enabled: isOutside,
    staleTime: 0,
  })
  useEndOfSession(!isOutside)
  useOneOrganisation(organisation)
  if (!isOutside) return children
  if (door.isError)
    return (
      <Entrance>
        <ErrorState error={door.error} onRetry={() => void door.refetch()} />
      </Entrance>
    )
  if (door.data === undefined || door.data === null) return <Entrance />
  return door.data.needed ? <SetUpPage /> : <SignInPage door={door.data} />
}

/** Of the organisation that was looked at before nothing is kept, nor asked once more in the name of the present one. */
function useOneOrganisation(organisation: string | undefined): void {
  const queries = useQueryClient()
  const before = useRef(organisation)
  useEffect(() => {
    const former = before.current
    before.current = organisation
    if (former !== undefined && former !== organisation)
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] === former })
  }, [organisation, queries])
}

/** Whoever is no longer known to the host is outside again, and nothing of what was seen is kept. */
function useEndOfSession(isInside: boolean): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (!isInside) {
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'door' })
      return undefined
    }
    // How one came in is no news the next time: the first account may have been made meanwhile.
    queries.removeQueries({ queryKey: ['door'] })
    return queries.getQueryCache().subscribe(({ query }) => {
      if (query.state.status === 'error' && problemOf(query.state.error).status === 401)
        endSession()
    })
  }, [isInside, queries])
}
