import { useMemo } from 'react'
import { useAnswer } from '../api/use-answer.ts'
import { absentAreas } from '../pages/modules/module-name.ts'
import { mayDo } from '../session/may-do.ts'
import { useSession } from '../session/use-session.ts'

/** Areas that have no place in the navigation; until that is known, all have. */
export function useAbsentAreas(): ReadonlySet<string> {
  const { session } = useSession()
  const { data } = useAnswer('GET /api/modules', {}, { enabled: mayDo(session, 'status:read') })
  return useMemo(() => absentAreas(data?.modules ?? []), [data])
}
