import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isObject } from './marked-values.ts'

/** Longer than any module takes to load; what still runs then goes on for ever. */
const longestImportMs = 15_000

/** Notes connections that are made while a module is loaded. */
const watcher = `
import { Socket } from 'node:net'
const seen = []
const { connect } = Socket.prototype
Socket.prototype.connect = function (...to) {
  seen.push('it opened a connection')
  return connect.apply(this, to)
}
const [entry] = process.argv.slice(1)
await import(entry)
process.on('exit', () => { process.stdout.write('\\nseen ' + JSON.stringify(seen)) })
`

/** What a module did when it was merely loaded, in a process of its own; empty where it did nothing. */
export async function importEffects(entry: URL): Promise<readonly string[]> {
  const child = spawn(
    process.execPath,
    ['--conditions=@cartograph/source', '--input-type=module', '--eval', watcher, entry.href],
    { stdio: ['ignore', 'pipe', 'pipe'], timeout: longestImportMs },
  )
  let out = ''
  let errors = ''
  child.stdout.on('data', (piece: Buffer) => {
    out += piece.toString()
  })
  child.stderr.on('data', (piece: Buffer) => {
    errors += piece.toString()
  })
  const { code, signal } = await new Promise<{ code: number | null; signal: string | null }>(
    (resolve, reject) => {
      child.on('error', reject)
      child.on('close', (exit, killed) => resolve({ code: exit, signal: killed }))
    },
  )
  if (signal !== null) return ['it keeps the process alive, by a timer or a connection']
  if (code !== 0) return [`it fails: ${firstError(errors)}`]
  const seen = /\nseen (.*)$/.exec(out)?.[1] ?? '[]'
  return [...new Set(JSON.parse(seen) as string[])]
}

function firstError(text: string): string {
  return text.split('\n').find((line) => /^\w*Error/.test(line)) ?? 'without a word'
}

/** The file that a package is loaded from: its source where it says so, else what was built. */
export function entryOf(folder: URL, exports: unknown): URL | undefined {
  const main = isObject(exports) ? (exports['.'] ?? exports) : exports
  const file = isObject(main) ? (main['@cartograph/source'] ?? main['default']) : main
  if (typeof file !== 'string') return undefined
  const entry = new URL(file, folder)
  return existsSync(fileURLToPath(entry)) ? entry : undefined
}
