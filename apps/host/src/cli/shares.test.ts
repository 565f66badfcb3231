import { beforeEach, expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

let folder: string

beforeEach(() => {
  folder = folderWith({
    'cartograph.json': JSON.stringify({
      version: 1,
      organisation: 'nordlys',
      host: { url: 'https://data.example' },
      portals: { clients: { title: 'Butik', dashboards: { overview: {} } } },
    }),
  })
})

async function run(...words: string[]) {
  const environment = { SHARE_PASSWORD: 'open sesame' }
  const terminal = recordingTerminal({ folder, environment })
  const code = await runCommand(['shares', ...words, '--config', 'cartograph.json'], terminal)
  return { code, out: terminal.output, said: terminal.messages }
}

async function idOf(...words: string[]): Promise<string> {
  const { out } = await run('make', ...words, '--json')
  return (JSON.parse(out) as { readonly id: string }).id
}

test('a link is made and told alone on standard output, and listed without what stands in it', async () => {
  const made = await run('make', 'overview', '--range', 'last7', '--until', '2099-12-31')
  expect(made.out).toMatch(/^https:\/\/data\.example\/share\/[\w-]{43}\n$/)
  const { out } = await run('--json')
  expect(JSON.parse(out)).toMatchObject({
    shares: [
      { target: 'overview', settings: { range: 'last7' }, expiresAt: '2099-12-31T23:59:59.999Z' },
    ],
  })
  expect(out).not.toContain(made.out.trim().split('/').at(-1))
})

test('a portal of the file gets its link by command, with a password from the environment', async () => {
  await run('make', 'clients', '--portal', '--password-from', 'SHARE_PASSWORD')
  const { out } = await run()
  expect(out).toMatch(/portal clients +yes/)
})

test('a link that is made anew is another one, and one that is ended is listed no more', async () => {
  const id = await idOf('overview')
  const [first, second] = [await run('renew', id), await run('renew', id)]
  expect(first.out).not.toBe(second.out)
  expect((await run('revoke', id)).code).toBe(0)
  expect((await run()).out).toContain('Nothing is shared')
})

test.each([
  [['make', 'overveiw'], 'There is no dashboard "overveiw".'],
  [['make', 'overview', '--portal'], 'There is no portal "overview".'],
  [['make'], 'Name the dashboard'],
  [['revoke', 'overview-1'], 'There is no link overview-1.'],
  [['make', 'overview', '--until', 'soon'], '"soon" is no day and no instant.'],
  [['make', 'overview', '--password-from', 'NOTHING'], 'NOTHING of the environment is empty'],
  [['make', 'overview', '--embed', 'shop.example'], '"shop.example" is no origin'],
])('shares %j says what is wrong', async (words, message) => {
  const { code, said } = await run(...words)
  expect(code).not.toBe(0)
  expect(said).toContain(message)
})
