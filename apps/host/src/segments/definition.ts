import { fault } from '@cartograph/core'
import * as z from 'zod'
import type { Condition } from './condition.ts'
import { resources, type Resource } from './fields.ts'
import { readCondition } from './read-condition.ts'

export interface Segment {
  readonly id: string
  readonly name: string
  readonly resource: Resource
  readonly where: Condition
}

const segment = z.strictObject({
  id: z
    .string()
    .regex(
      /^[a-z][a-z0-9_]{0,63}$/u,
      'expected a small letter, then small letters, digits and _, 64 in all',
    ),
  name: z.string().min(1, 'expected a name').max(200, 'expected 200 letters at the most'),
  resource: z.enum(resources),
  where: z.unknown(),
})

/**
 * Reads a segment from outside.
 *
 * @throws a `config` fault that says which part is not understood, what was expected there, and in `path` where that is.
 */
export function parseSegment(value: unknown): Segment {
  const parsed = segment.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const path = (issue?.path ?? []).map(String)
    const where = path.length === 0 ? '' : `${path.join('.')}: `
    throw fault({
      kind: 'config',
      message: `The segment is not understood: ${where}${issue?.message ?? 'not understood'}.`,
      hint: 'docs/analytics/segments.md shows what a segment can say.',
      path,
    })
  }
  const { where, ...rest } = parsed.data
  return { ...rest, where: readCondition(where, rest.resource) }
}
