import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Configuration } from '../../config/index.ts'
import { folderWith } from '../../testing/folder.ts'
import { scriptedShop, shopConnection } from '../../testing/scripted-shop.ts'
import {
  configurationFileFinding,
  diskFindingOf,
  keyFileFindings,
  storeFileFinding,
} from './file-findings.ts'

/** A file in a folder that others can enter. */
function openFile(text: string, mode: number): string {
  const folder = folderWith({ 'a.file': text })
  chmodSync(folder, 0o755)
  const file = join(folder, 'a.file')
  chmodSync(file, mode)
  return file
}

function configuration(file: string): Configuration {
  const connection = { ...shopConnection(scriptedShop(0)), secrets: ['cs_0123456789'] }
  return {
    file,
    folder: '',
    organisation: 'nordlys',
    store: '',
    connections: new Map([['shop', connection]]),
    deliveries: new Map(),
  }
}

test.each([
  ['key: cs_0123456789', 0o644, 'problem'],
  ['key: cs_0123456789', 0o600, 'warning'],
  ['key: ${env:SHOP_KEY}', 0o644, 'ok'],
])('a configuration of %s with mode %o is %s', (text, mode, status) => {
  const finding = configurationFileFinding(configuration(openFile(text, mode)))
  expect(finding.status).toBe(status)
  expect(JSON.stringify(finding)).not.toContain('cs_0123456789')
})

test.each([
  [0o644, 'problem'],
  [0o600, 'ok'],
  [0o640, 'ok'],
])('a store of mode %o is %s', (mode, status) => {
  expect(storeFileFinding(openFile('', mode)).status).toBe(status)
})

test('what lies in a folder that others cannot enter is closed to them', () => {
  const folder = folderWith({ 'closed/a.db': '' })
  chmodSync(folder, 0o755)
  chmodSync(join(folder, 'closed'), 0o750)
  chmodSync(join(folder, 'closed/a.db'), 0o644)
  expect(storeFileFinding(join(folder, 'closed/a.db')).status).toBe('ok')
})

test.each([
  [50e9, 'ok'],
  [1.5e9, 'warning'],
  [1e8, 'problem'],
])('%d bytes that are free are %s', (free, status) => {
  expect(diskFindingOf(free, 'the disk').status).toBe(status)
})

test.each([
  [0o600, ['ok']],
  [0o644, ['problem']],
] as const)('a key of mode %o is %j', (mode, statuses) => {
  const file = openFile('key', mode)
  const findings = keyFileFindings({ secretKey: { file }, folder: '' })
  expect(findings.map(({ status }) => status)).toStrictEqual(statuses)
})

test('a key that is gone is a problem, and one that is in no file is not looked for', () => {
  expect(keyFileFindings({ secretKey: { file: 'gone' }, folder: '/nowhere' })).toMatchObject([
    { status: 'problem', message: 'There is no key at /nowhere/gone.' },
  ])
  expect(keyFileFindings({ secretKey: { environment: 'KEY' }, folder: '' })).toStrictEqual([])
})
