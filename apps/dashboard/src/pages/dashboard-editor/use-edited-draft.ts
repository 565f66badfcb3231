import { useState } from 'react'
import { writtenDashboard, type DashboardDraft } from './dashboard-draft.ts'

/** What somebody changed, and what it was when they began. */
interface Edited {
  readonly draft: DashboardDraft
  readonly from: DashboardDraft
  readonly version: number | undefined
}

/** A dashboard and what somebody makes of it: what others save meanwhile changes nothing of that, and is told. */
export function useEditedDraft(saved: DashboardDraft, version: number | undefined) {
  const [edited, setEdited] = useState<Edited>()
  const draft = edited?.draft ?? saved
  const isEdited = edited !== undefined && textOf(draft) !== textOf(saved)
  return {
    draft,
    isEdited,
    /** What it was before it was changed here. */
    from: edited?.from ?? saved,
    /** The version that it is saved over. */
    seen: edited === undefined ? version : edited.version,
    hasConflict: isEdited && edited.version !== version,
    edit: (changed: DashboardDraft) =>
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

export type EditedDraft = ReturnType<typeof useEditedDraft>

function textOf(draft: DashboardDraft): string {
  return JSON.stringify(writtenDashboard(draft))
}
