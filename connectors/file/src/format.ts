import { fault } from '@cartograph/core'
import { baseName } from './bytes.ts'
import type { SourceSettings } from './settings.ts'

export type Format = 'csv' | 'tsv' | 'ndjson'

const byEnding: Readonly<Record<string, Format>> = {
  csv: 'csv',
  tsv: 'tsv',
  txt: 'tsv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
}

/**
 * The format of a file: what the settings say, else what its name says.
 *
 * @throws a `config` fault where neither does.
 */
export function formatOf(source: Pick<SourceSettings, 'format'>, path: string): Format {
  if (source.format !== undefined) return source.format
  const name = baseName(path).toLowerCase().replace(/\.gz$/, '')
  const found = byEnding[name.slice(name.lastIndexOf('.') + 1)]
  if (found !== undefined) return found
  throw fault({
    kind: 'config',
    scope: 'part',
    message: `The name ${baseName(path)} does not tell what is in the file.`,
    hint: 'Add `format: csv`, `format: tsv` or `format: ndjson` to the source.',
  })
}
