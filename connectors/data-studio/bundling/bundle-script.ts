import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** The functions that Data Studio calls by name. */
const entries = [
  'getAuthType',
  'isAuthValid',
  'resetAuth',
  'setCredentials',
  'getConfig',
  'getSchema',
  'getData',
]

const folder = new URL('../src/apps-script/', import.meta.url)

export interface BundledScript {
  /** `Code.js`. */
  readonly code: string
  /** `appsscript.json`. */
  readonly manifest: string
}

/**
 * The community connector as Apps Script takes it: one file without modules, whose functions stand at its top, and its manifest.
 *
 * Functions are found by reading the file, so each is written out.
 */
export async function bundleScript(): Promise<BundledScript> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('main.ts', folder))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'cartograph',
    target: 'es2019',
    charset: 'utf8',
    legalComments: 'none',
    footer: {
      js: entries
        .map((name) => `function ${name}(request) { return cartograph.${name}(request) }`)
        .join('\n'),
    },
  })
  const [file] = outputFiles
  if (file === undefined) throw new Error('The bundler wrote no file.')
  const manifest = await readFile(new URL('appsscript.json', folder), 'utf8')
  return { code: file.text, manifest }
}
