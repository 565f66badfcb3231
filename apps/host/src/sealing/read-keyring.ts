import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { fault } from '@cartograph/core'
import { parseKeyring, type Keyring } from './keyring.ts'

/** Where the keys are that seal secrets; the store has none of them. */
export type KeySource =
  | { readonly file: string }
  | { readonly environment: string }
  | { readonly command: readonly string[] }

export interface KeyPlace {
  /** Where relative paths begin. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Keys are short; more is something else. */
const longestBytes = 65_536
const patienceMs = 15_000
const start = promisify(execFile)

/** @throws a `config` fault where there is no key or none that can be used, without a word of what was read. */
export async function readKeyring(source: KeySource, place: KeyPlace): Promise<Keyring> {
  if ('file' in source) return fromFile(resolve(place.folder, source.file))
  if ('environment' in source) return fromEnvironment(source.environment, place)
  return fromCommand(source.command, place)
}

async function fromFile(file: string): Promise<Keyring> {
  const text = await textOf(file).catch((error: unknown) => {
    throw fault(
      {
        kind: 'config',
        message: `The key for secrets cannot be read from ${file}.`,
        hint: 'Name a file that is there and that the user of this process may read, or make one: `cartograph secrets key > FILE`.',
      },
      error,
    )
  })
  return parseKeyring(text, file)
}

async function textOf(file: string): Promise<string> {
  const { size } = await stat(file)
  if (size > longestBytes) throw new Error('The file is too long for keys.')
  return readFile(file, 'utf8')
}

function fromEnvironment(name: string, { environment }: KeyPlace): Keyring {
  return parseKeyring(environment[name] ?? '', `the environment variable ${name}`)
}

/** Without a shell, so that nothing in an argument can become a command. What it says of its troubles may hold secrets. */
async function fromCommand(command: readonly string[], place: KeyPlace): Promise<Keyring> {
  const [program = '', ...words] = command
  const { stdout } = await start(program, words, {
    cwd: place.folder,
    env: { ...place.environment },
    timeout: patienceMs,
    killSignal: 'SIGKILL',
    maxBuffer: longestBytes,
    windowsHide: true,
  }).catch((error: unknown) => {
    throw fault({
      kind: 'config',
      message: `The command ${program}, which is to give the key for secrets, ${endOf(error)}.`,
      hint: 'Run it in a terminal as the user of this process: it has to write the key to its standard output, and nothing else.',
    })
  })
  return parseKeyring(stdout, `what the command ${program} writes`)
}

function endOf(error: unknown): string {
  const { code, killed } = (typeof error === 'object' && error !== null ? error : {}) as {
    readonly code?: unknown
    readonly killed?: unknown
  }
  if (code === 'ENOENT') return 'is not there'
  if (code === 'EACCES') return 'may not be started'
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'writes more than keys'
  if (killed === true) return `did not end in ${patienceMs / 1000} s`
  return typeof code === 'number' ? `ended with ${code}` : 'was ended by a signal'
}
