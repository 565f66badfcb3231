import type { UseQueryResult } from '@tanstack/react-query'
import { WandSparkles } from 'lucide-react'
import { useState } from 'react'
import { problemOf } from '../../api/api-error.ts'
import { useToast } from '../../ui/toast.tsx'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Progress } from '../../ui/progress.tsx'
import { TroubleList } from '../../ui/trouble-list.tsx'
import { useWords } from '../../words/words-context.tsx'
import { proposedRules } from './auto-map.ts'
import { FieldRow } from './field-row.tsx'
import { withRule } from './mapping-draft.ts'
import type { ListedMapping } from './mapping-place.ts'
import { coverage, targetFields, type Sides } from './target-fields.ts'
import type { MappingWork } from './use-mapping-draft.ts'
import { faultsOfField, type Trial } from './use-mapping-trial.ts'

/** A row for each field of the target: what it is made of, how, and what that gives for a record. */
export function FieldsTab({
  listed,
  work,
  trial,
  sides,
}: {
  readonly listed: ListedMapping
  readonly work: MappingWork
  readonly trial: Trial
  readonly sides: UseQueryResult<Sides>
}) {
  if (!trial.mayTry)
    return <Rows listed={listed} work={work} trial={trial} sides={nothingKnown(listed)} />
  return (
    <Answered query={sides}>
      {(known) => <Rows listed={listed} work={work} trial={trial} sides={known} />}
    </Answered>
  )
}

/** Whoever may not look at records sees the rules alone. */
function nothingKnown({ part }: ListedMapping): Sides {
  return { part, records: 0, source: [], targets: [] }
}

function Rows({
  listed,
  work,
  trial,
  sides,
}: {
  readonly listed: ListedMapping
  readonly work: MappingWork
  readonly trial: Trial
  readonly sides: Sides
}) {
  const { say } = useWords()
  const [chosen, setChosen] = useState(0)
  const { draft, edit } = work
  const fields = targetFields(sides, work.mapping['to'] ?? listed.to, draft.rules)
  const previews = trial.preview.data?.previews ?? []
  const shown = previews[Math.min(chosen, previews.length - 1)]
  const ofField = new Map((shown?.items[0]?.fields ?? []).map((field) => [field.path[0], field]))
  return (
    <section className="min-w-0 rounded-xl border border-line bg-surface shadow-card">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 border-b border-line px-4 py-4 sm:px-5">
        <Coverage {...coverage(fields, draft.rules)} />
        <div className="flex flex-wrap items-end gap-3">
          {previews.length > 1 && (
            <SelectField
              label={say('mappings.record')}
              value={chosen}
              onChange={({ target }) => setChosen(Number(target.value))}
            >
              {previews.map((preview, index) => (
                <option key={index} value={index}>
                  {recordName(preview) ?? say('mappings.recordNumber', { number: index + 1 })}
                </option>
              ))}
            </SelectField>
          )}
          {work.mayEdit && sides.source.length > 0 && (
            <AutoMap
              proposed={proposedRules(fields, sides.source, draft.rules)}
              onMap={(rules) => edit({ ...draft, rules: { ...draft.rules, ...rules } })}
            />
          )}
        </div>
      </div>
      <WholeProblems trial={trial} />
      <div
        aria-hidden
        className="grid grid-cols-[minmax(0,1.1fr)_minmax(0,1.3fr)_minmax(0,1.7fr)_minmax(0,1.3fr)] gap-4 border-b border-line px-4 py-2 text-xs font-medium text-faint max-lg:hidden sm:px-5"
      >
        <span>{say('mappings.target')}</span>
        <span>{say('mappings.source')}</span>
        <span>{say('mappings.rule')}</span>
        <span>{say('mappings.result')}</span>
      </div>
      <ul>
        {fields.map((field) => (
          <FieldRow
            key={field.name}
            field={field}
            text={draft.rules[field.name] ?? ''}
            source={sides.source}
            preview={ofField.get(field.name)}
            problem={work.problems[field.name]}
            faults={faultsOfField(trial.faults, field.name)}
            mayEdit={work.mayEdit}
            onWrite={(text) => edit(withRule(draft, field.name, text))}
          />
        ))}
      </ul>
    </section>
  )
}

function Coverage({ done, required }: { readonly done: number; readonly required: number }) {
  const { say } = useWords()
  if (required === 0) return <p className="text-sm text-soft">{say('mappings.noneRequired')}</p>
  const text = say('mappings.coverage', { done, required })
  return (
    <div className="grid w-56 gap-1.5">
      <p className={`text-sm font-medium ${done < required ? 'text-caution' : ''}`}>{text}</p>
      <Progress label={text} share={done / required} />
    </div>
  )
}

function AutoMap({
  proposed,
  onMap,
}: {
  readonly proposed: Readonly<Record<string, string>>
  readonly onMap: (rules: Readonly<Record<string, string>>) => void
}) {
  const { say } = useWords()
  const toast = useToast()
  const count = Object.keys(proposed).length
  return (
    <Button
      icon={<WandSparkles aria-hidden size={16} />}
      onClick={() => {
        if (count > 0) onMap(proposed)
        toast({ tone: 'positive', text: say('mappings.autoMapped', { count }) })
      }}
    >
      {say('mappings.autoMap')}
    </Button>
  )
}

/** What keeps the mapping as a whole from being tried; what is wrong with a field stands in its row. */
function WholeProblems({ trial }: { readonly trial: Trial }) {
  const { preview, faults } = trial
  const whole = faultsOfField(faults, undefined)
  const { detail, hint } = problemOf(preview.error)
  const troubles = faults.length === 0 && preview.isError ? [{ message: detail, hint }] : whole
  return (
    troubles.length > 0 && (
      <div role="alert" className="border-b border-line px-4 py-3 sm:px-5">
        <TroubleList troubles={troubles} />
      </div>
    )
  )
}

/** What the item is called that is made of a record. */
function recordName({
  items,
}: {
  readonly items: readonly { readonly item?: Readonly<Record<string, unknown>> | undefined }[]
}) {
  const item = items[0]?.item
  const name = item?.['number'] ?? item?.['id'] ?? item?.['key']
  return typeof name === 'string' || typeof name === 'number' ? String(name) : undefined
}
