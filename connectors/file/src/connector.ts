import { checkFiles } from './check.ts'
import { discoverColumns, type Found } from './discover.ts'
import { eraseFromFiles } from './erase.ts'
import { mappings } from './mappings.ts'
import { kit } from './settings.ts'
import { sinks } from './sinks.ts'
import { sourceStreams } from './source-streams.ts'

/** Reads and writes tables, lines of JSON and documents: CSV, TSV, NDJSON, JSON, XLSX, XML; reads XLS. */
export const file = kit.connector<Found>({
  id: 'file',
  name: 'Files',
  hosts: () => [],
  check: checkFiles,
  discover: discoverColumns,
  parts: ({ config, found }) => ({
    streams: sourceStreams(config, found),
    sinks,
    mappings,
  }),
  erase: eraseFromFiles,
})
