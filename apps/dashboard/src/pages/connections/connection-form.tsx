import { useMemo, useState } from 'react'
import { fieldsOf, type FieldShape } from '../../schema-form/field-shape.ts'
import { faultsBelow, problemAt, type FormFault } from '../../schema-form/form-fault.ts'
import { groupIn, withField, type FormGroup } from '../../schema-form/form-value.ts'
import { SchemaFields } from '../../schema-form/schema-fields.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { RefusalNotice } from '../entries/refusal-notice.tsx'
import type { EntryValue } from '../entries/entry.ts'
import { useSaveEntry } from '../entries/use-save-entry.ts'
import type { CatalogueConnector } from './catalogue.ts'
import { ScheduleField } from './schedule-field.tsx'

/** Settings of a connection, made of what its connector asks for; the host checks them before it keeps them. */
export function ConnectionForm({
  connector,
  id: given,
  value: before,
  version,
  onSaved,
}: {
  readonly connector: CatalogueConnector
  /** Missing: it is new, and is named here. */
  readonly id?: string
  readonly value: FormGroup
  readonly version?: number | undefined
  readonly onSaved: (id: string) => void
}) {
  const { say } = useWords()
  const [id, setId] = useState(given ?? connector.id)
  const [value, setValue] = useState(before)
  const fields = useMemo(() => fieldsOf(connector.settings), [connector])
  const { save, isSaving, refused, problem } = useSaveEntry({
    done: say('connections.saved', { id }),
    onSaved: (name) => onSaved(name.id),
  })
  const faults = refused?.faults ?? []
  const change = (name: string) => (changed: unknown) => setValue(withField(value, name, changed))
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const name = { section: 'connections', id: id.trim() } as const
        // The host reads it as what comes from outside.
        save({ name, value: value as EntryValue, version })
      }}
    >
      <RefusalNotice refused={refused} problem={problem} nameOf={(path) => placeIn(fields, path)} />
      <Card title={say('connections.settingsOf', { name: connector.name })}>
        <div className="grid max-w-2xl gap-5">
          {given === undefined && (
            <TextField
              label={say('connections.name')}
              help={say('connections.nameHelp')}
              autoComplete="off"
              aria-required
              maxLength={63}
              value={id}
              onChange={({ target }) => setId(target.value)}
            />
          )}
          <SchemaFields
            fields={fields}
            value={groupIn(value['config'])}
            faults={faultsBelow(faults, 'config')}
            onChange={change('config')}
          />
          <TextField
            label={say('connections.owner')}
            help={say('connections.ownerHelp')}
            type="email"
            autoComplete="off"
            value={typeof value['owner'] === 'string' ? value['owner'] : ''}
            problem={problemAt(faults, ['owner'])}
            onChange={({ target }) =>
              change('owner')(target.value.trim() === '' ? undefined : target.value.trim())
            }
          />
        </div>
      </Card>
      {(connector.reads.length > 0 || value['schedule'] !== undefined) && (
        <Card title={say('connections.when')} note={say('connections.whenHelp')}>
          <div className="max-w-2xl">
            <ScheduleField
              value={typeof value['schedule'] === 'string' ? value['schedule'] : ''}
              problem={problemAt(faults, ['schedule'])}
              onChange={change('schedule')}
            />
          </div>
        </Card>
      )}
      <div className="flex flex-wrap gap-2">
        <Button look="primary" type="submit" busy={isSaving} disabled={id.trim() === ''}>
          {say(given === undefined ? 'connections.connect' : 'action.save')}
        </Button>
      </div>
    </form>
  )
}

/** A place in the settings by what its field is called. */
function placeIn(fields: readonly FieldShape[], path: FormFault['path']): string {
  const [first, name, ...inside] = path
  const field = first === 'config' ? fields.find((each) => each.name === name) : undefined
  return field === undefined ? path.join('.') : [field.label, ...inside].join('.')
}
