import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { useFigureWords } from '../dashboards/use-figure-words.ts'

/** So many a widget may have; more stand in nobody's sight. */
const mostMetrics = 8

/** What a widget shows: one figure after the other. */
export function MetricsField({
  metrics,
  known,
  onChange,
}: {
  readonly metrics: readonly string[]
  /** Every figure that there is. */
  readonly known: readonly string[]
  readonly onChange: (metrics: string[]) => void
}) {
  const { say, locale } = useWords()
  const { names } = useFigureWords()
  const all = [...new Set([...known, ...metrics])]
    .map((id) => ({ id, name: names.metric(id) }))
    .toSorted((one, other) => one.name.localeCompare(other.name, locale))
  const next = all.find(({ id }) => !metrics.includes(id))
  return (
    <fieldset className="grid min-w-0 content-start gap-2">
      <legend className="pb-1 text-sm font-medium">{say('board.metrics')}</legend>
      {metrics.map((metric, place) => (
        <div key={metric} className="flex items-center gap-1">
          <div className="min-w-0 grow">
            <SelectField
              hidesLabel
              label={`${say('board.metrics')} ${place + 1}`}
              value={metric}
              onChange={({ target }) =>
                onChange(metrics.map((each, index) => (index === place ? target.value : each)))
              }
            >
              {all
                .filter(({ id }) => id === metric || !metrics.includes(id))
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </SelectField>
          </div>
          {metrics.length > 1 && (
            <IconButton
              label={say('board.remove', { title: names.metric(metric) })}
              onClick={() => onChange(metrics.filter((each) => each !== metric))}
            >
              <X aria-hidden size={16} />
            </IconButton>
          )}
        </div>
      ))}
      {next !== undefined && metrics.length < mostMetrics && (
        <div>
          <Button
            icon={<Plus aria-hidden size={16} />}
            onClick={() => onChange([...metrics, next.id])}
          >
            {say('board.addMetric')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
