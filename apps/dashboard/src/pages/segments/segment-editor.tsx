import { useState } from 'react'
import type { SegmentCatalogue } from '../../api/answers.ts'
import { Card } from '../../ui/card.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { Resource } from './catalogue.ts'
import type { GroupDraft } from './condition-draft.ts'
import { ConditionTree } from './condition-tree.tsx'
import { GroupEditor } from './group-editor.tsx'
import { LiveCount } from './live-count.tsx'
import { writtenCondition, type WrittenCondition } from './written-condition.ts'

export interface SegmentToSave {
  readonly name: string
  readonly resource: Resource
  readonly where: WrittenCondition
}

/** A segment while it is written: its name, its conditions, what they say in words, and how many fulfil them now. */
export function SegmentEditor({
  resource,
  initial,
  catalogue,
  isSaving,
  onSave,
}: {
  readonly resource: Resource
  readonly initial: { readonly name: string; readonly draft: GroupDraft }
  readonly catalogue: SegmentCatalogue
  readonly isSaving: boolean
  readonly onSave: (segment: SegmentToSave) => void
}) {
  const { say } = useWords()
  const [name, setName] = useState(initial.name)
  const [draft, setDraft] = useState(initial.draft)
  const where = writtenCondition(draft, resource, catalogue)
  return (
    <form
      className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_20rem] xl:items-start"
      onSubmit={(event) => {
        event.preventDefault()
        if (where !== undefined) onSave({ name: name.trim(), resource, where })
      }}
    >
      <Card title={say('segments.conditions')}>
        <div className="grid gap-4">
          <div className="max-w-md">
            <TextField
              label={say('builder.name')}
              required
              maxLength={200}
              autoComplete="off"
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          </div>
          <GroupEditor group={draft} of={resource} catalogue={catalogue} onChange={setDraft} />
        </div>
      </Card>
      <div className="grid gap-4 xl:sticky xl:top-4">
        <LiveCount resource={resource} where={where} />
        {where !== undefined && (
          <Card title={say('builder.inWords')}>
            <ConditionTree condition={where} of={resource} />
          </Card>
        )}
        <Button
          type="submit"
          look="primary"
          busy={isSaving}
          disabled={where === undefined || name.trim() === ''}
        >
          {say('builder.save')}
        </Button>
      </div>
    </form>
  )
}
