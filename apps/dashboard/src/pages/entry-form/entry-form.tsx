import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { useLeaveGuard } from '../../app/leave-guard.ts'
import type { FormFault } from '../../schema-form/form-fault.ts'
import type { FormGroup } from '../../schema-form/form-value.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { useWords } from '../../words/words-context.tsx'
import { ConflictCard } from '../dashboard-editor/conflict-card.tsx'
import { LeaveDialog } from '../dashboard-editor/leave-dialog.tsx'
import { NotReachedNotice } from '../dashboard-editor/not-reached-notice.tsx'
import { SaveBar } from '../dashboard-editor/save-bar.tsx'
import { useEditedDraft } from '../dashboard-editor/use-edited-draft.ts'
import type { EntryName, EntryValue } from '../entries/entry.ts'
import { RefusalNotice } from '../entries/refusal-notice.tsx'
import { useSaveEntry } from '../entries/use-save-entry.ts'
import { entryDifferences } from './entry-differences.ts'
import { EntryText } from './entry-text.tsx'
import type { KeptEntry } from './kept-entry.ts'

/** Statuses that are told in words of their own. */
const notReached = 0
const changedMeanwhile = 412

export interface EntryFormParts {
  readonly value: FormGroup
  /** What the host said is wrong with it when it was saved last. */
  readonly faults: readonly FormFault[]
  readonly edit: (value: FormGroup) => void
}

const asItIs = (value: FormGroup): FormGroup => value

/**
 * An entry of the configuration as a form and as text, which are two views of the same draft. Nothing is kept before somebody says so;
 * whoever saved another version meanwhile is told of, and nothing is lost while the host cannot be reached.
 */
export function EntryForm({
  kept,
  name,
  title,
  written = asItIs,
  nameOf,
  onSaved,
  children,
}: {
  readonly kept: KeptEntry
  /** What it is saved as; missing: it cannot be saved yet. */
  readonly name: EntryName | undefined
  /** What people call it. */
  readonly title: string
  /** What is kept of the draft. */
  readonly written?: (value: FormGroup) => FormGroup
  /** What people call the place of a fault. */
  readonly nameOf?: (path: FormFault['path']) => string
  readonly onSaved: (name: EntryName) => void
  readonly children: (form: EntryFormParts) => ReactNode
}) {
  const { say } = useWords()
  const queries = useQueryClient()
  const { isGone = false, version, id } = kept
  const [view, setView] = useState<'form' | 'text'>('form')
  const [isUnreadable, setUnreadable] = useState(false)
  const work = useEditedDraft(kept.value, isGone ? undefined : version, written)
  const guard = useLeaveGuard(work.isEdited)
  const saving = useSaveEntry({
    done: say('entries.saved', { id: title }),
    onSaved: (saved) => {
      guard.release()
      // By now what was saved is known here too.
      work.discard()
      onSaved(saved)
    },
  })
  const { problem } = saving
  useEffect(() => {
    // Who was faster is shown beside what they did.
    if (problem?.status === changedMeanwhile) void queries.invalidateQueries()
  }, [problem, queries])
  const save = () => {
    if (name === undefined) return
    const value = JSON.parse(JSON.stringify(written(work.draft))) as EntryValue
    saving.save({ name, value, version: work.seen })
  }
  const hasConflict = !saving.isSaving && work.hasConflict
  const form = { value: work.draft, faults: saving.refused?.faults ?? [], edit: work.edit }
  return (
    <>
      <LeaveDialog guard={guard} />
      {hasConflict && (
        <ConflictCard
          {...kept}
          isGone={isGone}
          changes={entryDifferences(written(work.from), written(kept.value))}
          goneText={say('entryForm.gone')}
          help={say('entryForm.conflictHelp')}
          onMine={work.keepMine}
          onTheirs={work.discard}
        />
      )}
      {problem?.status === notReached && !saving.isSaving && <NotReachedNotice onRetry={save} />}
      <RefusalNotice
        refused={saving.refused}
        problem={problem === undefined || isToldElsewhere(problem.status, id) ? undefined : problem}
        {...(nameOf !== undefined && { nameOf })}
      />
      <Tabs
        label={say('entryForm.views')}
        value={view}
        onChoose={setView}
        tabs={[
          { value: 'form', label: say('entryForm.form'), content: children(form) },
          {
            value: 'text',
            label: say('entryForm.text'),
            content: (
              <EntryText
                value={written(work.draft)}
                onChange={work.edit}
                onReadable={(isReadable) => setUnreadable(!isReadable)}
              />
            ),
          },
        ]}
      />
      <SaveBar
        isShown={work.isEdited || id === undefined}
        isEdited={work.isEdited}
        isSaving={saving.isSaving}
        maySave={!hasConflict && name !== undefined && !(isUnreadable && view === 'text')}
        onDiscard={work.discard}
        onSave={save}
      />
    </>
  )
}

/** Of a new entry nothing is known to be compared with: its name is taken, and the host says by whom. */
function isToldElsewhere(status: number, id: string | undefined): boolean {
  return status === notReached || (status === changedMeanwhile && id !== undefined)
}
