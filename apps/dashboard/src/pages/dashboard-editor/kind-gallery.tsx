import { Card } from '../../ui/card.tsx'
import { useWords } from '../../words/words-context.tsx'
import { mostWidgets } from './draft-changes.ts'
import { KindIcon } from './kind-icon.tsx'
import { widgetKinds, type WidgetKind } from './widget-kinds.ts'

/** Every kind of widget that can be added, with what it is good for. */
export function KindGallery({
  count,
  onAdd,
}: {
  /** How many widgets there are. */
  readonly count: number
  readonly onAdd: (kind: WidgetKind) => void
}) {
  const { say } = useWords()
  return (
    <Card title={say('board.add')}>
      {count >= mostWidgets ? (
        <p className="text-sm text-soft">{say('board.full', { limit: mostWidgets })}</p>
      ) : (
        <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-5">
          {widgetKinds.map((kind) => (
            <li key={kind}>
              <button
                type="button"
                className="flex h-full w-full items-start gap-3 rounded-lg border border-line p-3 text-left transition-colors hover:border-accent"
                onClick={() => onAdd(kind)}
              >
                <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent">
                  <KindIcon kind={kind} />
                </span>
                <span className="min-w-0 text-sm">
                  <span className="block font-medium">{say(`widgetKind.${kind}`)}</span>
                  <span className="block text-faint">{say(`widgetKindHelp.${kind}`)}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
