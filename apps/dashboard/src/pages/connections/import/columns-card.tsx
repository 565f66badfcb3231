import { Card } from '../../../ui/card.tsx'
import { SelectField, TextField } from '../../../ui/field.tsx'
import { useWords } from '../../../words/words-context.tsx'
import type { FileColumn, ImportChoice } from './import-entries.ts'
import type { Recipe } from './recipes.ts'

/** Which column of the file is which field; what is called alike is chosen already. */
export function ColumnsCard({
  recipe,
  columns,
  choice,
  onChange,
}: {
  readonly recipe: Recipe
  readonly columns: readonly FileColumn[]
  readonly choice: ImportChoice
  readonly onChange: (choice: ImportChoice) => void
}) {
  const { say } = useWords()
  const hasAmounts = recipe.fields.some(({ kind }) => kind === 'amount')
  const hasInstants = recipe.fields.some(({ kind }) => kind === 'instant')
  return (
    <Card title={say('import.columns')} note={say('import.columnsNote')}>
      <div className="grid gap-5">
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {recipe.fields.map(({ name, isRequired = false }) => {
            const column = choice.columns[name] ?? ''
            const isMissing = isRequired && column === ''
            return (
              <SelectField
                key={name}
                label={isRequired ? say('import.needed', { field: name }) : name}
                aria-required={isRequired}
                {...(isMissing && { problem: say('import.columnMissing') })}
                value={column}
                onChange={(event) =>
                  onChange({
                    ...choice,
                    columns: { ...choice.columns, [name]: event.target.value },
                  })
                }
              >
                <option value="">{say('import.noColumn')}</option>
                {columns.map((each) => (
                  <option key={each.name} value={each.name}>
                    {each.name}
                  </option>
                ))}
              </SelectField>
            )
          })}
        </div>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {hasAmounts && (
            <TextField
              label={say('check.currency')}
              help={say('import.currencyHelp')}
              maxLength={3}
              autoComplete="off"
              value={choice.currency}
              onChange={(event) =>
                onChange({ ...choice, currency: event.target.value.toUpperCase() })
              }
            />
          )}
          {hasInstants && (
            <TextField
              label={say('check.timeZone')}
              help={say('import.timeZoneHelp')}
              autoComplete="off"
              value={choice.timeZone}
              onChange={(event) => onChange({ ...choice, timeZone: event.target.value })}
            />
          )}
        </div>
      </div>
    </Card>
  )
}
