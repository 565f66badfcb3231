import { useState } from 'react'
import { useAnswer } from '../../../api/use-answer.ts'
import { groupIn } from '../../../schema-form/form-value.ts'
import { Answered } from '../../../ui/answered.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { ColumnsCard } from './columns-card.tsx'
import { FillCard } from './fill-card.tsx'
import { columnsIn } from './found-columns.ts'
import {
  importedStream,
  missingFields,
  type FileColumn,
  type ImportChoice,
} from './import-entries.ts'
import { PreviewCard } from './preview-card.tsx'
import { proposedColumns, type Recipe } from './recipes.ts'

interface Imported {
  /** The connection whose table is filled. */
  readonly target: string
  /** The connection that reads the file. */
  readonly source: string
  readonly recipe: Recipe
}

/** The columns of a file that was brought, what would become of its rows, and filling the table with them. */
export function ImportRows(given: Imported) {
  const { say } = useWords()
  const side = useAnswer('GET /api/connections/:id/vendor-side', {
    params: { id: given.source },
  })
  const entry = useAnswer('GET /api/configuration/:section/:id', {
    params: { section: 'connections', id: given.target },
  })
  return (
    <Answered query={entry}>
      {({ value }) => (
        <Answered query={side}>
          {({ found }) => {
            const columns = columnsIn(found?.value, importedStream)
            return columns.length === 0 ? (
              <Notice tone="caution">{say('import.noColumns')}</Notice>
            ) : (
              <Rows {...given} columns={columns} config={groupIn(groupIn(value)['config'])} />
            )
          }}
        </Answered>
      )}
    </Answered>
  )
}

function Rows({
  target,
  source,
  recipe,
  columns,
  config,
}: Imported & {
  readonly columns: readonly FileColumn[]
  readonly config: Readonly<Record<string, unknown>>
}) {
  const [choice, setChoice] = useState<ImportChoice>(() => ({
    columns: proposedColumns(
      recipe,
      columns.map(({ name }) => name),
    ),
    currency: textOr(config['currency'], 'EUR'),
    timeZone: textOr(config['timeZone'], 'UTC'),
  }))
  const isWhole = missingFields(recipe, choice).length === 0
  const rows = { source, recipe, columns, choice }
  return (
    <>
      <ColumnsCard {...rows} onChange={setChoice} />
      {isWhole && <PreviewCard rows={rows} />}
      {isWhole && <FillCard rows={rows} target={target} />}
    </>
  )
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise
}
