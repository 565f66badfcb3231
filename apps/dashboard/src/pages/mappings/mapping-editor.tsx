import { Save, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useAnswer } from '../../api/use-answer.ts'
import { useLeaveGuard } from '../../app/leave-guard.ts'
import { Button } from '../../ui/button.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useWords } from '../../words/words-context.tsx'
import { LeaveDialog } from '../dashboard-editor/leave-dialog.tsx'
import { NotReachedNotice } from '../dashboard-editor/not-reached-notice.tsx'
import { ChangesTab } from './changes-tab.tsx'
import { ConflictNotice } from './conflict-notice.tsx'
import { FieldsTab } from './fields-tab.tsx'
import { HistoryTab } from './history-tab.tsx'
import { changesBetween } from './mapping-changes.ts'
import type { Draft } from './mapping-draft.ts'
import type { ListedMapping, MappingPlace } from './mapping-place.ts'
import { PlaceNotice } from './place-notice.tsx'
import { TestRunTab } from './test-run-tab.tsx'
import { TextTab } from './text-tab.tsx'
import { useMappingDraft, type Written } from './use-mapping-draft.ts'
import { useMappingTrial } from './use-mapping-trial.ts'

type TabName = 'fields' | 'text' | 'changes' | 'test' | 'history'

/** A mapping field by field or as a text, tried on real records while it is written. */
export function MappingEditor({
  listed,
  mapping,
  place,
  begun,
}: {
  readonly listed: ListedMapping
  readonly mapping: Written
  /** Undefined: whoever looks may not know. */
  readonly place: MappingPlace | undefined
  /** What is proposed where there is no mapping yet. */
  readonly begun?: Draft
}) {
  const { say } = useWords()
  const [tab, setTab] = useState<TabName>('fields')
  const work = useMappingDraft(mapping, place, begun)
  const guard = useLeaveGuard(work.isEdited)
  const trial = useMappingTrial(listed.part, work)
  const sides = useAnswer(
    'GET /api/mappings/:part/sides',
    { params: { part: listed.part } },
    { enabled: trial.mayTry },
  )
  const changes = changesBetween(work.from, work.mapping)
  const isUnreadable = Object.keys(work.problems).length > 0
  return (
    <>
      <LeaveDialog guard={guard} />
      <PlaceNotice place={place} mayWrite={work.mayWrite} mapping={work.mapping} />
      {work.hasConflict && (
        <ConflictNotice
          place={place}
          theirs={changesBetween(work.from, mapping)}
          onMine={work.keepMine}
          onTheirs={work.discard}
        />
      )}
      {work.wasNotReached && <NotReachedNotice onRetry={work.save} />}
      <Tabs
        label={say('mappings.views')}
        value={tab}
        onChoose={setTab}
        tabs={[
          {
            value: 'fields',
            label: say('mappings.fields'),
            content: <FieldsTab listed={listed} work={work} trial={trial} sides={sides} />,
          },
          {
            value: 'text',
            label: say('mappings.text'),
            content: <TextTab work={work} />,
          },
          {
            value: 'changes',
            label: say('mappings.changes', { count: changes.length }),
            content: <ChangesTab changes={changes} />,
          },
          {
            value: 'test',
            label: say('mappings.test'),
            content: <TestRunTab part={listed.part} work={work} />,
          },
          ...(place?.kind === 'store'
            ? [
                {
                  value: 'history' as const,
                  label: say('mappings.history'),
                  content: <HistoryTab place={place} work={work} current={mapping} />,
                },
              ]
            : []),
        ]}
      />
      {work.isEdited && (
        <div className="sticky bottom-4 z-10 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-line bg-surface px-4 py-3 shadow-lifted sm:px-5">
          <div className="flex gap-2">
            <Button
              look="primary"
              icon={<Save aria-hidden size={16} />}
              busy={work.isSaving}
              disabled={isUnreadable || work.hasConflict}
              onClick={work.save}
            >
              {say('mappings.save')}
            </Button>
            <Button icon={<Undo2 aria-hidden size={16} />} onClick={work.discard}>
              {say('mappings.discard')}
            </Button>
          </div>
          <p role="status" className="text-sm text-soft">
            {say(isUnreadable ? 'mappings.unreadable' : 'mappings.unsaved')}
          </p>
        </div>
      )}
    </>
  )
}
