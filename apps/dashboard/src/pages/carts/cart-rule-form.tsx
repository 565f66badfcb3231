import { useAnswer } from '../../api/use-answer.ts'
import { faultsBelow, problemAt, type FormFault } from '../../schema-form/form-fault.ts'
import { groupIn, withField, type FormGroup } from '../../schema-form/form-value.ts'
import { Card } from '../../ui/card.tsx'
import { CheckList } from '../../ui/check-list.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { EntryName } from '../entries/entry.ts'
import { EntryForm, type EntryFormParts } from '../entry-form/entry-form.tsx'
import { FieldRow, GroupSelect, GroupSwitch, GroupText } from '../entry-form/group-fields.tsx'
import type { KeptEntry } from '../entry-form/kept-entry.ts'
import { LinesField } from '../entry-form/lines-field.tsx'
import { PairsField } from '../entry-form/pairs-field.tsx'
import { SpanField } from '../entry-form/span-field.tsx'
import { CartPreviewCard } from './cart-preview-card.tsx'
import { CartStepsField } from './cart-steps-field.tsx'

/** A rule for carts that are left, as a form: whose, when one counts as left, what is sent and when, and what stops it. */
export function CartRuleForm({
  kept,
  name,
  onSaved,
}: {
  readonly kept: KeptEntry
  readonly name: EntryName | undefined
  readonly onSaved: (name: EntryName) => void
}) {
  const { say } = useWords()
  const nameOf = (path: FormFault['path']) => {
    const [part, place, ...rest] = path
    return part === 'steps' && typeof place === 'number'
      ? [say('cartRule.message', { number: place + 1 }), ...rest].join(' · ')
      : path.join('.')
  }
  return (
    <EntryForm kept={kept} name={name} title={name?.id ?? ''} nameOf={nameOf} onSaved={onSaved}>
      {(form) => <Cards {...form} id={name?.id ?? 'new'} />}
    </EntryForm>
  )
}

function Cards({ id, ...form }: EntryFormParts & { readonly id: string }) {
  const { say } = useWords()
  const { value, faults, edit } = form
  const group = { group: value, faults, onChange: edit }
  return (
    <>
      <Card title={say('cartRule.leftTitle')}>
        <div className="grid max-w-3xl gap-4">
          <ConnectionsField {...form} />
          <SpanField
            {...group}
            name="cutOff"
            usual="60m"
            label={say('cartRule.cutOff')}
            help={say('cartRule.cutOffHelp')}
          />
          <PairsField
            isText
            label={say('cartRule.minimum')}
            help={say('cartRule.minimumHelp')}
            nameLabel={say('filter.currency')}
            valueLabel={say('cartRule.amount')}
            value={value['minimum']}
            faults={faultsBelow(faults, 'minimum')}
            onChange={(changed) => edit(withField(value, 'minimum', changed))}
          />
          <LinesField
            {...group}
            name="events"
            label={say('cartRule.events')}
            help={say('cartRule.eventsHelp')}
          />
          <GroupSwitch
            {...group}
            name="history"
            label={say('cartRule.history')}
            help={say('cartRule.historyHelp')}
          />
        </div>
      </Card>
      <Card title={say('cartRule.messagesTitle')} note={say('cartRule.messagesNote')}>
        <div className="max-w-4xl">
          <CartStepsField {...form} />
        </div>
      </Card>
      <CartPreviewCard id={id} value={value} />
      <Card title={say('cartRule.stopTitle')} note={say('cartRule.stopNote')}>
        <div className="grid max-w-3xl gap-4">
          <GroupSelect
            {...group}
            name="consent"
            label={say('consent.label')}
            options={[
              { value: '', label: say('consent.required') },
              { value: 'assumed', label: say('consent.assumed') },
            ]}
          />
          <FieldRow>
            <SpanField
              {...group}
              name="coolDown"
              usual="7d"
              label={say('cartRule.coolDown')}
              help={say('cartRule.coolDownHelp')}
            />
            <SpanField
              {...group}
              name="window"
              usual="7d"
              label={say('cartRule.window')}
              help={say('cartRule.windowHelp')}
            />
          </FieldRow>
        </div>
      </Card>
      <LinkCard {...form} />
    </>
  )
}

/** Whose carts: the connections that there are, and those that are named and are not. */
function ConnectionsField({ value, faults, edit }: EntryFormParts) {
  const { say } = useWords()
  const entries = useAnswer('GET /api/configuration', {}).data?.entries ?? []
  const known = entries.flatMap(({ section, id }) => (section === 'connections' ? id : []))
  const { connections } = value
  const chosen = Array.isArray(connections) ? connections.map(String) : []
  return (
    <CheckList
      label={say('cartRule.connections')}
      problem={problemAt(faults, ['connections'])}
      options={[...new Set([...known, ...chosen])].map((each) => ({ value: each, label: each }))}
      chosen={chosen}
      // An empty list stays one: which are meant has to be said.
      onChoose={(wanted) => edit({ ...value, connections: wanted })}
    />
  )
}

function LinkCard({ value, faults, edit }: EntryFormParts) {
  const { say } = useWords()
  const link = groupIn(value['link'])
  const below = faultsBelow(faults, 'link')
  const write = (changed: FormGroup) => edit(withField(value, 'link', changed))
  const group = { group: link, faults: below, onChange: write }
  return (
    <Card title={say('cartRule.linkTitle')} note={say('cartRule.linkNote')}>
      <div className="grid max-w-3xl gap-4">
        <FieldRow>
          <GroupText
            {...group}
            name="to"
            type="url"
            placeholder="https://shop.example/cart"
            label={say('cartRule.linkTo')}
            help={say('cartRule.linkToHelp')}
          />
          <SpanField {...group} name="expires" usual="30d" label={say('cartRule.expires')} />
        </FieldRow>
        <PairsField
          isText
          label={say('contacting.parameters')}
          help={say('cartRule.campaignHelp')}
          nameLabel={say('contacting.parameter')}
          valueLabel={say('builder.value')}
          value={link['campaign']}
          faults={faultsBelow(below, 'campaign')}
          onChange={(changed) => write(withField(link, 'campaign', changed))}
        />
      </div>
    </Card>
  )
}
