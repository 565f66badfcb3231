import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { extractCode } from './extract-code.ts'
import { packageFolder } from './pages.ts'

test('all TypeScript of the handbook compiles against the sources', () => {
  const work = mkdtempSync(join(tmpdir(), 'handbook-'))
  onTestFinished(() => rmSync(work, { recursive: true }))
  const files = extractCode(work)
  const base = join(packageFolder, '../../tsconfig.base.json')
  writeFileSync(join(work, 'tsconfig.json'), JSON.stringify({ extends: base, files }))
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
