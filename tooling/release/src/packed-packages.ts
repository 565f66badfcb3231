import { globSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runProgram } from './run-program.ts'

export interface PackedPackage {
  readonly name: string
  /** The archive that npm installs. */
  readonly file: string
}

/** Packs every package that is published, as a release does, into `folder`; they must have been built. */
export async function packPackages(
  root: string,
  folder: string,
): Promise<readonly PackedPackage[]> {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly packageManager: string
  }
  const packed: PackedPackage[] = []
  for (const manifest of published(root)) {
    const own = dirname(join(root, manifest.file))
    const before = new Set(readdirSync(folder))
    await runProgram('npx', ['-y', packageManager, 'pack', '--pack-destination', folder], {
      folder: own,
    })
    const archive = readdirSync(folder).find((file) => !before.has(file))
    if (archive === undefined) throw new Error(`Packing ${manifest.name} made no archive.`)
    packed.push({ name: manifest.name, file: join(folder, archive) })
  }
  return packed
}

function published(root: string): readonly { readonly name: string; readonly file: string }[] {
  const files = globSync(['core/package.json', '{connectors,apps,tooling}/*/package.json'], {
    cwd: root,
  })
  return files.toSorted().flatMap((file) => {
    const manifest = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
      readonly name: string
      readonly private?: boolean
    }
    return manifest.private === true ? [] : [{ name: manifest.name, file }]
  })
}
