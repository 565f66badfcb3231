import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Activity, useEffect, type ReactNode } from 'react'
import { ErrorState } from '../ui/states.tsx'
import { knock } from './doors.ts'
import { Entrance } from './entrance.tsx'
import { Inside } from './inside.tsx'
import { whoIn } from './session.ts'
import { SetUpPage } from './set-up-page.tsx'
import { SignInPage } from './sign-in-page.tsx'
import { useSessionNow } from './use-session.ts'

/**
 * Shows what is inside to whoever came in, and the way in to everybody else.
 *
 * Whose session ends by itself finds everything as it was, what was typed too, once they are back; for anybody else it is gone.
 */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const session = useSessionNow()
  const isOutside = session.kind === 'nobody'
  const who = whoIn(session)
  return (
    <>
      {who !== undefined && (
        <Activity key={who} mode={isOutside ? 'hidden' : 'visible'}>
          <Inside>{children}</Inside>
        </Activity>
      )}
      {isOutside && <WayIn />}
    </>
  )
}

function WayIn() {
  const queries = useQueryClient()
  const door = useQuery({
    queryKey: ['door'],
    queryFn: async () => (await knock()) ?? null,
    staleTime: 0,
  })
  // How one came in is no news the next time: the first account may have been made meanwhile.
  useEffect(() => () => queries.removeQueries({ queryKey: ['door'] }), [queries])
  if (door.isError)
    return (
      <Entrance>
        <ErrorState error={door.error} onRetry={() => void door.refetch()} />
      </Entrance>
    )
  if (door.data === undefined || door.data === null) return <Entrance />
  return door.data.needed ? <SetUpPage /> : <SignInPage door={door.data} />
}
