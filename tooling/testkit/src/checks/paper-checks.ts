import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseCassette } from '@cartograph/host'
import * as z from 'zod'
import type { Check, Suite } from '../check.ts'
import { settingNames } from '../marked-values.ts'
import { mismatch } from '../mismatch.ts'
import { entryOf, importEffects } from '../quiet-import.ts'
import { openScene, settingsSchema } from '../scene.ts'
import { some } from '../stream-keys.ts'
import { listedStreams, planStream, slicePages } from '../walking.ts'

const group = 'Papers'
const noPackage = { notApplicable: 'the suite is not told where the package is' }
const noCassette = { notApplicable: 'there is no cassette' }
const hooks = ['preinstall', 'install', 'postinstall', 'prepare'] as const
const scrubbed = /^scrubbed-[\w-]{6}@example\.com$/
const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g

const manifestShape = z.looseObject({
  name: z.string(),
  description: z.string().min(1).optional(),
  license: z.string().min(1).optional(),
  type: z.string().optional(),
  exports: z.unknown().optional(),
  scripts: z.record(z.string(), z.string()).default({}),
  dependencies: z.record(z.string(), z.string()).default({}),
  cartograph: z.looseObject({ contract: z.string() }).optional(),
})

export const paperChecks: readonly Check[] = [
  {
    id: 'papers.package',
    group,
    name: 'has a package.json that a host can load',
    run: async (suite) => {
      const folder = suite.options.package
      if (folder === undefined) return noPackage
      const text = await readFile(new URL('package.json', folder), 'utf8')
      const manifest = manifestShape.parse(JSON.parse(text))
      const { id } = suite.connector
      const wrong = [
        manifest.cartograph?.contract === 'v1'
          ? []
          : ['it lacks `"cartograph": { "contract": "v1" }`'],
        manifest.type === 'module' ? [] : ['it is no ES module (`"type": "module"`)'],
        manifest.exports === undefined ? ['it lacks `exports`'] : [],
        manifest.license === undefined ? ['it lacks a licence'] : [],
        manifest.description === undefined ? ['it lacks a description'] : [],
        manifest.name.endsWith(id) ? [] : [`its name does not end in the connector’s id "${id}"`],
        hooks.some((hook) => hook in manifest.scripts)
          ? ['it runs a script when it is installed']
          : [],
        '@cartograph/host' in manifest.dependencies ? ['it depends on the host'] : [],
        '@cartograph/testkit' in manifest.dependencies
          ? ['the testkit stands among its dependencies, not its devDependencies']
          : [],
      ].flat()
      if (wrong.length === 0) return undefined
      throw mismatch({
        expected: 'a package.json after which a host knows what it loads',
        happened: `${wrong.join('; ')}.`,
        mend: 'Correct these fields; `create-cartograph-connector` writes them so.',
      })
    },
  },
  {
    id: 'papers.quietImport',
    group,
    name: 'does nothing when it is merely loaded',
    run: async (suite) => {
      const folder = suite.options.package
      if (folder === undefined) return noPackage
      const text = await readFile(new URL('package.json', folder), 'utf8')
      const entry = entryOf(folder, manifestShape.parse(JSON.parse(text)).exports)
      if (entry === undefined) return { notApplicable: 'the package is not built' }
      const effects = await importEffects(entry)
      if (effects.length === 0) return undefined
      throw mismatch({
        expected: 'a package that can be loaded without a connection or a timer',
        happened: `${effects.join('; ')}.`,
        mend: 'Let modules only define; what has to be asked or begun belongs into the functions that are given a context.',
      })
    },
  },
  {
    id: 'papers.readme',
    group,
    name: 'has a README that names its settings, streams and sinks, and what it does not do',
    run: async (suite) => {
      const folder = suite.options.package
      if (folder === undefined) return noPackage
      const text = await readFile(new URL('README.md', folder), 'utf8').catch(() => '')
      const settings = settingNames(settingsSchema(suite.connector))
      // What a form describes by itself need not be said again.
      const described = new Set(
        settings.filter(({ schema }) => 'description' in schema).map(({ name }) => name),
      )
      const names = settings.map(({ name }) => name).filter((name) => !described.has(name))
      const parts = await suite.inScene(async (scene) => [
        // What settings choose, such as the files to read, is no part of the connector.
        ...Object.keys(scene.parts.streams ?? {}).filter((name) => !chosen(scene.config, name)),
        ...Object.keys(scene.parts.sinks ?? {}),
      ])
      const missing = [...new Set([...names, ...parts])].filter((name) => !text.includes(name))
      const tellsLimits = /does not do/i.test(text)
      if (missing.length === 0 && tellsLimits) return undefined
      throw mismatch({
        expected:
          'a README with all streams and sinks, all settings that their schema does not describe, and a part "What it does not do"',
        happened:
          missing.length > 0
            ? `not named: ${some(missing)}.`
            : 'it does not tell what it does not do.',
        mend: 'Add them to its tables.',
      })
    },
  },
  {
    id: 'papers.cassette',
    group,
    name: 'has a cassette with a date, and nothing secret or personal in it',
    run: async (suite) => {
      const file = suite.options.cassette
      if (file === undefined) return noCassette
      const text = await readFile(file, 'utf8')
      const { exchanges } = parseCassette(text, fileURLToPath(file))
      const addresses = (text.match(address) ?? []).filter((found) => !scrubbed.test(found))
      const secrets = [...suite.evidence.secrets].filter(
        (one) => one.length > 3 && text.includes(one),
      )
      if (exchanges.length > 0 && addresses.length === 0 && secrets.length === 0) return undefined
      throw mismatch({
        expected: 'a recording without secrets and e-mail addresses',
        happened:
          exchanges.length === 0
            ? 'it is empty.'
            : `it holds ${secrets.length} secrets and ${addresses.length} addresses.`,
        mend: 'Record it with `cartograph-testkit record`, which takes them out; mark personal fields with `personal`.',
      })
    },
  },
  {
    id: 'papers.replay',
    group,
    name: 'works from its cassette as it did when that was recorded',
    run: async (suite) => {
      const { cassette, settings } = suite.options
      if (cassette === undefined) return noCassette
      if (settings === undefined) return { notApplicable: 'no settings are given for the cassette' }
      await replayed(suite)
      return undefined
    },
  },
]

/** Checks the connection and reads the first page of each stream that was recorded. */
async function replayed({ connector, options, evidence }: Suite): Promise<void> {
  const { simulator: _none, ...recorded } = options
  const scene = await openScene(connector, recorded, evidence)
  try {
    await scene.call(() => connector.check(scene.context({ dry: true })))
    for (const name of Object.keys(listedStreams(scene, options.streams))) {
      const [slice] = await planStream(scene, name)
      if (slice !== undefined) await slicePages(scene, name, slice, undefined).next()
    }
  } catch (error) {
    const { message } = scene.caught('replaying the cassette', error)
    throw mismatch({
      expected: 'the cassette to answer what the connector asks',
      happened: message,
      mend: 'Record it again with `cartograph-testkit record`.',
    })
  } finally {
    await scene.close()
  }
}

function chosen(config: unknown, name: string): boolean {
  return JSON.stringify(config).includes(`"${name}":`)
}
