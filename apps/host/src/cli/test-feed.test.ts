import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

const configuration = `version: 1
organisation: nordlys
connections:
  files:
    connector: file
    config: { directory: out, sources: { people: { path: people.csv } } }
    mappings:
      - id: customer
        from: { connector: file, stream: people }
        to: { entity: customer }
        fields: { id: $.id, email: $.email }
deliveries:
  people:
    from: customer
    to: { connection: files, sink: ndjson }
    mapping:
      id: person
      from: { entity: customer }
      to: { connector: file, sink: ndjson }
      fields: { file: people, key: $.id, columns: { id: $.id, email: $.email } }
`
function installation(people = 'id,email\n1,ida@example.com\n') {
  const folder = folderWith({
    'cartograph.yaml': configuration,
    'people.csv': people,
  })
  const run = async (...words: string[]) => {
    const terminal = recordingTerminal({ folder })
    const code = await runCommand(words, terminal)
    return { code, out: terminal.output, said: terminal.messages }
  }
  return { folder, run }
}

test('a test of a delivery to a file shows the line that would be written, and writes nothing', async () => {
  const { folder, run } = installation()
  await run('sync')
  const { code, out } = await run('test-feed', 'people')
  expect([code, out]).toStrictEqual([
    0,
    [
      'people → files.ndjson: customer files:1, 1 item',
      '  people, files:1 would arrive',
      '    The sink does not have it from this delivery yet.',
      '    file: people',
      '    key: files:1',
      '    columns:',
      '      id: files:1',
      '      email: i…',
      `    WRITE ${join(folder, 'out/people.ndjson')}`,
      '      {"id":"files:1","email":"i…"}',
      'Nothing was sent.',
      '',
    ].join('\n'),
  ])
  expect(existsSync(join(folder, 'out'))).toBe(false)
})

test('where there is no row, an example that belongs to nobody is shown', async () => {
  const { run } = installation('id,email\n')
  await run('sync')
  const { out } = await run('test-feed', 'people', '--show')
  expect(out).toContain('an example of customer that belongs to nobody')
  expect(out).toContain('email: anna.example@example.com')
})

test('what cannot be sent alone is refused, and the person is told what to do', async () => {
  const { run } = installation()
  await run('sync')
  const { code, said } = await run('test-feed', 'people', '--send')
  expect(code).toBe(2)
  expect(said).toContain('without --send')
})

test('a delivery that does not exist is named, with those that do', async () => {
  const { run } = installation()
  await run('sync')
  const { code, said } = await run('test-feed', 'peple')
  expect([code, said.includes('The configuration has: people.')]).toStrictEqual([2, true])
})
