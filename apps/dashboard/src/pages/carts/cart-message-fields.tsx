import { faultsBelow, type FormFault } from '../../schema-form/form-fault.ts'
import { groupIn, withField, type FormGroup } from '../../schema-form/form-value.ts'
import { SelectField } from '../../ui/field.tsx'
import { languageIds, languages } from '../../words/languages.ts'
import { useWords } from '../../words/words-context.tsx'
import { FieldRow, GroupSelect, GroupText, GroupTextArea } from '../entry-form/group-fields.tsx'
import { PairsField } from '../entry-form/pairs-field.tsx'
import { isReadyMail, withMaking } from './cart-step.ts'

interface MessageProps {
  readonly step: FormGroup
  readonly faults: readonly FormFault[]
  readonly onChange: (step: FormGroup) => void
}

/** What a message says: the ready mail in words of one's own, or what an action is given. */
export function CartMessageFields({ step, faults, onChange }: MessageProps) {
  const { say } = useWords()
  const isReady = isReadyMail(step)
  return (
    <>
      <SelectField
        label={say('cartRule.making')}
        value={isReady ? 'ready' : 'own'}
        onChange={({ target }) =>
          onChange(withMaking(step, target.value === 'ready' ? 'ready' : 'own'))
        }
      >
        <option value="ready">{say('cartRule.ready')}</option>
        <option value="own">{say('cartRule.own')}</option>
      </SelectField>
      {isReady ? (
        <ReadyMail {...{ step, faults, onChange }} />
      ) : (
        <PairsField
          label={say('automation.input')}
          help={say('cartRule.inputHelp')}
          nameLabel={say('automation.field')}
          valueLabel={say('builder.value')}
          value={step['input']}
          faults={faultsBelow(faults, 'input')}
          onChange={(changed) => onChange({ ...step, input: changed ?? {} })}
        />
      )}
    </>
  )
}

function ReadyMail({ step, faults, onChange }: MessageProps) {
  const { say } = useWords()
  const group = {
    group: groupIn(step['mail']),
    faults: faultsBelow(faults, 'mail'),
    onChange: (changed: FormGroup) => onChange(withField(step, 'mail', changed)),
  }
  return (
    <>
      <FieldRow>
        <GroupSelect
          {...group}
          name="language"
          label={say('cartRule.language')}
          options={languageIds.map((id) => ({
            // English is what is meant where nothing is said.
            value: id === 'en' ? '' : id,
            label: languages[id],
          }))}
        />
        <GroupText
          {...group}
          name="subject"
          label={say('automation.subject')}
          placeholder={say('cartRule.usual')}
        />
      </FieldRow>
      <GroupTextArea {...group} name="intro" label={say('cartRule.intro')} rows={3} />
      <GroupText
        {...group}
        name="button"
        label={say('cartRule.button')}
        placeholder={say('cartRule.usual')}
      />
    </>
  )
}
