import { nearest } from '@cartograph/core'
import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { Path } from './document.ts'
import { isPlainObject } from './environment.ts'

/** Something wrong with a value, at a path within it. */
export interface Finding {
  readonly path: Path
  /** What the place points at. */
  readonly part: 'key' | 'value'
  readonly message: string
  readonly hint?: string
}

export interface Issue {
  readonly path: Path
  readonly message: string
  /** What zod tells beyond the standard. */
  readonly code?: string
  readonly expected?: string
  readonly values?: readonly unknown[]
}

/** An issue of any library; where none of several forms fits, the issues of the form that comes closest. */
export function flatten(issue: StandardSchemaV1.Issue, base: Path = []): Issue[] {
  const path = [...base, ...(issue.path ?? []).map(segmentOf)]
  const extra = issue as unknown as Readonly<Record<string, unknown>>
  const { code, expected, values } = extra
  if (code === 'invalid_union' && Array.isArray(extra['errors'])) {
    const branches = (extra['errors'] as StandardSchemaV1.Issue[][]).map((branch) =>
      branch.flatMap((inner) => flatten(inner, path)),
    )
    const closest = branches.toSorted((a, b) => misfit(a, path) - misfit(b, path))[0]
    if (closest !== undefined && closest.length > 0) return closest
  }
  if (code === 'unrecognized_keys' && Array.isArray(extra['keys']))
    return extra['keys'].map((key) => ({
      path: [...path, String(key)],
      message: 'unknown key',
      code,
    }))
  return [
    {
      path,
      message: issue.message,
      ...(typeof code === 'string' && { code }),
      ...(typeof expected === 'string' && { expected }),
      ...(Array.isArray(values) && { values: values as unknown[] }),
    },
  ]
}

/** A form whose very kind does not fit is further away than one with mistakes inside. */
function misfit(issues: readonly Issue[], at: Path): number {
  const kind = issues.some(({ path, code }) => path.length === at.length && code === 'invalid_type')
  return (kind ? 1000 : 0) + issues.length
}

/** What is wrong, what was expected, and what was found, without quoting the value. */
export function issueText(issue: Issue, root: unknown): Finding {
  const found = valueAt(root, issue.path)
  const expected = expectation(issue)
  if (found === undefined && issue.path.length > 0) {
    return { path: issue.path, part: 'key', message: missingText(issue, expected) }
  }
  if (expected === undefined) return { path: issue.path, part: 'value', message: issue.message }
  const meant =
    typeof found === 'string' ? nearest(found, (issue.values ?? []).map(String)) : undefined
  const closing =
    issue.values === undefined
      ? `, found ${kindOf(found)}`
      : meant === undefined
        ? ''
        : `; did you mean "${meant}"?`
  const isText = issue.expected === 'string'
  const needsQuotes = isText && (typeof found === 'number' || typeof found === 'boolean')
  return {
    path: issue.path,
    part: 'value',
    message: `expected ${expected}${closing}`,
    ...(needsQuotes && { hint: 'Put the value in quotes, so that it is read as text.' }),
  }
}

function missingText({ code, message }: Issue, expected: string | undefined): string {
  if (expected !== undefined) return `is missing; expected ${expected}`
  // A rule of the author's own says itself what it wants; other libraries say only that.
  return code === undefined || code === 'custom' ? `is missing: ${message}` : 'is missing'
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
}

function expectation({ code, expected, values }: Issue): string | undefined {
  if (code === 'invalid_value' && values !== undefined)
    return `${values.length > 1 ? 'one of ' : ''}${values.map((one) => JSON.stringify(one)).join(', ')}`
  if (code !== 'invalid_type' || expected === undefined) return undefined
  return kinds[expected] ?? expected
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number') return 'a number'
  return typeof value === 'boolean' ? 'true or false' : 'keys with values'
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root
  for (const segment of path) {
    if (Array.isArray(value)) value = value[Number(segment)]
    else value = isPlainObject(value) ? value[segment] : undefined
  }
  return value
}

function segmentOf(segment: PropertyKey | StandardSchemaV1.PathSegment): string | number {
  const key = typeof segment === 'object' ? segment.key : segment
  return typeof key === 'number' ? key : String(key)
}
