import { useMutation, useQueryClient } from '@tanstack/react-query'
import { problemOf } from '../../../api/api-error.ts'
import { useAnswer, watchedMs } from '../../../api/use-answer.ts'
import { useDeed } from '../../../api/use-deed.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { TroubleList } from '../../../ui/trouble-list.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { RunProgress } from '../../overview/run-progress.tsx'
import { importedStream, importMapping } from './import-entries.ts'
import { PreviewedRows } from './previewed-rows.tsx'
import { readSource, type BroughtRows } from './read-source.ts'

const previewedRows = 50

/** Reads the file as it is, and shows what would become of its first rows; nothing goes on from here. */
export function PreviewCard({ rows }: { readonly rows: BroughtRows }) {
  const { say } = useWords()
  const queries = useQueryClient()
  const { source, recipe, choice } = rows
  const read = useMutation({
    mutationFn: () => readSource(rows),
    onSuccess: () => queries.invalidateQueries(),
  })
  const run = read.data
  const progress = useAnswer(
    'GET /api/runs/:id',
    { params: { id: run ?? '' } },
    { enabled: run !== undefined, everyMs: watchedMs },
  )
  const preview = useDeed('POST /api/mappings/preview')
  const isRead = progress.data?.status === 'ended'
  const { detail, hint } = problemOf(read.error)
  return (
    <Card
      title={say('import.preview')}
      note={say('import.previewNote')}
      actions={
        <>
          <Button busy={read.isPending} onClick={() => read.mutate()}>
            {say('import.read')}
          </Button>
          <Button
            disabled={!isRead}
            busy={preview.isPending}
            onClick={() =>
              preview.mutate({
                body: {
                  part: `${source}.${importedStream}`,
                  mapping: importMapping(source, recipe, choice),
                  limit: previewedRows,
                },
              })
            }
          >
            {say('import.show')}
          </Button>
        </>
      }
    >
      {(read.isError || run !== undefined || preview.data !== undefined) && (
        <div className="grid gap-4">
          {read.isError && (
            <div role="alert">
              <TroubleList troubles={[{ message: detail, hint }]} />
            </div>
          )}
          {run !== undefined && <RunProgress key={run} run={run} />}
          {preview.data !== undefined && <PreviewedRows previews={preview.data.previews} />}
        </div>
      )}
    </Card>
  )
}
