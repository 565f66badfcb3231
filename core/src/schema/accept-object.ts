import { refused, type Acceptor } from './accept.ts'

/** What becomes of a field that a schema does not name; without a word of it, the schema itself is asked. */
export type Unlisted = 'kept' | 'refused'

interface Listed {
  readonly name: string
  readonly isRequired: boolean
  readonly acceptor: Acceptor
}

/** A field, and the one that came behind it the last time: objects of one source mostly have the same fields in one order. */
interface Field extends Acceptor {
  readonly name: string
  readonly isRequired: boolean
  next: Field | undefined
}

/**
 * What is kept of an object: the very same one where no field changes, or `refused`. With `own`, which has the same fields,
 * changes are written there.
 */
export type Fill = (value: object, prefix: string, own?: Record<string, unknown>) => unknown

/** Takes objects field by field. */
export function fillerOf(listed: readonly Listed[], unlisted: Unlisted): Fill {
  const fields = new Map(
    listed.map(({ name, isRequired, acceptor }): [string, Field] => {
      const { isOptional, isNullable, accept } = acceptor
      return [name, { name, isRequired, isOptional, isNullable, accept, next: undefined }]
    }),
  )
  const required = listed.filter(({ isRequired }) => isRequired).length
  const start: { next: Field | undefined } = { next: undefined }
  return (value, prefix, own) => {
    const given = value as Readonly<Record<string, unknown>>
    let kept = own
    let before = start
    let found = 0
    for (const name in given) {
      let field = before.next
      if (field === undefined || field.name !== name) {
        field = fields.get(name)
        if (field === undefined) {
          if (unlisted === 'kept' && name !== '__proto__') continue
          return refused
        }
        before.next = field
      }
      before = field
      if (field.isRequired) found += 1
      const one = given[name]
      if (one === null) {
        if (!field.isNullable) return refused
        continue
      }
      if (one === undefined) {
        if (!field.isOptional) return refused
        kept ??= { ...given }
        delete kept[name]
        continue
      }
      const taken = field.accept(one, prefix)
      if (taken === one) continue
      if (taken === refused) return refused
      kept ??= { ...given }
      kept[name] = taken
    }
    return found === required ? (kept ?? given) : refused
  }
}
