import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { packageNames } from './package.ts'

const manifest = z.looseObject({
  name: z.string(),
  cartograph: z.looseObject({ contract: z.string() }),
})

/** The names of all connectors that a configuration in `folder` can use: installed there, above, or beside the host. */
export function installedConnectors(folder: string): readonly string[] {
  const found = new Set<string>()
  const look = (at: string) => {
    const name = connectorIn(at)
    if (name !== undefined) found.add(name)
  }
  for (const base of [folder, import.meta.dirname]) {
    for (let at = base; ; at = dirname(at)) {
      look(at)
      for (const each of packagesIn(join(at, 'node_modules'))) look(each)
      if (dirname(at) === at) break
    }
  }
  return [...found].toSorted()
}

/** What a configuration may call a package: its name, and the short one. */
export function callingNames(name: string): readonly string[] {
  const short = /^@cartograph\/connector-(.+)$/.exec(name)?.[1]
  return short !== undefined && packageNames(short)[0] === name ? [short, name] : [name]
}

function packagesIn(modules: string): readonly string[] {
  return listed(modules).flatMap((entry) => {
    const at = join(modules, entry)
    if (entry.startsWith('@')) return listed(at).map((name) => join(at, name))
    return entry.startsWith('.') ? [] : [at]
  })
}

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function connectorIn(folder: string): string | undefined {
  try {
    const text = readFileSync(join(folder, 'package.json'), 'utf8')
    // Most packages are no connectors; parsing them all would take a second.
    if (!text.includes('"cartograph"')) return undefined
    const parsed = manifest.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data.name : undefined
  } catch {
    return undefined
  }
}
