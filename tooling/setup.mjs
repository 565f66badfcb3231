// Makes a fresh clone ready and hands over: `node tooling/setup.mjs <demo|test|cartograph|test:faults|test:authors|test:api-fuzz|test:browser|guides|bench> [arguments]`.
//
// Plain JavaScript for Node 18, without dependencies: it runs before anything is installed. All its own words go to stderr;
// stdout belongs to the program that it starts.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const stamp = join(modules, '.cartograph-setup')
const lock = join(modules, '.cartograph-setup.lock')
const lowestNode = [22, 20]
const pollMs = 200
const abandonedTheftMs = 10_000

const sources = ['--conditions=@cartograph/source', '--disable-warning=ExperimentalWarning']
// By itself it leaves a core free, which of two is half of the machine.
const tests = ['node_modules/vitest/vitest.mjs', 'run', `--maxWorkers=${availableParallelism()}`]
/** Sources are compiled once, and not at each start of each process, for which the compiler would stay in memory. */
const compiled = { NODE_COMPILE_CACHE: join(modules, '.cache', 'cartograph') }
/** Simulated vendors answer on this machine, which the host asks for nothing unless it is told to. */
const simulated = { CARTOGRAPH_EGRESS_PRIVATE: '127.0.0.1/32 ::1/128' }
/** What each command starts, and where: in the caller's folder or at the root. */
const commands = {
  cartograph: {
    // Most of what is read lives as long as its page: a small nursery keeps the process small.
    program: [...sources, '--max-semi-space-size=4', 'apps/host/src/cli/main.ts'],
    where: callersFolder,
    env: {
      // One pool of memory for all threads of the C library: they are few, and each pool keeps what it freed.
      MALLOC_ARENA_MAX: '1',
      ...compiled,
    },
  },
  demo: {
    program: [...sources, 'tooling/demo/src/main.ts'],
    where: callersFolder,
    env: { ...simulated, ...compiled },
  },
  test: { program: tests, where: () => root, env: { ...simulated, ...compiled } },
  'test:processes': {
    program: [...tests, '--config=vitest.processes.config.ts'],
    where: () => root,
    env: { ...simulated, ...compiled },
  },
  'test:bench': {
    program: [...tests, '--root=tooling/bench'],
    where: () => root,
    env: simulated,
  },
  'test:faults': {
    program: [...sources, 'tooling/faults/src/main.ts'],
    where: () => root,
    env: simulated,
  },
  'test:browser': {
    program: [...sources, 'tooling/browser/src/main.ts'],
    where: () => root,
    env: compiled,
  },
  guides: {
    program: [...sources, 'tooling/browser/src/guides/main.ts'],
    where: () => root,
    env: compiled,
  },
  'test:api-fuzz': {
    program: [...tests, '--project=host', 'apps/host/src/api/fuzz.test.ts'],
    where: () => root,
    env: { ...simulated, CARTOGRAPH_FUZZ_RUNS: '200' },
  },
  'test:authors': {
    program: [...sources, 'tooling/testkit/src/authors/main.ts'],
    where: () => root,
    env: simulated,
  },
  bench: { program: [...sources, 'tooling/bench/src/main.ts'], where: () => root, env: simulated },
}

