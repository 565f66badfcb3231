import type { AnswerOf } from '../../../api/routes.ts'
import { Card } from '../../../ui/card.tsx'
import { SelectField } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useWords } from '../../../words/words-context.tsx'

type Look = AnswerOf<'POST /api/bonus/:connection/:stream/look'>

/** Which column of the file is meant by each that is asked for. */
export function ColumnsCard({
  look: { columns, found },
  onChange,
}: {
  readonly look: Look
  /** Blank: the file has no such column. */
  readonly onChange: (name: string, column: string) => void
}) {
  const { say } = useWords()
  const lacksKey = columns.some(({ isKey, column }) => isKey && column === null)
  return (
    <Card title={say('bonus.columns')} note={say('bonus.columnsNote')}>
      <div className="grid gap-4">
        {lacksKey && <Notice tone="caution">{say('bonus.lacksKey')}</Notice>}
        <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
          {columns.map(({ name, isKey, column }) => (
            <SelectField
              key={name}
              label={isKey ? say('bonus.keyColumn', { name }) : name}
              value={column ?? ''}
              onChange={({ target }) => onChange(name, target.value)}
            >
              <option value="">{say('bonus.noColumn')}</option>
              {found.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </SelectField>
          ))}
        </div>
      </div>
    </Card>
  )
}
