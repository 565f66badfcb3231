import { ruleText } from './rule-text.ts'

/** A part of a mapping that is not as it was: a field, or `when`, `each` and the like. */
export interface MappingChange {
  readonly part: string
  /** Missing: it is new. */
  readonly before?: string
  /** Missing: it is gone. */
  readonly after?: string
}

type Written = Readonly<Record<string, unknown>>

/** What is different between two forms of a mapping, part by part. */
export function changesBetween(before: Written, after: Written): readonly MappingChange[] {
  return [
    ...differences(partsOf(before), partsOf(after), ''),
    ...differences(fieldsOf(before), fieldsOf(after), 'fields.'),
  ]
}

function partsOf(mapping: Written): Written {
  return Object.fromEntries(Object.entries(mapping).filter(([name]) => name !== 'fields'))
}

function fieldsOf({ fields }: Written): Written {
  return typeof fields === 'object' && fields !== null ? (fields as Written) : {}
}

function differences(before: Written, after: Written, above: string): readonly MappingChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const [was, is] = [ruleText(before[name]), ruleText(after[name])]
    if (was === is) return []
    return [
      {
        part: `${above}${name}`,
        ...(was !== '' && { before: was }),
        ...(is !== '' && { after: is }),
      },
    ]
  })
}
