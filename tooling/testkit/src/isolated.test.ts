import { fileURLToPath } from 'node:url'
import { isolation } from '@cartograph/host'
import { afterAll } from 'vitest'
import type { notebook } from './broken/notebook.ts'
import { startNotebook } from './broken/notebook-vendor.ts'
import { conformance } from './index.ts'

/** The suite's time passes where nothing happens in this process, so requests that wait while another one is signed wait for ever. */
const timeFlies = 'many requests at once wait longer than they may, as the suite measures time'

/** The same connector in a process of its own: no check may tell the difference. */
const { isolate, close } = isolation()
afterAll(close)

const module = await isolate('notebook')(
  {
    name: 'notebook',
    version: '1.0.0',
    contract: 'v1',
    needs: [],
    entry: import.meta.resolve('./broken/notebook.ts'),
    folder: fileURLToPath(new URL('..', import.meta.url)),
    conditions: ['@cartograph/source'],
  },
  new AbortController().signal,
)

conformance(module['notebook'] as typeof notebook, {
  name: 'an isolated notebook',
  simulator: { start: startNotebook },
  package: new URL('./broken/package/', import.meta.url),
  except: { 'get.answers': timeFlies, 'get.sameRow': timeFlies },
})
