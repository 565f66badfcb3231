import { builtinModules } from 'node:module'

import { circlesOf } from './circles.ts'
import type { Import, Module } from './modules.ts'
import type { Problem } from './problem.ts'

/** What the architecture asks of imports; `docs/architecture.md` says why. */
export function layerProblems(modules: readonly Module[]): readonly Problem[] {
  return [
    ...modules.flatMap(fileNameProblems),
    ...modules.flatMap(importProblems),
    ...hostCircles(modules),
    ...fileCircles(modules),
  ]
}

/** Folders of the host, from left to right; a folder imports those on its left only. */
const hostLayers = [
  [
    'telemetry',
    'rights',
    'segments',
    'dashboards',
    'figure-names',
    'host-version',
    'templates',
    'egress',
    'sealing',
    'wishes',
  ],
  ['config', 'store', 'queue'],
  ['connections', 'isolation', 'access', 'account-tables'],
  ['secrets'],
  ['engine', 'delivery', 'declared'],
  ['customers', 'vouchers', 'analytics', 'automation', 'feeds', 'people'],
  ['reports', 'sharing'],
  ['work'],
  ['bonus'],
  ['api'],
  ['organisations'],
  ['cli'],
] as const
const vagueNames = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'types'])

function fileNameProblems({ file }: Module): readonly Problem[] {
  const vague = file
    .split('/')
    .slice(1)
    .map((part) => part.replace(/(\.test)?\.tsx?$/u, ''))
    .find((part) => vagueNames.has(part))
  if (vague === undefined) return []
  return [
    {
      file,
      message: `"${vague}" does not say what is inside; name the file after its one subject`,
    },
  ]
}

function importProblems(module: Module): readonly Problem[] {
  return module.imports.flatMap((imported) => {
    const message = packageProblem(module, imported) ?? hostProblem(module, imported)
    return message === undefined ? [] : [{ file: module.file, line: imported.line, message }]
  })
}

function packageProblem(module: Module, { specifier, file }: Import): string | undefined {
  const own = module.package
  if (file !== undefined) {
    return file.startsWith(`${own}/`)
      ? undefined
      : `${specifier} reaches into another package; import it by its name`
  }
  const inTest = module.isTest
  const workspace = /^@cartograph\/([a-z-]+)/u.exec(specifier)?.[1]
  const isTool = workspace === 'testkit' || workspace === 'simulators'

  if (own === 'core') {
    if (isBuiltin(specifier)) return `the core has no Node API, and imports ${specifier}`
    if (workspace !== undefined && !(inTest && isTool)) {
      return `the core imports no other package of ours, and imports ${specifier}`
    }
  }
  if (workspace === undefined) return undefined
  if (own.startsWith('connectors/')) {
    if (workspace === 'host') return 'a connector does not know the host'
    if (workspace.startsWith('connector-')) return 'a connector does not import another connector'
    if (isTool && !inTest) return `only tests import ${specifier}`
  }
  if (own === 'apps/host') {
    if (workspace.startsWith('connector-') && !inTest) {
      return `the host loads what the configuration names, and imports ${specifier}`
    }
    if (isTool && !inTest) return `only tests import ${specifier}`
  }
  if (own === 'tooling/simulators' && workspace.startsWith('connector-')) {
    return "simulators are written from the vendor's reference, and import no connector"
  }
  // It is published, so what is private or speaks of one vendor cannot stand among its imports.
  if (own === 'tooling/testkit' && workspace !== 'core' && workspace !== 'host') {
    return `the testkit imports the core and the host alone, and imports ${specifier}`
  }
  return undefined
}

function isBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(specifier.split('/')[0] ?? '')
}

function hostProblem(module: Module, { file }: Import): string | undefined {
  if (file === undefined || module.package !== 'apps/host') return undefined
  const from = hostFolder(module.file)
  const to = hostFolder(file)
  if (to === undefined || from === to) return undefined
  // What helps tests is behind no door, because the door is for what runs.
  if (file.split('/').includes('testing')) {
    return module.isTest ? undefined : 'only tests import from a folder called testing'
  }
  if (file !== `apps/host/src/${to}/index.ts`) {
    return `the only door to ${to} is ${to}/index.ts`
  }
  if (from === undefined || module.isTest) return undefined
  // Pages take their types from it, and should not have to read the whole host for them.
  if (module.file.startsWith('apps/host/src/api/operations/') && layerOf(to) > 0)
    return `descriptions of the API import the leftmost folders alone, and not ${to}`
  const [here, there] = [layerOf(from), layerOf(to)]
  if (here === -1) return `the folder ${from} has no layer yet; give it one`
  if (there === -1) return `the folder ${to} has no layer yet; give it one`
  if (there > here) return `${from} does not import ${to}, which stands to its right`
  return there === here ? `${from} does not import ${to}, which stands beside it` : undefined
}

function hostFolder(file: string): string | undefined {
  return /^apps\/host\/src\/([^/]+)\//u.exec(file)?.[1]
}

function layerOf(folder: string): number {
  return hostLayers.findIndex((layer) => (layer as readonly string[]).includes(folder))
}

function hostCircles(modules: readonly Module[]): readonly Problem[] {
  const folders = new Map<string, string[]>()
  for (const { file, isTest, imports } of modules) {
    const from = hostFolder(file)
    if (from === undefined || isTest) continue
    const reached = imports.flatMap((imported) => hostFolder(imported.file ?? '') ?? [])
    folders.set(from, [...(folders.get(from) ?? []), ...reached.filter((to) => to !== from)])
  }
  return circlesOf(folders).map((circle) => ({
    file: 'apps/host/src',
    message: `these folders import each other: ${circle.join(', ')}`,
  }))
}

function fileCircles(modules: readonly Module[]): readonly Problem[] {
  const known = new Set(modules.map(({ file }) => file))
  const graph = new Map(
    modules.map(({ file, imports }) => [
      file,
      imports.flatMap((imported) =>
        imported.file !== undefined && known.has(imported.file) ? [imported.file] : [],
      ),
    ]),
  )
  return circlesOf(graph).map((circle) => ({
    file: circle[0] ?? '',
    message: `these files import each other: ${circle.join(', ')}`,
  }))
}
