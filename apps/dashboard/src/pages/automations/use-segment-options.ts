import { useAnswer } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import type { GroupOption } from '../entry-form/group-fields.tsx'

/** The segments that can be named; none for those who may not see them. */
export function useSegmentOptions(): readonly GroupOption[] {
  const { session } = useSession()
  const enabled = mayDo(session, 'segments:read')
  const { data } = useAnswer('GET /api/segments', {}, { enabled })
  return (data?.segments ?? []).map(({ id, name }) => ({ value: id, label: name }))
}
