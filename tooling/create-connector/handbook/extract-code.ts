import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sourceFiles, withImports } from './code-blocks.ts'
import { packageFolder, pages, readPage } from './pages.ts'
import * as prelude from './prelude.ts'

const given = ['Order', 'Settings', 'z', ...Object.keys(prelude)]

/** Writes the TypeScript of the pages into an empty folder, as modules; gives their paths in it, such as `streams/block-1.ts`. */
export function extractCode(work: string): readonly string[] {
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(work, file)), { recursive: true })
    writeFileSync(join(work, file), text)
  }
  const text = readFileSync(join(packageFolder, 'handbook/prelude.ts'), 'utf8')
  write('prelude.ts', `${text}export { z }\n`)
  write('package.json', '{ "type": "module" }')
  symlinkSync(join(packageFolder, 'node_modules'), join(work, 'node_modules'))
  return pages.flatMap((page) =>
    [...sourceFiles(readPage(page))].map(([name, code]) => {
      const file = `${page.replace(/\.md$/, '')}/${name}`
      write(file, withImports(code, given, '../prelude.ts'))
      return file
    }),
  )
}
