import { nearest } from '@cartograph/core'
import { entryPath, settingNames, valueAt, type DeclaredEntry } from './declared-sections.ts'
import type { Path } from './document.ts'
import { isPlainObject } from './environment.ts'
import type { AllowedModules } from './modules-shape.ts'
import { choice } from './naming.ts'
import { packageNames } from './package.ts'

export interface EntryRefusal {
  /** Within the entry. */
  readonly path: Path
  readonly message: string
  readonly hint?: string
}

/** Why an entry of the store is not even looked at, beside what the file says and what its organisation may use. */
export function entryRefusal(
  entry: DeclaredEntry,
  { written, allowed }: { readonly written: unknown; readonly allowed: AllowedModules },
): EntryRefusal | undefined {
  const { section, id, value } = entry
  const path = entryPath(entry)
  if (path === undefined)
    return {
      path: [],
      message:
        section === 'settings'
          ? `there is no setting "${id}"${choice(nearest(id, settingNames), settingNames)}`
          : 'expected an id: up to 63 letters, digits, - and _, a letter or a digit first',
    }
  if (allowed.sections !== undefined && !allowed.sections.includes(section))
    return {
      path: [],
      message: `this organisation may have no entries of ${section}`,
      hint: 'The operator allows them under `modules:` in the configuration file.',
    }
  const present = valueAt(written, path)
  if (present !== undefined && present !== null)
    return {
      path: [],
      message: `${path.join('.')} stands in the configuration file too`,
      hint: 'What the file has counts, and is changed there. Take away either, or give this one another name.',
    }
  return section === 'connections'
    ? connectorRefusal(value, allowed)
    : mappingRefusal(isPlainObject(value) ? value['mapping'] : undefined, ['mapping'])
}

const packageName = /^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/i

function connectorRefusal(
  value: unknown,
  { connectors }: AllowedModules,
): EntryRefusal | undefined {
  if (!isPlainObject(value)) return undefined
  const { connector, mappings } = value
  if (typeof connector === 'string') {
    if (!packageName.test(connector))
      return { path: ['connector'], message: 'expected the name of a package' }
    if (connectors !== undefined && !mayUseConnector(connectors, connector))
      return {
        path: ['connector'],
        message: `this organisation may not use the connector "${connector}"`,
        hint: `It may use: ${connectors.join(', ') || 'none'}. The operator allows more under \`modules:\` in the configuration file.`,
      }
  }
  const list: readonly unknown[] = Array.isArray(mappings) ? mappings : []
  const index = list.findIndex((mapping) => typeof mapping === 'string')
  return index === -1 ? undefined : mappingRefusal(list[index], ['mappings', index])
}

/** A file of mappings may be a module, and whoever writes an entry is not to choose what code runs. */
function mappingRefusal(value: unknown, path: Path): EntryRefusal | undefined {
  return typeof value === 'string'
    ? { path, message: 'expected the mapping itself: only the configuration file can name a file' }
    : undefined
}

/** Of a short name and the long one, either may be allowed. */
export function mayUseConnector(allowed: readonly string[], connector: string): boolean {
  const names = packageNames(connector)
  return allowed.flatMap(packageNames).some((name) => names.includes(name))
}
