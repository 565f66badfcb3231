import { ChevronRight } from 'lucide-react'
import { useWords } from '../../words/words-context.tsx'
import type { EntryFormParts } from '../entry-form/entry-form.tsx'
import { FieldRow, GroupSelect, GroupSwitch, GroupText } from '../entry-form/group-fields.tsx'
import { LinesField } from '../entry-form/lines-field.tsx'
import { MessageLimitField } from '../entry-form/message-limit-field.tsx'
import { SpanField } from '../entry-form/span-field.tsx'

/** Who is written to, how often, and what slows an automation down. */
export function SendingFields({ value, faults, edit }: EntryFormParts) {
  const { say } = useWords()
  const group = { group: value, faults, onChange: edit }
  return (
    <div className="grid max-w-3xl gap-4">
      <FieldRow>
        <GroupSelect
          {...group}
          name="purpose"
          label={say('automation.purpose')}
          help={say('automation.purposeHelp')}
          options={[
            { value: '', label: say('purpose.marketing') },
            { value: 'transactional', label: say('purpose.transactional') },
          ]}
        />
        <GroupSelect
          {...group}
          name="consent"
          label={say('consent.label')}
          options={[
            { value: '', label: say('consent.required') },
            { value: 'assumed', label: say('consent.assumed') },
          ]}
        />
      </FieldRow>
      <MessageLimitField {...group} help={say('automation.mostHelp')} />
      <details className="group">
        <summary className="flex min-h-9 list-none items-center gap-1.5 text-sm font-medium text-soft hover:text-text">
          <ChevronRight
            aria-hidden
            size={16}
            className="transition-transform group-open:rotate-90"
          />
          {say('form.further')}
        </summary>
        <div className="grid gap-4 pt-3">
          <FieldRow>
            <SpanField
              {...group}
              name="within"
              usual="3d"
              label={say('automation.within')}
              help={say('automation.withinHelp')}
            />
            <GroupText
              {...group}
              name="language"
              label={say('automation.language')}
              help={say('automation.languageHelp')}
              placeholder="da"
            />
            <GroupText
              {...group}
              name="perMinute"
              isNumber
              placeholder="600"
              label={say('automation.perMinute')}
            />
            <GroupText
              {...group}
              name="brake"
              isNumber
              placeholder="5000"
              label={say('automation.brake')}
              help={say('automation.brakeHelp')}
            />
          </FieldRow>
          <LinesField
            {...group}
            name="nodes"
            label={say('section.nodes')}
            help={say('automation.nodesHelp')}
          />
          <GroupSwitch
            {...group}
            name="onHistory"
            label={say('automation.onHistory')}
            help={say('automation.onHistoryHelp')}
          />
        </div>
      </details>
    </div>
  )
}
