import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useAnswer } from '../../api/use-answer.ts'
import { problemAt, type FormFault } from '../../schema-form/form-fault.ts'
import { withField } from '../../schema-form/form-value.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { SettingsFields } from '../dashboard-editor/settings-fields.tsx'
import { textOf } from '../entry-form/group-fields.tsx'
import {
  settingsIn,
  shownDashboards,
  withDashboard,
  withSettings,
  writtenDashboards,
  type ShownDashboard,
} from './portal-dashboards.ts'
import { useTargetTitle } from './use-target-title.ts'

/** Which dashboards a portal shows, in which order, each held to settings of its own. */
export function PortalDashboardsField({
  value,
  faults,
  onChange,
}: {
  readonly value: unknown
  /** Of the dashboards, by their names in the portal. */
  readonly faults: readonly FormFault[]
  readonly onChange: (dashboards: unknown) => void
}) {
  const { say } = useWords()
  const titleOf = useTargetTitle()
  const list = useRef<HTMLOListElement>(null)
  const known = (useAnswer('GET /api/dashboards', {}).data?.dashboards ?? []).map(({ id }) => id)
  const [wanted, setWanted] = useState('')
  const [told, setTold] = useState('')
  const all = shownDashboards(value)
  const chosen = known.includes(wanted) ? wanted : (known[0] ?? '')
  const write = (changed: readonly ShownDashboard[]) => onChange(writtenDashboards(changed))
  const named = (target: string) => titleOf({ section: 'dashboards', target })
  const move = (from: number, to: number) => {
    const one = all[from]
    if (one === undefined) return
    write(all.toSpliced(from, 1).toSpliced(to, 0, one))
    setTold(say('board.moved', { title: named(one.of), place: to + 1, count: all.length }))
  }
  const own = problemAt(
    faults.filter(({ path }) => path.length === 0),
    [],
  )
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 text-sm font-medium">{say('dashboards.title')}</legend>
      {own !== undefined && (
        <p role="alert" className="text-xs font-medium text-negative">
          {own}
        </p>
      )}
      <ol
        ref={list}
        tabIndex={-1}
        aria-label={say('dashboards.title')}
        className="grid gap-3 rounded-lg"
      >
        {all.map((one, place) => (
          <li key={one.id}>
            <OneDashboard
              one={one}
              usual={named(one.of)}
              problem={problemAt(faults, [one.id])}
              isFirst={place === 0}
              isLast={place === all.length - 1}
              onChange={(changed) => write(all.with(place, { ...one, value: changed }))}
              onMove={(by) => move(place, place + by)}
              onRemove={() => {
                write(all.toSpliced(place, 1))
                setTold(say('board.removed', { title: named(one.of) }))
                // What was focused is gone with its dashboard.
                list.current?.focus()
              }}
            />
          </li>
        ))}
      </ol>
      <p role="status" className="sr-only">
        {told}
      </p>
      <div className="flex flex-wrap items-end gap-2">
        <div className="w-full max-w-xs">
          <SelectField
            label={say('portals.addDashboard')}
            value={chosen}
            onChange={({ target }) => setWanted(target.value)}
          >
            {known.map((id) => (
              <option key={id} value={id}>
                {named(id)}
              </option>
            ))}
          </SelectField>
        </div>
        <Button
          icon={<Plus aria-hidden size={16} />}
          disabled={chosen === ''}
          onClick={() => write(withDashboard(all, chosen))}
        >
          {say('portals.add')}
        </Button>
      </div>
    </fieldset>
  )
}

function OneDashboard({
  one: { value },
  usual,
  problem,
  isFirst,
  isLast,
  onChange,
  onMove,
  onRemove,
}: {
  readonly one: ShownDashboard
  /** What it is called where nothing else is said. */
  readonly usual: string
  readonly problem: string | undefined
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onChange: (value: ShownDashboard['value']) => void
  readonly onMove: (by: 1 | -1) => void
  readonly onRemove: () => void
}) {
  const { say } = useWords()
  const settings = settingsIn(value)
  const own = textOf(value['title'])
  const title = own.trim() === '' ? usual : own
  return (
    <section aria-label={title} className="grid gap-3 rounded-lg border border-line bg-ground p-4">
      <div className="flex items-center justify-between gap-2">
        <h3 dir="auto" className="min-w-0 text-sm font-semibold [overflow-wrap:anywhere]">
          {title}
        </h3>
        <div className="flex gap-1">
          <IconButton
            label={say('board.up', { title })}
            disabled={isFirst}
            className="disabled:opacity-40"
            onClick={() => onMove(-1)}
          >
            <ArrowUp aria-hidden size={16} />
          </IconButton>
          <IconButton
            label={say('board.down', { title })}
            disabled={isLast}
            className="disabled:opacity-40"
            onClick={() => onMove(1)}
          >
            <ArrowDown aria-hidden size={16} />
          </IconButton>
          <IconButton label={say('board.remove', { title })} onClick={onRemove}>
            <Trash2 aria-hidden size={16} />
          </IconButton>
        </div>
      </div>
      {problem !== undefined && (
        <p role="alert" className="text-xs font-medium text-negative">
          {problem}
        </p>
      )}
      <div className="max-w-md">
        <TextField
          label={say('portals.title')}
          placeholder={usual}
          maxLength={200}
          value={own}
          onChange={({ target }) => onChange(withField(value, 'title', target.value))}
        />
      </div>
      <SettingsFields
        settings={settings}
        unsaid={say('board.asDashboard')}
        currency={settings.currency}
        onChange={(change) => onChange(withSettings(value, change))}
      />
    </section>
  )
}
