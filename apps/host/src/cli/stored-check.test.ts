import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { changeEntry, openStore } from '../store/index.ts'
import { connectorPackage, folderWith, shopCode } from '../testing/folder.ts'
import type { Finding } from './doctor/finding.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

const environment = { SHOP_SECRET: 'cs_abcdef' }

async function commands() {
  const folder = folderWith({
    ...connectorPackage('@cartograph/connector-shop', shopCode),
    'cartograph.yaml':
      'version: 1\norganisation: nordlys\nmodules: { environment: [SHOP_SECRET] }\n',
  })
  const run = async (words: string, organisation = '') => {
    const terminal = recordingTerminal({
      folder,
      environment: { ...environment, CARTOGRAPH_ORGANISATION: organisation },
    })
    const code = await runCommand(words.split(' '), terminal)
    return { code, out: terminal.output, said: terminal.messages }
  }
  const bring = async (organisation: string, id: string) => {
    const config = { url: `https://${id}.example`, apiSecret: '${env:SHOP_SECRET}' }
    const entries = { connections: { [id]: { connector: 'shop', config } } }
    writeFileSync(join(folder, 'more.json'), JSON.stringify(entries))
    return run('config import more.json', organisation)
  }
  await run('organisations add sydlys')
  await bring('nordlys', 'butik')
  await bring('sydlys', 'bod')
  const breakEntry = async () => {
    const store = await openStore({
      store: join(folder, 'cartograph.db'),
      organisation: 'nordlys',
    })
    const value = JSON.stringify({
      connector: 'shop',
      config: { url: 7, apiSecret: '${env:SHOP_SECRET}' },
    })
    const sydlys = await store.of('sydlys')
    await sydlys.write((dialect, org) =>
      changeEntry(dialect, org, {
        section: 'connections',
        id: 'bod',
        value,
        over: 1,
        changedAt: 1,
        changedBy: 'command',
      }),
    )
    await store.close()
  }
  return { run, breakEntry }
}

interface Checked {
  readonly organisations: readonly {
    readonly organisation: string
    readonly connections: readonly { readonly id: string }[]
    readonly faults: object
  }[]
}

const shownBy = (out: string) =>
  (JSON.parse(out) as Checked).organisations.map(({ organisation, connections, faults }) => [
    organisation,
    connections.map(({ id }) => id),
    Object.keys(faults),
  ])

test('what the store keeps is checked, of every organisation or of one', async () => {
  const { run } = await commands()
  expect(shownBy((await run('check --json')).out)).toStrictEqual([
    ['nordlys', ['butik'], []],
    ['sydlys', ['bod'], []],
  ])
  expect(shownBy((await run('check --json --organisation sydlys')).out)).toStrictEqual([
    ['sydlys', ['bod'], []],
  ])
  const unknown = await run('check --organisation vestlys')
  expect([unknown.code, unknown.said]).toStrictEqual([
    1,
    expect.stringContaining('There is no organisation vestlys.'),
  ])
})

test('a mistake in the store is found by check and doctor, and told of its organisation', async () => {
  const { run, breakEntry } = await commands()
  await breakEntry()
  const checked = await run('check --json')
  expect([checked.code, shownBy(checked.out)]).toStrictEqual([
    1,
    [
      ['nordlys', ['butik'], []],
      ['sydlys', [], ['connections/bod']],
    ],
  ])
  const { findings } = JSON.parse((await run('doctor --json')).out) as {
    readonly findings: readonly Finding[]
  }
  expect(findings.filter(({ subject }) => subject.startsWith('sydlys'))).toMatchObject([
    { subject: 'sydlys: connections/bod', status: 'problem' },
  ])
})
