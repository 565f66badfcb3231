import type { SegmentShown } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'

export interface KeptSegment {
  /** It is part of the configuration, so deliveries and automations know it; else it is for looking alone. */
  readonly isPart: boolean
  readonly version: number
}

/** How a segment is kept that can be changed here by whoever looks; undefined: this one cannot, or it is not known yet. */
export function useKeptSegment({
  id,
  origin,
  version,
}: Pick<SegmentShown, 'id' | 'origin' | 'version'>): {
  readonly kept: KeptSegment | undefined
  readonly isPending: boolean
  /** What is known may have been changed, by this person a moment ago among others, and is asked for again. */
  readonly isAskedAgain: boolean
} {
  const { session } = useSession()
  // Of the configuration it is not told whether that is the file or what was made here.
  const isAsked = origin === 'file' && mayDo(session, 'configuration:write')
  const entry = useAnswer(
    'GET /api/configuration/:section/:id',
    { params: { section: 'segments', id } },
    { enabled: isAsked },
  )
  const isPart = isAsked && entry.data?.origin === 'store'
  const seen = isPart ? entry.data?.version : version
  return {
    kept: seen === undefined ? undefined : { isPart, version: seen },
    isPending: isAsked && entry.isPending,
    isAskedAgain: isAsked && entry.isFetching,
  }
}
