import type { Json } from '../../v1/words.ts'
import { listOf, ofOne, type Family } from '../definition.ts'
import { isObject } from '../node.ts'
import { isRefused } from '../path.ts'
import { unfit } from '../trouble.ts'

export const object: Family = {
  $merge: {
    says: 'The fields of all objects in one, later ones winning; missing and null add nothing.',
    takes: 'values',
    gives: ['object'],
    compile(parts) {
      const list = listOf(parts)
      return (here, scope) => {
        const objects = list(here, scope)
        if (objects === null || objects === undefined) return objects
        const merged: Record<string, Json | undefined> = {}
        for (const value of objects) {
          if (value === null || value === undefined) continue
          if (!isObject(value)) throw unfit(parts.call, 'objects', value)
          for (const [name, field] of Object.entries(value))
            if (!isRefused(name)) merged[name] = field
        }
        return merged
      }
    },
  },
  $without: {
    says: 'The object without the fields named by `fields`, separated by commas.',
    takes: 'value',
    named: { fields: { is: 'text' } },
    accepts: ['object'],
    gives: ['object'],
    compile(parts) {
      const names = new Set((parts.text['fields'] ?? '').split(',').map((name) => name.trim()))
      return ofOne(parts, (value) => {
        if (!isObject(value)) throw unfit(parts.call, 'an object', value)
        return Object.fromEntries(
          Object.entries(value).filter(([name]) => !names.has(name) && !isRefused(name)),
        )
      })
    },
  },
}
