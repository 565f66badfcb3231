import { useEffect, useRef, type ReactNode } from 'react'
import type { AnswerOf } from '../../api/routes.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { useFigureWords } from '../dashboards/use-figure-words.ts'
import { widgetName } from '../dashboards/widget-name.ts'
import type { DashboardDraft, WidgetDraft } from './dashboard-draft.ts'
import { withSettings } from './draft-changes.ts'
import { DimensionsField } from './dimensions-field.tsx'
import { FiltersField } from './filters-field.tsx'
import { MetricsField } from './metrics-field.tsx'
import { SettingsFields } from './settings-fields.tsx'
import { KindField } from './kind-field.tsx'
import { WayField } from './way-field.tsx'
import { dimensionsOf } from './widget-kinds.ts'
import { WidgetPreview } from './widget-preview.tsx'

export type FigureCatalogue = AnswerOf<'GET /api/figures/catalogue'>

const longestTitle = 200

/** Everything about one widget, beside what it shows by it. */
export function WidgetForm({
  draft: { settings },
  widget,
  catalogue,
  apply,
  onChange,
  onDone,
}: {
  readonly draft: DashboardDraft
  readonly widget: WidgetDraft
  readonly catalogue: FigureCatalogue
  /** What can be done with its settings. */
  readonly apply: ReactNode
  readonly onChange: (widget: WidgetDraft) => void
  readonly onDone: () => void
}) {
  const { say } = useWords()
  const { names } = useFigureWords()
  const form = useFocusAtFirst()
  const title = widgetName(widget, names)
  const report = catalogue.reports.find(({ id }) => id === widget.report)
  return (
    <div ref={form} tabIndex={-1} className="col-span-full scroll-mt-20 rounded-xl outline-none">
      <Card
        title={say('board.editOf', { title })}
        actions={
          <Button look="primary" onClick={onDone}>
            {say('action.done')}
          </Button>
        }
      >
        <div className="grid gap-6 xl:grid-cols-2">
          <div className="grid content-start gap-4">
            <div className="grid gap-3 sm:grid-cols-2">
              <KindField {...{ widget, catalogue, onChange }} />
              <TextField
                label={say('board.widgetTitle')}
                help={say('board.widgetTitleHelp')}
                dir="auto"
                autoComplete="off"
                maxLength={longestTitle}
                value={widget.title}
                onChange={({ target }) => onChange({ ...widget, title: target.value })}
              />
            </div>
            <div className="grid gap-3 sm:grid-cols-2">
              <MetricsField
                metrics={widget.metrics}
                known={(report ?? catalogue).metrics.map(({ id }) => id)}
                onChange={(metrics) => onChange({ ...widget, metrics })}
              />
              {report === undefined ? (
                dimensionsOf(widget.show).most > 0 && (
                  <DimensionsField
                    widget={widget}
                    known={catalogue.dimensions}
                    onChange={(by) => onChange({ ...widget, by })}
                  />
                )
              ) : (
                <WayField
                  widget={widget}
                  report={report}
                  onChange={(by) => onChange({ ...widget, by })}
                />
              )}
            </div>
            <FiltersField
              filters={widget.settings.filters ?? []}
              known={catalogue.dimensions}
              onChange={(filters) =>
                onChange({
                  ...widget,
                  settings: withSettings(widget.settings, {
                    filters: filters.length === 0 ? undefined : filters,
                  }),
                })
              }
            />
            <fieldset className="grid min-w-0 gap-3">
              <legend className="pb-2 text-sm font-semibold">{say('board.ownSettings')}</legend>
              <SettingsFields
                settings={widget.settings}
                unsaid={say('board.asDashboard')}
                currency={widget.settings.currency ?? settings.currency}
                onChange={(change) =>
                  onChange({ ...widget, settings: withSettings(widget.settings, change) })
                }
              />
              {apply}
            </fieldset>
          </div>
          <section
            aria-label={say('board.preview')}
            className="min-w-0 content-start self-start rounded-lg border border-line p-4 xl:sticky xl:top-4"
          >
            <p className="pb-3 font-semibold [overflow-wrap:anywhere]" dir="auto">
              {title}
            </p>
            <WidgetPreview widget={widget} settings={settings} />
          </section>
        </div>
      </Card>
    </div>
  )
}

/** Whoever opened it goes on in it. */
function useFocusAtFirst() {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    place.current?.focus({ preventScroll: true })
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return place
}
