import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { problemOf } from '../../api/api-error.ts'
import { useDeed } from '../../api/use-deed.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { useWords } from '../../words/words-context.tsx'
import { draftOf, mappingOf, type Draft } from './mapping-draft.ts'
import type { MappingPlace, NewEntry } from './mapping-place.ts'

export type Written = Readonly<Record<string, unknown>>

/** What somebody changed, and what it was when they began. */
interface Edited {
  readonly draft: Draft
  readonly from: Written
  readonly version: number | 'new'
}

/** A mapping and what somebody makes of it, until it is saved over the version that they saw. */
export function useMappingDraft(
  mapping: Written,
  place: MappingPlace | undefined,
  /** What is proposed where there is no mapping yet. */
  begun?: Draft,
) {
  const { say } = useWords()
  const { session } = useSession()
  const queries = useQueryClient()
  const [edited, setEdited] = useState<Edited | undefined>(
    begun && { draft: begun, from: mapping, version: 'new' },
  )
  const target = targetOf(place)
  // Who was faster is shown beside what they did, and a host that is out of reach beside what waits for it.
  const deed = { done: say('mappings.saved'), shownStatuses: [412, 0] }
  const put = useDeed('PUT /api/configuration/:section/:id', deed)
  const post = useDeed('POST /api/configuration', deed)
  const isSaving = put.isPending || post.isPending
  const draft = edited?.draft ?? draftOf(mapping)
  const made = mappingOf(draft)
  const mayWrite = target !== undefined && mayDo(session, 'configuration:write')
  const version = target?.version ?? 'new'
  const hasConflict = edited !== undefined && edited.version !== version && !isSaving
  return {
    draft,
    ...made,
    target,
    mayWrite,
    /** What is being saved is left as it is until that is known. */
    mayEdit: mayWrite && !isSaving,
    isEdited: edited !== undefined,
    /** What it was before it was changed here. */
    from: edited?.from ?? mapping,
    hasConflict,
    isSaving,
    /** The last attempt to save it did not reach the host. */
    wasNotReached:
      !isSaving &&
      [put, post].some(({ isError, error }) => isError && problemOf(error).status === 0),
    edit: (changed: Draft) =>
      setEdited((before) => ({
        draft: changed,
        from: before?.from ?? mapping,
        version: before === undefined ? version : before.version,
      })),
    discard: () => {
      put.reset()
      post.reset()
      setEdited(undefined)
    },
    /** Goes on over what somebody else saved meanwhile, having seen it. */
    keepMine: () => setEdited((before) => before && { ...before, from: mapping, version }),
    save: () => {
      if (edited === undefined || target === undefined) return
      const { section, id, beside } = target
      const value = target.valueWith(made.mapping)
      const then = {
        // By now what was saved is known here too.
        onSuccess: () => setEdited(undefined),
        onError: (error: Error) => {
          if (problemOf(error).status === 412) void queries.invalidateQueries()
        },
      }
      if (beside.length > 0)
        post.mutate({ body: { entries: [{ section, id, value }, ...beside] } }, then)
      else
        put.mutate(
          {
            params: { section, id },
            body: JSON.parse(JSON.stringify(value)) as string,
            version: edited.version,
          },
          then,
        )
    },
  }
}

export type MappingWork = ReturnType<typeof useMappingDraft>

/** The entry that is written; undefined where nobody can change it here. */
function targetOf(place: MappingPlace | undefined): NewEntry | undefined {
  if (place?.kind === 'store') {
    const { section, id, version, valueWith } = place
    return { section, id, version, valueWith, beside: [] }
  }
  return place?.kind === 'connector' || place?.kind === 'new' ? place.take : undefined
}
