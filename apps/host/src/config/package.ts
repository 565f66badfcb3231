import { readFileSync, realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { nearest } from '@cartograph/core'
import { moduleResolve } from 'import-meta-resolve'
import * as z from 'zod'
import { hostVersion } from '../host-version/index.ts'
import { contractNames, contracts, isNewer, type Contracts } from './contracts.ts'
import { installCommand } from './install-command.ts'

/** A connector's package, found and known to speak this host's contract; its code has not run yet. */
export interface ConnectorPackage {
  readonly name: string
  readonly version: string
  readonly needs: readonly string[]
  /** The version of the contract that it speaks. */
  readonly contract: string
  /** The URL of its module. */
  readonly entry: string
  /** Where it is installed, with links followed. */
  readonly folder: string
  /** Of exports, beyond those of Node. */
  readonly conditions: readonly string[]
}

/** Why a connector cannot be used, and what to do. */
export interface Refusal {
  readonly message: string
  readonly hint?: string
  /** The package is there, and it alone is at fault. */
  readonly isUnusable?: boolean
}

const manifest = z.looseObject({
  name: z.string().optional(),
  version: z.string().optional(),
  dependencies: z.record(z.string(), z.unknown()).optional(),
  cartograph: z
    .looseObject({ contract: z.string(), needs: z.array(z.string()).optional() })
    .optional(),
})

const offered = new Set(['files', 'connect'])
const hostManifest = fileURLToPath(new URL('../../package.json', import.meta.url))

/**
 * Finds the package of a connector: `woocommerce` is `@cartograph/connector-woocommerce`, or else the package of that name.
 *
 * It is looked for from the configuration's folder, then among the host's own packages.
 */
export async function findConnectorPackage(
  connector: string,
  folder: string,
  known: Contracts = contracts,
): Promise<ConnectorPackage | Refusal> {
  const names = packageNames(connector)
  const bases = [pathToFileURL(join(folder, 'cartograph.yaml')), pathToFileURL(hostManifest)]
  for (const base of bases) {
    for (const name of names) {
      const file = manifestOf(name, base)
      if (file !== undefined) return ofPackage(await judge(name, file, { base, folder, known }))
    }
  }
  return notFound(connector, names, folder)
}

/** Of what was found, only the package itself can be the reason for a refusal. */
export function ofPackage<Found extends object>(found: Found | Refusal): Found | Refusal {
  return 'message' in found ? { ...found, isUnusable: true } : found
}

async function judge(
  name: string,
  file: string,
  { base, folder, known }: { base: URL; folder: string; known: Contracts },
): Promise<ConnectorPackage | Refusal> {
  const parsed = manifest.safeParse(await readJson(file))
  if (!parsed.success) return { message: `the package.json of ${name} cannot be read` }
  const { version = 'without a version', cartograph } = parsed.data
  const host = hostVersion()
  if (cartograph === undefined)
    return {
      message: `${name} ${version} does not say which contract it speaks; ${host} speaks ${contractNames(known)}`,
      hint: `Get a version that is a Cartograph connector: ${installCommand(folder, `${name}@latest`)}. Its author adds "cartograph": { "contract": "${Object.keys(known).at(-1)}" } to package.json.`,
    }
  if (!Object.hasOwn(known, cartograph.contract)) {
    const outdated = isNewer(cartograph.contract, known) ? '@cartograph/host' : name
    return {
      message: `${name} ${version} speaks contract ${cartograph.contract}, but ${host} speaks ${contractNames(known)}`,
      hint: `Run ${installCommand(folder, `${outdated}@latest`)}`,
    }
  }
  const needs = cartograph.needs ?? []
  const unknown = needs.filter((need) => !offered.has(need))
  if (unknown.length > 0)
    return {
      message: `${name} ${version} needs ${unknown.join(', ')}, which ${host} does not offer`,
      hint: `Run ${installCommand(folder, '@cartograph/host@latest')}`,
    }
  try {
    const extra = extraConditions()
    const conditions = new Set(['node', 'import', 'module-sync', ...extra])
    return {
      name,
      version,
      needs,
      contract: cartograph.contract,
      entry: moduleResolve(name, base, conditions).href,
      folder: realpathSync(dirname(file)),
      conditions: extra,
    }
  } catch {
    return {
      message: `${name} ${version} is damaged: the module that its package.json exports is not there`,
      hint: `Install it again: ${installCommand(folder, name)}`,
    }
  }
}

function notFound(connector: string, names: readonly string[], folder: string): Refusal {
  const known = dependenciesOf(hostManifest).flatMap((name) => {
    const short = /^@cartograph\/connector-(.+)$/.exec(name)?.[1]
    return short === undefined ? [] : [short]
  })
  const meant = nearest(connector, known)
  const suggestion = meant === undefined ? '' : `; did you mean "${meant}"?`
  return {
    message: `the package ${names.join(' or ')} is not installed${suggestion}`,
    hint: `Install it beside the configuration: ${installCommand(folder, names[0] ?? connector)}`,
  }
}

/** The package names that a connector's name may stand for, the likelier first. */
export function packageNames(connector: string): readonly string[] {
  return /^[a-z0-9][\w.-]*$/.test(connector)
    ? [`@cartograph/connector-${connector}`, connector]
    : [connector]
}

function dependenciesOf(file: string): readonly string[] {
  const parsed = manifest.parse(JSON.parse(readFileSync(file, 'utf8')))
  return Object.keys(parsed.dependencies ?? {})
}

function manifestOf(name: string, base: URL): string | undefined {
  // Paths and URLs are no package names, and a name that Node's resolver refuses cannot be installed.
  if (!/^(@[\w.-]+\/)?[\w-][\w.-]*$/.test(name)) return undefined
  try {
    return findPackageJSON(name, base)
  } catch {
    return undefined
  }
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** The conditions this process was started with, so that a connector is resolved as Node would resolve it here. */
function extraConditions(): readonly string[] {
  const flags = [...process.execArgv, ...(process.env['NODE_OPTIONS'] ?? '').split(/\s+/)]
  return flags.flatMap((flag, index) => {
    const attached = /^(?:--conditions|-C)=(.+)$/.exec(flag)?.[1]
    if (attached !== undefined) return [attached]
    const next = flags[index + 1]
    return (flag === '--conditions' || flag === '-C') && next !== undefined ? [next] : []
  })
}
