import { useMutation, useQueryClient } from '@tanstack/react-query'
import { problemOf } from '../../../api/api-error.ts'
import { call } from '../../../api/call.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { PageLink } from '../../../ui/page-link.tsx'
import { TroubleList } from '../../../ui/trouble-list.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { RunProgress } from '../../overview/run-progress.tsx'
import { asEntry } from './as-entry.ts'
import { importedStream, importMapping } from './import-entries.ts'
import { readSource, type BroughtRows } from './read-source.ts'
import { RefusedButton } from './refused-button.tsx'
import { useTableDelivery } from './use-table-delivery.ts'

/** Keeps the choice as a mapping, has a delivery fill the table, and reads the file by both. */
export function FillCard({
  rows,
  target,
}: {
  readonly rows: BroughtRows
  readonly target: string
}) {
  const { say } = useWords()
  const queries = useQueryClient()
  const { source, recipe, choice } = rows
  const delivery = useTableDelivery(target, recipe)
  const fill = useMutation({
    async mutationFn() {
      const { entries } = await call('GET /api/configuration', {})
      const kept = entries.find(({ section, id }) => section === 'mappings' && id === source)
      const mapping = importMapping(source, recipe, choice)
      await call('PUT /api/configuration/:section/:id', {
        params: { section: 'mappings', id: source },
        body: asEntry({ connection: source, mapping }),
        version: kept?.version ?? 'new',
      })
      if (delivery.made === undefined)
        await call('PUT /api/configuration/:section/:id', {
          params: { section: 'deliveries', id: delivery.wanted.id },
          body: delivery.wanted.value,
          version: 'new',
        })
      return readSource(rows)
    },
    onSuccess: () => queries.invalidateQueries(),
  })
  const run = fill.data
  const { detail, hint } = problemOf(fill.error)
  return (
    <Card
      title={say('import.fill')}
      note={say('import.fillNote')}
      actions={
        <Button
          look="primary"
          busy={fill.isPending}
          disabled={!delivery.isKnown}
          onClick={() => fill.mutate()}
        >
          {say('import.start')}
        </Button>
      }
    >
      {(fill.isError || run !== undefined) && (
        <div className="grid gap-4">
          {fill.isError && (
            <div role="alert">
              <TroubleList troubles={[{ message: detail, hint }]} />
            </div>
          )}
          {run !== undefined && (
            <>
              <RunProgress key={run} run={run} />
              <p className="text-sm text-soft">{say('import.after')}</p>
              <div className="flex flex-wrap items-center gap-x-5 gap-y-2 text-sm">
                <PageLink to="/deliveries">{say('deliveries.title')}</PageLink>
                <RefusedButton part={`${source}.${importedStream}`} />
              </div>
            </>
          )}
        </div>
      )}
    </Card>
  )
}
