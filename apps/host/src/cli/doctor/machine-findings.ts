import { realpathSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Connection } from '../../config/index.ts'
import { hostVersion } from '../../host-version/index.ts'
import { nodeProblem } from '../node-version.ts'
import { findingsAbout, type Finding } from './finding.ts'

/** Node, the host, and the packages of the connections. */
export function machineFindings(
  connections: readonly Connection[],
  folder: string,
): readonly Finding[] {
  return [
    nodeFinding(process.version),
    ...packageFindings(connections),
    coreFinding(connections, folder),
  ]
}

export function nodeFinding(version: string): Finding {
  const { ok, problem } = findingsAbout('node')
  const wrong = nodeProblem(version)
  return wrong === undefined
    ? ok(`Node.js ${version.replace(/^v/, '')}.`)
    : problem(`Node.js ${version} is too old.`, wrong.trim())
}

function packageFindings(connections: readonly Connection[]): readonly Finding[] {
  const { ok, problem } = findingsAbout('packages')
  const packages = new Map(
    connections.map((connection) => [connection.connectorName, connection] as const),
  )
  const used = [...packages.values()].filter(({ version }) => version !== '')
  const unusable = [...packages.values()].filter(({ version }) => version === '')
  return [
    ok(
      [
        hostVersion(),
        ...used.map(
          ({ connectorName, version, connector }) =>
            `${connectorName} ${version} (contract ${connector.specificationVersion})`,
        ),
      ].join(', '),
    ),
    ...unusable.map(({ connectorName }) =>
      problem(
        `The package of ${connectorName} is there and cannot be used.`,
        'The configuration says why: see what is told of it above, or run `cartograph check`.',
      ),
    ),
  ]
}

/** Where a package that is required from a folder lies. */
function coreFolder(from: string): string | undefined {
  try {
    const manifest = findPackageJSON('@cartograph/core', pathToFileURL(join(from, 'package.json')))
    return manifest === undefined ? undefined : realpathSync(dirname(manifest))
  } catch {
    return undefined
  }
}

/** Packages that bring a core of their own work, since faults and definitions are data; but they may be of another version. */
function coreFinding(connections: readonly Connection[], folder: string): Finding {
  const { ok, warning } = findingsAbout('packages')
  const own = coreFolder(import.meta.dirname)
  const others = new Set<string>()
  for (const { connectorName } of connections) {
    const at = packageFolder(connectorName, folder)
    const core = at === undefined ? undefined : coreFolder(at)
    if (core !== undefined && core !== own) others.add(connectorName)
  }
  if (others.size === 0) return ok('One @cartograph/core for all of them.')
  return warning(
    `${[...others].join(', ')} ${others.size === 1 ? 'has' : 'have'} a @cartograph/core of another place than the host's.`,
    'Nothing breaks by that. To have one again, update the packages together: npm update, or npm dedupe.',
  )
}

function packageFolder(name: string, folder: string): string | undefined {
  for (const base of [folder, import.meta.dirname]) {
    try {
      const manifest = findPackageJSON(name, pathToFileURL(join(base, 'package.json')))
      if (manifest !== undefined) return realpathSync(dirname(manifest))
    } catch {
      // It is not installed there.
    }
  }
  return undefined
}
