import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readableFolders } from './readable-folders.ts'

export interface CommandOptions {
  /** Of the connector. */
  readonly packageFolder: string
  /** Of exports, as the host was started with. */
  readonly conditions: readonly string[]
  readonly heapMb: number
}

/** How a connector's process is started: what it is wrapped in where the system allows, and Node with next to no permissions. */
export function connectorCommand(options: CommandOptions): readonly string[] {
  return [...wrapping(options.heapMb), process.execPath, ...nodeOptions(options), childFile()]
}

/** Whether the system keeps processes from the network, as far as `connectorCommand` can have it. */
export function hasNetworkNamespace(): boolean {
  return wrapping(0).includes('--net')
}

/** What is left of the environment: the zone that local times are told in. */
export function connectorEnvironment(): Readonly<Record<string, string>> {
  const zone = process.env['TZ']
  return zone === undefined ? {} : { TZ: zone }
}

const ownFolder = dirname(fileURLToPath(import.meta.url))
const hostFolder = join(ownFolder, '..', '..')

/** Beside this file, in source and when built. */
function childFile(): string {
  return join(ownFolder, 'child', import.meta.url.endsWith('.ts') ? 'main.ts' : 'main.js')
}

function nodeOptions({ packageFolder, conditions, heapMb }: CommandOptions): readonly string[] {
  const folders = new Set([
    ...readableFolders(packageFolder),
    ...readableFolders(join(hostFolder, 'node_modules', '@cartograph', 'core')),
    ownFolder,
  ])
  return [
    '--permission',
    ...[...folders].map((folder) => `--allow-fs-read=${join(folder, '/')}`),
    // Node looks here for the kind of module that the child's own files are.
    `--allow-fs-read=${join(hostFolder, 'package.json')}`,
    // The permission model knows nothing of databases.
    '--no-experimental-sqlite',
    '--no-warnings',
    `--max-old-space-size=${heapMb}`,
    ...conditions.map((condition) => `--conditions=${condition}`),
  ]
}

const namespaces = ['--net', '--ipc', '--pid', '--fork', '--kill-child']
/** From the strongest to none: not every system, nor every container, has or allows them. */
const wrappings: readonly (readonly string[])[] = [
  ['setpriv', '--pdeathsig', 'KILL', 'unshare', '--user', ...namespaces],
  ['setpriv', '--pdeathsig', 'KILL', 'unshare', ...namespaces],
  ['unshare', '--user', '--net'],
  ['setpriv', '--pdeathsig', 'KILL'],
]
/** V8 reserves so much beside its heap, in megabytes. */
const besideHeapMb = 768
let chosen: readonly string[] | undefined
let isLimited: boolean | undefined

function wrapping(heapMb: number): readonly string[] {
  chosen ??= process.platform === 'linux' ? (wrappings.find(isAllowed) ?? []) : []
  isLimited ??= process.platform === 'linux' && isAllowed(['prlimit', '--data=1000000000'])
  if (!isLimited) return chosen
  // Buffers are no part of the heap.
  return ['prlimit', `--data=${(heapMb + besideHeapMb) * 1_048_576}`, ...chosen]
}

function isAllowed([program = '', ...rest]: readonly string[]): boolean {
  return spawnSync(program, [...rest, 'true'], { stdio: 'ignore', timeout: 5000 }).status === 0
}
