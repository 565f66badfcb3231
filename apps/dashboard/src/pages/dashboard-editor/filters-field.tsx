import { Plus, X } from 'lucide-react'
import type { FigureAnswer, FigureSettings } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { CheckList } from '../../ui/check-list.tsx'
import { SelectField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { useFigureWords } from '../dashboards/use-figure-words.ts'
import type { KnownDimension } from './widget-kinds.ts'

type DraftFilter = NonNullable<FigureSettings['filters']>[number]

const mostFilters = 20
const mostValues = 200

/** Only what has some values of a dimension, or none of them. One without values yet filters nothing. */
export function FiltersField({
  filters,
  known,
  onChange,
}: {
  readonly filters: readonly DraftFilter[]
  readonly known: readonly KnownDimension[]
  readonly onChange: (filters: DraftFilter[]) => void
}) {
  const { say } = useWords()
  const dimensions = known.filter(
    ({ id, type }) => type === 'text' && filters.every(({ dimension }) => dimension !== id),
  )
  const [next] = dimensions
  return (
    <fieldset className="grid min-w-0 content-start gap-3">
      <legend className="pb-1 text-sm font-medium">{say('board.filters')}</legend>
      {filters.map((filter, place) => (
        <FilterField
          key={filter.dimension}
          filter={filter}
          dimensions={dimensions}
          onChange={(changed) =>
            onChange(filters.map((each, index) => (index === place ? changed : each)))
          }
          onRemove={() => onChange(filters.filter((each) => each !== filter))}
        />
      ))}
      {next !== undefined && filters.length < mostFilters && (
        <div>
          <Button
            icon={<Plus aria-hidden size={16} />}
            onClick={() => onChange([...filters, { dimension: next.id, values: [] }])}
          >
            {say('board.addFilter')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}

function FilterField({
  filter,
  dimensions,
  onChange,
  onRemove,
}: {
  readonly filter: DraftFilter
  /** Others that it could be by. */
  readonly dimensions: readonly KnownDimension[]
  readonly onChange: (filter: DraftFilter) => void
  readonly onRemove: () => void
}) {
  const { say } = useWords()
  const { names } = useFigureWords()
  const { dimension, values, exclude = false } = filter
  const found = useValues(dimension)
  const all = [...new Set([...values, ...found])].slice(0, mostValues)
  return (
    <div className="grid gap-2 rounded-lg border border-line p-3">
      <div className="flex items-end gap-2">
        <div className="min-w-0 grow">
          <SelectField
            label={say('board.filterBy')}
            value={dimension}
            onChange={({ target }) => onChange({ dimension: target.value, values: [] })}
          >
            {[{ id: dimension }, ...dimensions].map(({ id }) => (
              <option key={id} value={id}>
                {names.dimension(id)}
              </option>
            ))}
          </SelectField>
        </div>
        <div className="w-32 shrink-0">
          <SelectField
            label={say('board.filterHow')}
            value={exclude ? 'without' : 'only'}
            onChange={({ target }) =>
              onChange({
                dimension,
                values,
                ...(target.value === 'without' && { exclude: true }),
              })
            }
          >
            <option value="only">{say('board.only')}</option>
            <option value="without">{say('board.without')}</option>
          </SelectField>
        </div>
        <IconButton
          label={say('board.removeFilter', { name: names.dimension(dimension) })}
          onClick={onRemove}
        >
          <X aria-hidden size={16} />
        </IconButton>
      </div>
      <CheckList
        label={say('board.values')}
        problem={values.length === 0 ? say('board.noValues') : undefined}
        options={all.map((value) => ({ value, label: names.value(dimension, value) }))}
        chosen={values}
        onChoose={(chosen) => onChange({ ...filter, values: chosen })}
      />
    </div>
  )
}

/** What there is of a dimension, what most orders have first. */
function useValues(dimension: string): readonly string[] {
  const { data } = useAnswer('POST /api/dashboards/preview', {
    body: { range: 'last12Months', widgets: { values: { metrics: ['orders'], by: [dimension] } } },
  })
  const answers: readonly FigureAnswer[] = data?.answers ?? []
  const rows = answers[0]?.by?.[0] === dimension ? (answers[0].rows ?? []) : []
  return rows
    .toSorted((one, other) => ordersOf(other) - ordersOf(one))
    .flatMap(({ group: [value] }) => value ?? [])
}

function ordersOf({
  figures,
}: {
  readonly figures: readonly { readonly value?: string | undefined }[]
}) {
  return Number(figures[0]?.value ?? 0)
}
