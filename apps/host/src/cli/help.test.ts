import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

/** Loaded before the command: says at its end which files and packages were loaded after it. */
const witness = `data:text/javascript,${encodeURIComponent(`
import { registerHooks } from 'node:module'
const loaded = []
registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context) } })
process.on('exit', () => process.stderr.write(JSON.stringify(loaded)))
`)}`

async function loadedBy(word: string): Promise<readonly string[]> {
  const child = spawn(
    process.execPath,
    ['--conditions=@cartograph/source', `--import=${witness}`, main, word],
    {
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const urls = JSON.parse(await text(child.stderr)) as readonly string[]
  const places = urls
    .filter((url) => url.startsWith('file:'))
    .map((url) => /\/node_modules\/(?!.*\/node_modules\/)([^/]+)|\/src\/([^/]+)/u.exec(url))
  return [...new Set(places.map((place) => place?.[1] ?? place?.[2] ?? ''))].toSorted()
}

test.each(['--help', '--version'])(
  '%s loads what describes the commands, and nothing that does them',
  async (word) => {
    expect(await loadedBy(word)).toStrictEqual(['cli', 'commander', 'host-version', 'rights'])
  },
)
