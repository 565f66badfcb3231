import { SelectField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { fieldUses, tillForms, withUse, type FieldSet, type TillForm } from './till-fields.ts'
import { useFieldName } from './use-field-name.ts'

/** Each field, and how the registration and the card use it. */
export function FieldsTable({
  fields,
  sets,
  mayChange,
  onChange,
}: {
  readonly fields: readonly string[]
  readonly sets: Readonly<Record<TillForm, FieldSet>>
  readonly mayChange: boolean
  readonly onChange: (form: TillForm, set: FieldSet) => void
}) {
  const { say } = useWords()
  const nameOf = useFieldName()
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{say('till.fields')}</caption>
      <thead>
        <tr className="border-b border-line text-left text-xs text-faint">
          <th scope="col" className="py-2 pr-3 font-medium">
            {say('till.field')}
          </th>
          {tillForms.map((form) => (
            <th key={form} scope="col" className="w-2/6 py-2 pr-2 font-medium">
              {say(`tillForm.${form}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field} className="border-b border-line last:border-0">
            <th scope="row" className="py-1.5 pr-3 text-left font-medium [overflow-wrap:anywhere]">
              {nameOf(field)}
            </th>
            {tillForms.map((form) => {
              const use = sets[form][field]
              return (
                <td key={form} className="py-1.5 pr-2">
                  {mayChange ? (
                    <SelectField
                      hidesLabel
                      label={`${nameOf(field)}, ${say(`tillForm.${form}`)}`}
                      value={use ?? ''}
                      onChange={({ target }) => {
                        const wanted = fieldUses.find((each) => each === target.value)
                        onChange(form, withUse(sets[form], field, wanted))
                      }}
                    >
                      <option value="">{say('fieldUse.hidden')}</option>
                      {fieldUses.map((each) => (
                        <option key={each} value={each}>
                          {say(`fieldUse.${each}`)}
                        </option>
                      ))}
                    </SelectField>
                  ) : (
                    <span className={use === undefined ? 'text-faint' : ''}>
                      {say(`fieldUse.${use ?? 'hidden'}`)}
                    </span>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
