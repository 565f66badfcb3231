import type { ConnectorNames } from './names.ts'

/** A file of text, by its path with forward slashes. */
export interface TextFile {
  readonly path: string
  readonly text: string
}

export interface Wanted {
  readonly names: ConnectorNames
  readonly source: boolean
  readonly sink: boolean
}

/** Ranges of the packages that a connector uses: those that this version was tested with. */
export type Versions = Readonly<Record<string, string>>

/** Names that npm would change or leave out when it packs the template. */
const packed: Readonly<Record<string, string>> = {
  gitignore: '.gitignore',
  'node-version': '.node-version',
}

const side = {
  source: { file: 'src/orders.ts', line: /\borders\b/, mappings: '...orderMappings, ' },
  sink: { file: 'src/sales.ts', line: /\bsales\b/, mappings: ', ...saleMappings' },
} as const
/** Files in which a side that is not wanted loses its lines. */
const mixed = new Set(['README.md', 'cartograph.yaml', 'src/connector.ts'])

/** The files of a new package, made of those of the template. */
export function writtenFiles(
  template: readonly TextFile[],
  wanted: Wanted,
  versions: Versions,
): readonly TextFile[] {
  const without = (['source', 'sink'] as const).filter((each) => !wanted[each])
  return template
    .filter(({ path }) => !without.some((each) => side[each].file === path))
    .map(({ path, text }) => {
      const cut = mixed.has(path) ? without.reduce(withoutSide, text) : text
      const named = renamed(cut, wanted.names)
      return {
        path: packed[path] ?? path.replace(/^github\//, '.github/'),
        text: path === 'package.json' ? withVersions(named, versions) : named,
      }
    })
}

function withoutSide(text: string, each: keyof typeof side): string {
  const { line, mappings } = side[each]
  const lines = text.replace(mappings, '').split('\n')
  const kept = lines.filter((one) => !line.test(one))
  // A delivery without its sink is an empty heading.
  return kept.join('\n').replace(/^deliveries:\n\s+from: order\n/m, '')
}

function renamed(text: string, { packageName, id, variable, title }: ConnectorNames): string {
  return text
    .replaceAll(
      /(connector: '|npm install @cartograph\/host |^# )example-shop(?='?$)/gm,
      `$1${packageName}`,
    )
    .replaceAll(/docs example-shop(?= --out)/g, `docs ${packageName}`)
    .replaceAll('"name": "example-shop"', `"name": "${packageName}"`)
    .replaceAll('example-shop', id)
    .replaceAll('exampleShop', variable)
    .replaceAll('Example shop', title)
}

function withVersions(text: string, versions: Versions): string {
  return text.replaceAll(/"([^"]+)": "\*"/g, (whole, name: string) => {
    const version = versions[name]
    return version === undefined ? whole : `"${name}": "${version}"`
  })
}
