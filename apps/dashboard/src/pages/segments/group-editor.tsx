import { ListPlus, Plus, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import type { SegmentCatalogue } from '../../api/answers.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { Linked } from './catalogue.ts'
import { emptyGroup, type ConditionDraft, type GroupDraft } from './condition-draft.ts'
import { LineEditor } from './line-editor.tsx'
import { lineOf, lookedAts } from './looked-at.ts'

const joins = ['all', 'any', 'none'] as const

/** Conditions of which all, any or none must hold; one of them may be such a group itself. */
export function GroupEditor({
  group,
  of,
  catalogue,
  onChange,
  onRemove,
}: {
  readonly group: GroupDraft
  readonly of: Linked
  readonly catalogue: SegmentCatalogue
  readonly onChange: (group: GroupDraft) => void
  /** Missing: it cannot be taken away. */
  readonly onRemove?: () => void
}) {
  const { say } = useWords()
  const add = useRef<HTMLButtonElement>(null)
  const { parts } = group
  const addPart = (part: ConditionDraft | undefined) => {
    if (part !== undefined) onChange({ ...group, parts: [...parts, part] })
  }
  const remove = (place: number) => {
    onChange({ ...group, parts: parts.toSpliced(place, 1) })
    // What was focused is gone with its line.
    add.current?.focus()
  }
  const [first] = lookedAts(of, catalogue)
  return (
    <fieldset className="grid gap-3 rounded-lg border border-line bg-ground p-3">
      <legend className="sr-only">{say('builder.group')}</legend>
      <div className="flex items-center justify-between gap-2">
        <div className="w-full max-w-60">
          <SelectField
            hidesLabel
            label={say('builder.join')}
            value={group.join}
            onChange={({ target }) => {
              const join = joins.find((each) => each === target.value)
              if (join !== undefined) onChange({ ...group, join })
            }}
          >
            {joins.map((join) => (
              <option key={join} value={join}>
                {say(`join.${join}`)}
              </option>
            ))}
          </SelectField>
        </div>
        {onRemove !== undefined && (
          <IconButton label={say('builder.removeGroup')} onClick={onRemove}>
            <Trash2 aria-hidden size={16} />
          </IconButton>
        )}
      </div>
      {parts.length > 0 && (
        <ul className="grid gap-3">
          {parts.map((part, place) => (
            // What a line is stands in the draft alone, so its place is name enough.
            <li key={place}>
              <PartEditor
                part={part}
                of={of}
                catalogue={catalogue}
                onChange={(changed) => onChange({ ...group, parts: parts.with(place, changed) })}
                onRemove={() => remove(place)}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          ref={add}
          icon={<Plus aria-hidden size={16} />}
          onClick={() => addPart(first === undefined ? undefined : lineOf(first, catalogue))}
        >
          {say('builder.add')}
        </Button>
        <Button
          look="quiet"
          icon={<ListPlus aria-hidden size={16} />}
          onClick={() => addPart({ ...emptyGroup, join: 'any' })}
        >
          {say('builder.addGroup')}
        </Button>
      </div>
    </fieldset>
  )
}

function PartEditor({
  part,
  ...rest
}: {
  readonly part: ConditionDraft
  readonly of: Linked
  readonly catalogue: SegmentCatalogue
  readonly onChange: (part: ConditionDraft) => void
  readonly onRemove: () => void
}) {
  if (part.kind === 'group') return <GroupEditor group={part} {...rest} />
  const { catalogue, onChange } = rest
  return (
    <LineEditor line={part} {...rest}>
      {part.kind === 'linked' && part.where !== undefined && (
        <GroupEditor
          group={part.where}
          of={part.of}
          catalogue={catalogue}
          onChange={(where) => onChange({ ...part, where })}
          onRemove={() => onChange({ ...part, where: undefined })}
        />
      )}
    </LineEditor>
  )
}
