import { useState } from 'react'
import { useLocation } from 'wouter'
import { problemAt } from '../../schema-form/form-fault.ts'
import { asWritten, readWritten } from '../../schema-form/written-value.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { EntryValue } from '../entries/entry.ts'
import { RefusalNotice } from '../entries/refusal-notice.tsx'
import { useSaveEntry } from '../entries/use-save-entry.ts'
import { entities } from './entities.ts'
import { suggestedName, type DeliveryTarget } from './delivery-targets.ts'
import { SegmentField } from './segment-field.tsx'

/** What is sent where; whether it can be is for the host to say. */
export function NewDeliveryForm({ targets }: { readonly targets: readonly DeliveryTarget[] }) {
  const { say } = useWords()
  const [, go] = useLocation()
  const [name, setName] = useState<string>()
  const [from, setFrom] = useState<string>('order')
  const [connection, setConnection] = useState(targets[0]?.connection ?? '')
  const [chosenSink, setSink] = useState('')
  const [mapping, setMapping] = useState<string>()
  const [segment, setSegment] = useState<string>()
  const [isPaused, setPaused] = useState(false)
  const target = targets.find((each) => each.connection === connection)
  const sinks = target?.sinks ?? []
  const sink = sinks.includes(chosenSink) ? chosenSink : (sinks[0] ?? '')
  const id = name ?? suggestedName(from, connection)
  const { save, isSaving, refused, problem } = useSaveEntry({
    done: say('entries.saved', { id }),
    onSaved: () => go('/deliveries'),
  })
  const faults = refused?.faults ?? []
  const read = mapping === undefined ? undefined : readWritten(mapping)
  const written = read !== undefined && 'value' in read ? read.value : undefined
  const notYaml = read !== undefined && 'problem' in read ? read.problem : undefined
  const value = {
    from,
    to: { connection, sink },
    ...(written !== undefined && { mapping: written }),
    ...(segment !== undefined && { segment }),
    ...(isPaused && { paused: true }),
  }
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        // The host reads it as what comes from outside.
        save({
          name: { section: 'deliveries', id: id.trim() },
          value: value as EntryValue,
          version: undefined,
        })
      }}
    >
      <RefusalNotice refused={refused} problem={problem} />
      <Card>
        <div className="grid max-w-2xl gap-5">
          <SelectField
            label={say('newDelivery.from')}
            problem={problemAt(faults, ['from'])}
            value={from}
            onChange={(event) => {
              setFrom(event.target.value)
              setSegment(undefined)
            }}
          >
            {entities.map((entity) => (
              <option key={entity} value={entity}>
                {entity}
              </option>
            ))}
          </SelectField>
          <div className="grid gap-5 sm:grid-cols-2">
            <SelectField
              label={say('newDelivery.to')}
              problem={problemAt(faults, ['to', 'connection'])}
              value={connection}
              onChange={(event) => setConnection(event.target.value)}
            >
              {targets.map((each) => (
                <option key={each.connection} value={each.connection}>
                  {each.connection}
                </option>
              ))}
            </SelectField>
            <SelectField
              label={say('newDelivery.sink')}
              problem={problemAt(faults, ['to', 'sink'])}
              value={sink}
              onChange={(event) => setSink(event.target.value)}
            >
              {sinks.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </SelectField>
          </div>
          <SegmentField
            of={from}
            chosen={segment}
            problem={problemAt(faults, ['segment'])}
            onChoose={setSegment}
          />
          <TextField
            label={say('connections.name')}
            help={say('entries.idHelp')}
            autoComplete="off"
            aria-required
            maxLength={63}
            value={id}
            onChange={(event) => setName(event.target.value)}
          />
          <SelectField
            label={say('newDelivery.mapping')}
            value={mapping === undefined ? 'default' : 'own'}
            onChange={(event) =>
              setMapping(
                event.target.value === 'own'
                  ? mappingOutline(id, from, { connector: target?.connector ?? '', sink })
                  : undefined,
              )
            }
          >
            <option value="default">{say('newDelivery.default')}</option>
            <option value="own">{say('newDelivery.own')}</option>
          </SelectField>
          {mapping !== undefined && (
            <TextAreaField
              isCode
              label={say('newDelivery.own')}
              help={say('form.yaml')}
              problem={
                notYaml === undefined
                  ? problemAt(faults, ['mapping'])
                  : say('form.notYaml', { problem: notYaml })
              }
              rows={10}
              value={mapping}
              onChange={(event) => setMapping(event.target.value)}
            />
          )}
          <div className="grid gap-1">
            <label className="flex min-h-8 items-center gap-2 text-sm font-medium">
              <input
                type="checkbox"
                className="size-4 accent-accent-fill"
                checked={isPaused}
                onChange={(event) => setPaused(event.target.checked)}
              />
              {say('newDelivery.paused')}
            </label>
            <p className="pl-6 text-xs text-faint">{say('newDelivery.pausedHelp')}</p>
          </div>
        </div>
      </Card>
      <div>
        <Button
          look="primary"
          type="submit"
          busy={isSaving}
          disabled={id.trim() === '' || notYaml !== undefined}
        >
          {say('newDelivery.make')}
        </Button>
      </div>
    </form>
  )
}

/** The least that a mapping has, to be filled. */
function mappingOutline(
  id: string,
  entity: string,
  to: { readonly connector: string; readonly sink: string },
): string {
  return asWritten({ id, from: { entity }, to, fields: { key: '$.id' } })
}
