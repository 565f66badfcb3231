import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packPackages, type PackedPackage } from './packed-packages.ts'
import { runProgram } from './run-program.ts'

/**
 * The release, without publishing: packs what is published, and goes the way of an author in an empty folder, with npm
 * alone: makes a connector, runs its tests, and reads and delivers with it in the packed host. `--keep` leaves the folder.
 */
const root = fileURLToPath(new URL('../../..', import.meta.url))
const name = 'my-shop'

async function step<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const began = performance.now()
  const result = await work()
  console.log(`${what}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
  return result
}

async function rehearse(folder: string): Promise<void> {
  const archives = join(folder, 'archives')
  mkdirSync(archives)
  const packed = await step('packed', () => packPackages(root, archives))
  console.log(`  ${packed.map((each) => each.name).join(', ')}`)
  const began = performance.now()
  const own = join(folder, name)
  await step('made', () => makeConnector(folder, packed, [name, '--source', '--sink']))
  await step('installed', () =>
    install(
      own,
      packed.filter((each) => !isCreator(each)),
    ),
  )
  await step('built', () => runProgram('npm', ['run', 'build'], { folder: own }))
  await step('tested', () => runProgram('npm', ['test'], { folder: own }))
  console.log(`from nothing to a green suite: ${((performance.now() - began) / 1000).toFixed(1)} s`)
  await step('checked, read, exported, delivered', () => useConnector(own))
  for (const side of ['source', 'sink'])
    await step(`tested as a ${side} alone`, () => tryOneSide(folder, own, side, packed))
}

/** A package with one side only, on the installation of the one before. */
async function tryOneSide(
  folder: string,
  installed: string,
  side: string,
  packed: readonly PackedPackage[],
): Promise<void> {
  const one = `${side}-shop`
  await makeConnector(folder, packed, [one, `--${side}`])
  const own = join(folder, one)
  symlinkSync(join(installed, 'node_modules'), join(own, 'node_modules'))
  await runProgram('npm', ['run', 'build'], { folder: own })
  await runProgram('npm', ['test'], { folder: own })
}

async function makeConnector(
  folder: string,
  packed: readonly PackedPackage[],
  words: readonly string[],
): Promise<void> {
  const creator = packed.find(isCreator)
  assert.ok(creator, 'create-cartograph-connector is not among the packages')
  await runProgram(
    'npx',
    ['--yes', `--package=${creator.file}`, 'create-cartograph-connector', ...words],
    { folder },
  )
}

/** The archives in the place of what a registry would give for the same versions. */
async function install(folder: string, packed: readonly PackedPackage[]): Promise<void> {
  const tools = packed.filter((each) => !each.name.endsWith('/core'))
  const core = packed.filter((each) => each.name.endsWith('/core'))
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  const words = [...core, ...tools].map((each) => each.file)
  await runProgram('npm', ['install', '--no-save', ...quiet, ...words], { folder })
}

async function useConnector(folder: string): Promise<void> {
  const simulator = spawn('node', ['src/testing/serve-simulator.ts'], { cwd: folder })
  try {
    await once(simulator.stdout, 'data')
    const cartograph = (...words: readonly string[]) =>
      runProgram('npx', ['cartograph', ...words], { folder })
    assert.match(await cartograph('check'), /shop \(The simulated shop\): works/)
    const synced = JSON.parse(await cartograph('sync', '--json')) as {
      readonly runs: readonly { readonly stream: string; readonly rows: number }[]
    }
    assert.deepEqual(
      synced.runs.map(({ stream, rows }) => ({ stream, rows })),
      [{ stream: 'orders', rows: 45 }],
    )
    const exported = await cartograph('export', 'order')
    assert.equal(exported.trim().split('\n').length, 45)
    const pushed = JSON.parse(await cartograph('push', '--json')) as {
      readonly runs: readonly { readonly sent: number }[]
    }
    assert.deepEqual(
      pushed.runs.map(({ sent }) => sent),
      [45],
    )
    assert.match(await cartograph('docs', name), /^# My shop/)
  } finally {
    simulator.kill()
    if (simulator.exitCode === null) await once(simulator, 'exit')
  }
}

function isCreator({ name: packageName }: PackedPackage): boolean {
  return packageName.startsWith('create-')
}

const folder = mkdtempSync(join(tmpdir(), 'cartograph-release-'))
try {
  await rehearse(folder)
  console.log('release: the packed packages work')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  if (process.argv.includes('--keep'))
    console.log(`kept: ${folder}, ${readdirSync(folder).join(', ')}`)
  else rmSync(folder, { recursive: true, force: true })
}
