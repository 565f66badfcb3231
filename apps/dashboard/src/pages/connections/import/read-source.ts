import { call } from '../../../api/call.ts'
import { groupIn } from '../../../schema-form/form-value.ts'
import { asEntry } from './as-entry.ts'
import {
  connectionEntry,
  importedStream,
  keyOf,
  type FileColumn,
  type ImportChoice,
} from './import-entries.ts'
import type { Recipe } from './recipes.ts'

/** The rows of a file that was brought, and what somebody chose for them. */
export interface BroughtRows {
  /** The connection that reads the file. */
  readonly source: string
  readonly recipe: Recipe
  readonly columns: readonly FileColumn[]
  readonly choice: ImportChoice
}

/** Has the file read with the key that was chosen, and gives back the run. */
export async function readSource({
  source,
  recipe,
  columns,
  choice,
}: BroughtRows): Promise<string> {
  const params = { section: 'connections', id: source } as const
  const { value, version } = await call('GET /api/configuration/:section/:id', { params })
  await call('PUT /api/configuration/:section/:id', {
    params,
    body: asEntry(connectionEntry(pathIn(value), columns, keyOf(recipe, choice))),
    version: version ?? 'new',
  })
  // With other settings it is another question what columns there are.
  await call('POST /api/connections/:id/discover', { params: { id: source } })
  const { run } = await call('POST /api/connections/:id/sync', {
    params: { id: source },
    body: {},
  })
  return run
}

/** The file that a connection reads, as its settings name it. */
function pathIn(value: unknown): string {
  const sources = groupIn(groupIn(groupIn(value)['config'])['sources'])
  const path = groupIn(sources[importedStream])['path']
  return typeof path === 'string' ? path : ''
}
