import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { threatProblems } from './threat-rules.ts'

function said(...rows: readonly string[]): readonly string[] {
  const root = mkdtempSync(join(tmpdir(), 'cartograph-threats-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  mkdirSync(join(root, 'core'))
  writeFileSync(join(root, 'core/a.test.ts'), "test('it is refused', () => {})")
  const head = ['| id | threat | measure | tests |', '| --- | --- | --- | --- |']
  return threatProblems(root, [...head, ...rows].join('\n')).map(({ message }) => message)
}

test('a threat with a test that is there is well described', () => {
  expect(
    said(
      '| A1 | Forgery | signed | `core/a.test.ts › it is refused` |',
      '| A2 | x | y | `core/a.test.ts` |',
    ),
  ).toStrictEqual([])
})

test('a threat without a test, and one whose test is gone, are told', () => {
  expect(
    said('| A1 | Forgery | signed | |', '| A2 | Floods | limits | `core/a.test.ts › it is slow` |'),
  ).toStrictEqual([
    'A1: names no test; expected `path/name.test.ts › name of the test` in the last column',
    'A2: core/a.test.ts has no test "it is slow"',
  ])
})

test('an id that is there twice, and a page without threats, are told', () => {
  const row = '| A1 | Forgery | signed | `core/a.test.ts` |'
  expect(said(row, row)).toStrictEqual(['A1: this id is there twice'])
  expect(said()).toStrictEqual(['it has no table of threats'])
})
