import { spawn } from 'node:child_process'
import { cpSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterEach, beforeEach, expect, test } from 'vitest'

const setup = fileURLToPath(new URL('../../setup.mjs', import.meta.url))
let root: string
let binaries: string

// A repository whose `npx` notes that it was called, and whose program prints what it was given.
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'cartograph-setup-')))
  binaries = join(root, 'binaries')
  await mkdir(join(root, 'tooling'))
  await mkdir(join(root, 'apps/host/src/cli'), { recursive: true })
  await mkdir(binaries)
  cpSync(setup, join(root, 'tooling/setup.mjs'))
  await writeFile(join(root, 'package.json'), '{ "packageManager": "pnpm@1.2.3+sha512.abc" }')
  await writeFile(join(root, 'pnpm-lock.yaml'), 'lockfileVersion: 9\n')
  await writeFile(
    join(root, 'apps/host/src/cli/main.ts'),
    `const [word = '', ...rest]: string[] = process.argv.slice(2)
if (word === 'exit') process.exit(Number(rest[0]))
else if (word === 'wait') {
  process.on('SIGTERM', () => { console.log('asked to stop'); process.exit(143) })
  console.log('ready')
  setInterval(() => {}, 1_000)
} else if (word === 'die') process.kill(process.pid, 'SIGKILL')
else console.log(JSON.stringify({ words: [word, ...rest], cwd: process.cwd(), path: process.env.PATH }))
`,
  )
  await npx(`echo installed >> "${join(root, 'installs')}"; echo "npm notice on stdout"; sleep 0.5`)
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function npx(script: string): Promise<void> {
  await writeFile(
    join(binaries, 'npx'),
    `#!/bin/sh\necho "$@" >> "${join(root, 'calls')}"\n${script}\n`,
  )
  await chmod(join(binaries, 'npx'), 0o755)
}

type Ended = {
  readonly code: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

function start(
  words: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
) {
  const child = spawn(process.execPath, [join(root, 'tooling/setup.mjs'), ...words], {
    cwd: options.cwd ?? root,
    env: { PATH: `${binaries}:${process.env['PATH']}`, ...options.env },
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
  return { child, ended }
}

const installs = async () =>
  (await readFile(join(root, 'installs'), 'utf8')).trim().split('\n').length

test('it installs once with the pinned package manager, and again only when the lockfile changes', async () => {
  const first = await start(['cartograph', 'hello']).ended
  expect(first.code).toBe(0)
  expect(first.stderr).toContain('Installing dependencies with pnpm@1.2.3')
  expect(await readFile(join(root, 'calls'), 'utf8')).toMatch(
    /^-y pnpm@1\.2\.3 install --frozen-lockfile/u,
  )

  const second = await start(['cartograph', 'hello']).ended
  expect(second.stderr).toBe('')
  expect(await installs()).toBe(1)

  await writeFile(join(root, 'pnpm-lock.yaml'), 'lockfileVersion: 10\n')
  await start(['cartograph', 'hello']).ended
  expect(await installs()).toBe(2)
})

test("stdout holds the program's words only, whatever the installer prints", async () => {
  const { stdout, stderr } = await start(['cartograph', 'sync', '--json']).ended
  expect(JSON.parse(stdout)).toMatchObject({ words: ['sync', '--json'] })
  expect(stderr).toContain('npm notice on stdout')
})

test('five calls at once install once, and all of them run', async () => {
  const ended = await Promise.all(
    [1, 2, 3, 4, 5].map((n) => start(['cartograph', `call-${n}`]).ended),
  )
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0])
  expect(ended.every(({ stdout }) => stdout.includes('call-'))).toBe(true)
  expect(await installs()).toBe(1)
})

test('a lock that a dead process left behind is taken over, by one of those who wait', async () => {
  const lock = join(root, 'node_modules/.cartograph-setup.lock')
  await mkdir(lock, { recursive: true })
  const dead = spawn('true')
  await new Promise((resolve) => {
    dead.on('close', resolve)
  })
  await writeFile(join(lock, 'pid'), String(dead.pid))
  const ended = await Promise.all([1, 2, 3].map((n) => start(['cartograph', `call-${n}`]).ended))
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(await installs()).toBe(1)
})

test('a failed installation says so, runs nothing, and is tried again', async () => {
  await npx('echo "no such version" >&2; exit 3')
  const failed = await start(['cartograph', 'hello']).ended
  expect(failed).toMatchObject({ code: 1, stdout: '' })
  expect(failed.stderr).toContain('no such version')
  expect(failed.stderr).toContain('The installation failed (exit code 3)')
  await npx('exit 0')
  expect((await start(['cartograph', 'hello']).ended).code).toBe(0)
})

test('an installer is not silenced by the flag that silences npm', async () => {
  await npx('echo "level: $npm_config_loglevel" >&2')
  const env = { npm_config_loglevel: 'silent' }
  expect((await start(['cartograph', 'hello'], { env }).ended).stderr).toContain('level: \n')
})

test("the program's exit code and its death by a signal are passed on", async () => {
  expect((await start(['cartograph', 'exit', '7']).ended).code).toBe(7)
  expect((await start(['cartograph', 'die']).ended).signal).toBe('SIGKILL')
})

test('a request to stop reaches the program, which ends in its own way', async () => {
  await start(['cartograph', 'hello']).ended
  const { child, ended } = start(['cartograph', 'wait'])
  await new Promise((resolve) => {
    child.stdout.once('data', resolve)
  })
  child.kill('SIGTERM')
  expect(await ended).toMatchObject({ code: 143, stdout: 'ready\nasked to stop\n' })
})

test("the command runs in the caller's folder, through npm too, with the repository's programs first", async () => {
  const folder = join(root, 'apps')
  const direct = await start(['cartograph', 'hello'], { cwd: folder }).ended
  expect(JSON.parse(direct.stdout)).toMatchObject({ cwd: folder })
  const throughNpm = await start(['cartograph', 'hello'], { env: { INIT_CWD: folder } }).ended
  const printed: unknown = JSON.parse(throughNpm.stdout)
  expect(printed).toMatchObject({
    cwd: folder,
    path: expect.stringMatching(`^${join(root, 'node_modules/.bin')}:`),
  })
})

test('an unknown command is refused with those that exist', async () => {
  const { code, stderr } = await start(['toString']).ended
  expect(code).toBe(2)
  expect(stderr).toContain('demo|test')
})
