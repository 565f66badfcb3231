import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { permissions } from './permissions.ts'

const page = readFileSync(new URL('../../../../docs/operators/access.md', import.meta.url), 'utf8')

test('the page for operators tells what every permission allows', () => {
  const [, between = ''] = page.split(/<!-- permissions:[^>]*-->/u)
  const told = between.split('\n').flatMap((line) => {
    const [, name, what] = /^\| `([\w:]+)` +\| (.+?) +\|$/u.exec(line) ?? []
    return name === undefined || what === undefined ? [] : [[name, what]]
  })
  expect(Object.fromEntries(told)).toStrictEqual({ ...permissions })
})
