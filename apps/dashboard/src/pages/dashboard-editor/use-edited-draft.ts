import { useState } from 'react'

/** What somebody changed, and what it was when they began. */
interface Edited<Draft> {
  readonly draft: Draft
  readonly from: Draft
  readonly version: number | undefined
}

/** Something that is kept, and what somebody makes of it: what others save meanwhile changes nothing of that, and is told. */
export function useEditedDraft<Draft>(
  saved: Draft,
  version: number | undefined,
  /** What would be kept of a draft. */
  written: (draft: Draft) => unknown,
) {
  const [edited, setEdited] = useState<Edited<Draft>>()
  const draft = edited?.draft ?? saved
  const textOf = (each: Draft) => JSON.stringify(written(each))
  const isEdited = edited !== undefined && textOf(draft) !== textOf(saved)
  return {
    draft,
    isEdited,
    /** What it was before it was changed here. */
    from: edited?.from ?? saved,
    /** The version that it is saved over. */
    seen: edited === undefined ? version : edited.version,
    hasConflict: isEdited && edited.version !== version,
    edit: (changed: Draft) =>
      setEdited((before) => ({
        draft: changed,
        from: before?.from ?? saved,
        version: before === undefined ? version : before.version,
      })),
    discard: () => setEdited(undefined),
    /** Goes on over what somebody else saved meanwhile, having seen it. */
    keepMine: () => setEdited((before) => before && { ...before, from: saved, version }),
  }
}

export type EditedDraft<Draft> = ReturnType<typeof useEditedDraft<Draft>>
