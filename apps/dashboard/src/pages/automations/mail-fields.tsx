import { withField } from '../../schema-form/form-value.ts'
import { SelectField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { FieldRow, GroupText, GroupTextArea } from '../entry-form/group-fields.tsx'
import { LinesField } from '../entry-form/lines-field.tsx'
import { ThroughField, type DeedGroup } from './through-field.tsx'

/** A mail, to whom it is about or to addresses of one's own. */
export function MailFields(props: DeedGroup) {
  const { group, faults, onChange } = props
  const { say } = useWords()
  const fields = { group, faults, onChange }
  const isOwn = Array.isArray(group['to'])
  return (
    <>
      <FieldRow>
        <SelectField
          label={say('automation.to')}
          value={isOwn ? 'own' : 'customer'}
          onChange={({ target }) =>
            onChange(
              // An empty list is left out of a group, and would be no list any more.
              target.value === 'own' ? { ...group, to: [''] } : withField(group, 'to', undefined),
            )
          }
        >
          <option value="customer">{say('automation.toPerson')}</option>
          <option value="own">{say('automation.toOwn')}</option>
        </SelectField>
        <ThroughField {...props} isOptional />
      </FieldRow>
      {isOwn && (
        <LinesField
          {...fields}
          onChange={(changed) => onChange('to' in changed ? changed : { ...changed, to: [''] })}
          name="to"
          label={say('automation.addresses')}
        />
      )}
      <GroupText
        {...fields}
        name="subject"
        label={say('automation.subject')}
        help={say('automation.templateHelp')}
      />
      <GroupTextArea {...fields} name="text" label={say('automation.text')} rows={8} />
      <details {...('html' in group || 'replyTo' in group ? { open: true } : {})}>
        <summary className="min-h-8 text-sm font-medium text-soft hover:text-text">
          {say('automation.mailMore')}
        </summary>
        <div className="grid gap-4 pt-2">
          <GroupTextArea {...fields} name="html" label={say('automation.html')} rows={8} isCode />
          <GroupText {...fields} name="replyTo" type="email" label={say('automation.replyTo')} />
        </div>
      </details>
    </>
  )
}
