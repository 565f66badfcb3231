import { useLocation } from 'wouter'
import { Button } from '../../../ui/button.tsx'
import { PageLink } from '../../../ui/page-link.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { RefusalNotice } from '../../entries/refusal-notice.tsx'
import { useSaveEntry } from '../../entries/use-save-entry.ts'
import type { Recipe } from './recipes.ts'
import { useTableDelivery } from './use-table-delivery.ts'

/** What is read from stores fills the table by a delivery, and keeps it current. */
export function FromStore({
  target,
  recipe,
}: {
  readonly target: string
  readonly recipe: Recipe
}) {
  const { say } = useWords()
  const [, go] = useLocation()
  const { isKnown, made, wanted } = useTableDelivery(target, recipe)
  const { save, isSaving, refused, problem } = useSaveEntry({
    done: say('entries.saved', { id: wanted.id }),
    onSaved: () => go('/deliveries'),
  })
  if (made !== undefined)
    return (
      <p className="text-sm text-soft">
        {say('import.filledBy', { id: made })}{' '}
        <PageLink to="/deliveries">{say('deliveries.title')}</PageLink>
      </p>
    )
  return (
    <div className="grid gap-4">
      <RefusalNotice refused={refused} problem={problem} />
      <p className="text-sm text-soft">{say('import.storeHelp', { entity: recipe.entity })}</p>
      <div>
        <Button
          look="primary"
          busy={isSaving}
          disabled={!isKnown}
          onClick={() =>
            save({
              name: { section: 'deliveries', id: wanted.id },
              value: wanted.value,
              version: undefined,
            })
          }
        >
          {say('newDelivery.make')}
        </Button>
      </div>
    </div>
  )
}
