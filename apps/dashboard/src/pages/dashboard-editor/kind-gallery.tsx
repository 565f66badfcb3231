import { Card } from '../../ui/card.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { WidgetDraft } from './dashboard-draft.ts'
import { mostWidgets } from './draft-changes.ts'
import { KindIcon } from './kind-icon.tsx'
import { firstReports, reportIds, type ReportId } from './report-kinds.ts'
import { firstWidgets, widgetKinds, type PlainKind } from './widget-kinds.ts'

/** Every kind of widget that can be added, with what it is good for. */
export function KindGallery({
  count,
  onAdd,
}: {
  /** How many widgets there are. */
  readonly count: number
  readonly onAdd: (widget: Omit<WidgetDraft, 'id'>) => void
}) {
  const { say } = useWords()
  return (
    <Card title={say('board.add')}>
      {count >= mostWidgets ? (
        <p className="text-sm text-soft">{say('board.full', { limit: mostWidgets })}</p>
      ) : (
        <div className="grid gap-4">
          <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-5">
            {widgetKinds.map((kind) => (
              <Offer
                key={kind}
                kind={kind}
                name={say(`widgetKind.${kind}`)}
                help={say(`widgetKindHelp.${kind}`)}
                onAdd={() => onAdd(firstWidgets[kind])}
              />
            ))}
          </ul>
          <ul
            aria-label={say('board.reports')}
            className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3"
          >
            {reportIds.map((report) => (
              <Offer
                key={report}
                kind={report}
                name={say(`report.${report}`)}
                help={say(`reportHelp.${report}`)}
                onAdd={() => onAdd(firstReports[report])}
              />
            ))}
          </ul>
        </div>
      )}
    </Card>
  )
}

function Offer({
  kind,
  name,
  help,
  onAdd,
}: {
  readonly kind: PlainKind | ReportId
  readonly name: string
  readonly help: string
  readonly onAdd: () => void
}) {
  return (
    <li>
      <button
        type="button"
        className="flex h-full w-full items-start gap-3 rounded-lg border border-line p-3 text-left transition-colors hover:border-accent"
        onClick={onAdd}
      >
        <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent">
          <KindIcon kind={kind} />
        </span>
        <span className="min-w-0 text-sm">
          <span className="block font-medium">{name}</span>
          <span className="block text-faint">{help}</span>
        </span>
      </button>
    </li>
  )
}
