import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { useAnswer } from '../../api/use-answer.ts'
import { useLeaveGuard } from '../../app/leave-guard.ts'
import { Answered } from '../../ui/answered.tsx'
import { useWords } from '../../words/words-context.tsx'
import { DashboardComes } from '../dashboards/dashboard-comes.tsx'
import { useFigureWords } from '../dashboards/use-figure-words.ts'
import { widgetName } from '../dashboards/widget-name.ts'
import type { EntryName, EntryValue } from '../entries/entry.ts'
import { RefusalNotice } from '../entries/refusal-notice.tsx'
import { useSaveEntry } from '../entries/use-save-entry.ts'
import { idOfName } from '../id-of-name.ts'
import { ConflictCard } from './conflict-card.tsx'
import { writtenDashboard, type DashboardDraft } from './dashboard-draft.ts'
import { DashboardHeadCard } from './dashboard-head-card.tsx'
import { draftDifferences } from './draft-differences.ts'
import type { KeptDashboard } from './kept-dashboard.ts'
import { LeaveDialog } from './leave-dialog.tsx'
import { NotReachedNotice } from './not-reached-notice.tsx'
import { SaveBar } from './save-bar.tsx'
import { useEditedDraft } from './use-edited-draft.ts'
import { WidgetsBoard } from './widgets-board.tsx'

/** Statuses that are told in words of their own. */
const notReached = 0
const changedMeanwhile = 412

/** Changes a dashboard, with its figures beside every change; nothing is kept before somebody says so. */
export function DashboardEditor({
  kept,
  taken,
}: {
  readonly kept: KeptDashboard
  /** Names that another one cannot have. */
  readonly taken: ReadonlySet<string>
}) {
  const { say } = useWords()
  const { names } = useFigureWords()
  const [, go] = useLocation()
  const queries = useQueryClient()
  const { id, saved, version, isGone = false } = kept
  const work = useEditedDraft(saved, version, writtenDashboard)
  const { draft } = work
  const guard = useLeaveGuard(work.isEdited)
  const catalogue = useAnswer('GET /api/figures/catalogue', {})
  const [wantsTitle, setWantsTitle] = useState(false)
  const title = draft.title.trim()
  const saving = useSaveEntry({
    done: say('board.saved', { title }),
    onSaved: (name) => {
      guard.release()
      go(`/dashboards/${encodeURIComponent(name.id)}`)
    },
  })
  const { problem } = saving
  useEffect(() => {
    // Who was faster is shown beside what they did.
    if (problem?.status === changedMeanwhile) void queries.invalidateQueries()
  }, [problem, queries])
  const save = (made: DashboardDraft, name: EntryName, over: number | undefined) => {
    setWantsTitle(made.title.trim() === '')
    if (made.title.trim() === '') return
    const value = JSON.parse(JSON.stringify(writtenDashboard(made))) as EntryValue
    saving.save({ name, value, version: over })
  }
  const nameFor = (made: DashboardDraft): EntryName => ({
    section: 'dashboards',
    id: idOfName(made.title, taken, 'dashboard'),
  })
  const saveMine = () =>
    save(draft, id === undefined ? nameFor(draft) : { section: 'dashboards', id }, work.seen)
  const saveCopy = () => {
    const copy = { ...draft, title: say('board.copyOf', { title }) }
    save(copy, nameFor(copy), undefined)
  }
  const hasConflict = !saving.isSaving && (isGone || work.hasConflict)
  const nameOf = (path: readonly (string | number)[]) => {
    const widget = draft.widgets.find((each) => path[0] === 'widgets' && each.id === path[1])
    return widget === undefined ? path.join('.') : widgetName(widget, names)
  }
  return (
    <>
      <LeaveDialog guard={guard} />
      {hasConflict && (
        <ConflictCard
          {...kept}
          isGone={isGone}
          changes={draftDifferences(work.from, saved)}
          goneText={say('board.gone')}
          help={say('board.conflictHelp')}
          onTheirs={work.discard}
          {...(!isGone && { onMine: work.keepMine })}
          onCopy={saveCopy}
        />
      )}
      {problem?.status === notReached && !saving.isSaving && (
        <NotReachedNotice onRetry={saveMine} />
      )}
      <RefusalNotice
        refused={saving.refused}
        problem={
          problem === undefined || [notReached, changedMeanwhile].includes(problem.status)
            ? undefined
            : problem
        }
        nameOf={nameOf}
      />
      <DashboardHeadCard
        draft={draft}
        problem={wantsTitle && title === '' ? say('board.nameMissing') : undefined}
        onChange={work.edit}
      />
      <Answered query={catalogue} waiting={<DashboardComes />}>
        {(known) => <WidgetsBoard draft={draft} catalogue={known} onChange={work.edit} />}
      </Answered>
      <SaveBar
        isShown={work.isEdited || id === undefined}
        isEdited={work.isEdited}
        isSaving={saving.isSaving}
        maySave={!hasConflict}
        onDiscard={work.discard}
        onSave={saveMine}
      />
    </>
  )
}