const [name, ...rest] = process.argv.slice(2)
const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined
if (command === undefined) {
  say(`Say what to run: node tooling/setup.mjs <${Object.keys(commands).join('|')}> [arguments]`)
  process.exit(2)
}
try {
  const interrupted = await installWhenNeeded()
  leave(interrupted ?? (await runCommand(command)))
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

function runCommand({ program, where, env }) {
  const words = program.map((word) => (word.startsWith('--') ? word : absolute(word)))
  return run(pinnedNode(), [...words, ...rest], { cwd: where(), stdio: 'inherit', env })
}

/** npm starts scripts at the root and tells where it was called. */
function callersFolder() {
  const called = process.env['INIT_CWD']
  return called !== undefined && process.cwd() === root && existsSync(called)
    ? called
    : process.cwd()
}

/** Arguments of the program itself, such as `run`, name no file and stay as they are. */
function absolute(word) {
  return word.includes('/') ? join(root, word) : word
}

/** Gives back how the installation ended if a signal stopped it. */
async function installWhenNeeded() {
  if (isInstalled(fingerprint())) return undefined
  await takeLock()
  try {
    // Whoever held the lock before may have done the work.
    const wanted = fingerprint()
    if (isInstalled(wanted)) return undefined
    const ended = await install()
    if (ended.signal !== null) return ended
    writeFileSync(stamp, `${wanted}\n`)
    return undefined
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function isInstalled(wanted) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === wanted
}

/** Changes whenever an install could have another result. The folders are those of `pnpm-workspace.yaml`. */
function fingerprint() {
  const manifests = ['connectors', 'apps', 'tooling'].flatMap((folder) =>
    listed(join(root, folder)).map((entry) => `${folder}/${entry}/package.json`),
  )
  const hash = createHash('sha256')
  for (const file of [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'package.json',
    'core/package.json',
    ...manifests,
  ]) {
    const path = join(root, file)
    if (existsSync(path)) hash.update(`${file}\n`).update(readFileSync(path)).update('\n')
  }
  return hash.digest('hex')
}

function listed(folder) {
  const entries = existsSync(folder) ? readdirSync(folder) : []
  entries.sort()
  return entries
}

async function install() {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const [manager] = manifest.packageManager.split('+')
  say(`Installing dependencies with ${manager}; this is done once.`)
  const startedAt = Date.now()
  const words = [
    '-y',
    manager,
    'install',
    '--frozen-lockfile',
    '--config.confirmModulesPurge=false',
  ]
  const ended = await run('npx', words, {
    cwd: root,
    // Even what the installer prints as its result is only news here.
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (ended.signal !== null) return ended
  if (ended.code !== 0) {
    throw new Error(
      `The installation failed (exit code ${ended.code}); its words are above. Mend what they name, then run the same command again.`,
    )
  }
  say(`Installed in ${Math.round((Date.now() - startedAt) / 1_000)} s.`)
  return ended
}

/**
 * Waits until this process alone may install.
 *
 * The lock is a folder that holds its owner's process id; it is made aside and renamed into place, so it is never seen without.
 */
async function takeLock() {
  mkdirSync(modules, { recursive: true })
  const own = `${lock}.${process.pid}`
  rmSync(own, { recursive: true, force: true })
  mkdirSync(own)
  writeFileSync(join(own, 'pid'), String(process.pid))
  let told = false
  try {
    for (;;) {
      try {
        renameSync(own, lock)
        return
      } catch (error) {
        if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) throw error
      }
      const owner = ownerOfLock()
      if (owner !== undefined && !isAlive(owner)) {
        removeLockOf(owner)
      } else {
        if (!told) say('Another command is installing; waiting for it.')
        told = true
        await new Promise((resolve) => setTimeout(resolve, pollMs))
      }
    }
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
}

function ownerOfLock() {
  try {
    return Number(readFileSync(join(lock, 'pid'), 'utf8'))
  } catch {
    // Released a moment ago.
    return undefined
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process answers EPERM, and lives.
    return error.code === 'EPERM'
  }
}

/**
 * Removes the lock of a process that died.
 *
 * Several may find it dead at once, and one may be so late that the lock is a new one: the mark inside lets one of them act,
 * and that one looks at the owner again.
 */
function removeLockOf(deadOwner) {
  const mark = join(lock, 'removing')
  try {
    mkdirSync(mark)
  } catch {
    try {
      if (Date.now() - statSync(mark).mtimeMs > abandonedTheftMs) rmdirSync(mark)
    } catch {
      // Somebody else was faster.
    }
    return
  }
  if (ownerOfLock() === deadOwner) rmSync(lock, { recursive: true, force: true })
  else rmdirSync(mark)
}

/** The Node that the lockfile pins, or this one if it is new enough. */
function pinnedNode() {
  const packaged = join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(packaged)) return packaged
  const linked = join(modules, '.bin', 'node')
  if (process.platform !== 'win32' && existsSync(linked)) return linked
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [lowestMajor, lowestMinor] = lowestNode
  if (major > lowestMajor || (major === lowestMajor && minor >= lowestMinor)) {
    return process.execPath
  }
  throw new Error(
    `Cartograph needs Node ${lowestNode.join('.')} or newer here, and this is ${process.versions.node}. On Linux a fitting Node is installed with the dependencies; on this system, please install one from https://nodejs.org and run the command again.`,
  )
}

/** Runs a program to its end, and hands it the signals that this process gets. */
function run(file, words, options) {
  return new Promise((resolve, reject) => {
    const path = [join(modules, '.bin'), process.env['PATH'] ?? ''].join(delimiter)
    // What the caller has set himself stands.
    const env = { ...options.env, ...process.env, PATH: path }
    // `npm run -s` would silence an installer that fails.
    if (file === 'npx') delete env['npm_config_loglevel']
    const child = spawn(file, words, { ...options, env })
    // A terminal sends Ctrl-C to the child itself; a second one would read as impatience.
    const onTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
    const passOn = (signal) => {
      if (signal !== 'SIGINT' || !onTerminal) child.kill(signal)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    const stopListening = () => {
      for (const signal of signals) process.off(signal, passOn)
    }
    for (const signal of signals) process.on(signal, passOn)
    child.on('error', (error) => {
      stopListening()
      reject(new Error(`${file} could not be started: ${error.message}`))
    })
    child.on('exit', (code, signal) => {
      stopListening()
      resolve({ code, signal })
    })
  })
}

/** Ends as the child ended: with its exit code, or by its signal. */
function leave({ code, signal }) {
  if (signal === null) {
    process.exitCode = code
    return
  }
  process.kill(process.pid, signal)
}

function say(text) {
  process.stderr.write(`${text}\n`)
}
