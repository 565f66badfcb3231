import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this package. */
export const packageFolder = fileURLToPath(new URL('..', import.meta.url))
const folder = join(packageFolder, '../../docs/connectors')

/** The code of the tutorial is compared with files of its own; that of the page on testing is the template's. */
const elsewhere = new Set(['tutorial.md', 'testing.md'])

/** The names of the pages whose code is looked at here. */
export const pages = readdirSync(folder).filter(
  (page) => page.endsWith('.md') && !elsewhere.has(page),
)

export function readPage(page: string): string {
  return readFileSync(join(folder, page), 'utf8')
}
