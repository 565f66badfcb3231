import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sourceFiles, withImports } from './code-blocks.ts'
import { packageFolder, pages, readPage } from './pages.ts'
import * as prelude from './prelude.ts'

const given = ['Order', 'Settings', 'z', ...Object.keys(prelude)]

test('all TypeScript of the handbook compiles against the sources', () => {
  const work = mkdtempSync(join(tmpdir(), 'handbook-'))
  onTestFinished(() => rmSync(work, { recursive: true }))
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(work, file)), { recursive: true })
    writeFileSync(join(work, file), text)
  }
  const files = pages.flatMap((page) =>
    [...sourceFiles(readPage(page))].map(([name, code]) => {
      const file = join(page.replace(/\.md$/, ''), name)
      write(file, withImports(code, given, '../prelude.ts'))
      return file
    }),
  )
  const text = readFileSync(join(packageFolder, 'handbook/prelude.ts'), 'utf8')
  write('prelude.ts', `${text}export { z }\n`)
  write('package.json', '{ "type": "module" }')
  const base = join(packageFolder, '../../tsconfig.base.json')
  write('tsconfig.json', JSON.stringify({ extends: base, files }))
  symlinkSync(join(packageFolder, 'node_modules'), join(work, 'node_modules'))
  expect(files.length).toBeGreaterThan(6)
  const compiler = join(packageFolder, 'node_modules/.bin/tsc')
  expect(complaints(compiler, ['--noEmit', '-p', work])).toBe('')
})

/** What a program says when it fails. */
function complaints(program: string, words: readonly string[]): string {
  try {
    execFileSync(program, words, { encoding: 'utf8', stdio: 'pipe' })
    return ''
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)
  }
}
