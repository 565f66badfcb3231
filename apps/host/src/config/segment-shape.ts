import * as z from 'zod'
import { resources } from '../segments/index.ts'

const ownSegment = z.strictObject({
  name: z
    .string()
    .min(1, 'expected a name')
    .optional()
    .describe('What it is called where people read it. Default: its id.'),
  of: z.enum(resources).optional().describe('What it is a set of. Default `customer`.'),
  where: z
    .record(z.string(), z.unknown())
    .describe('Conditions, as docs/analytics/segments.md shows them.'),
})

/** A segment in the configuration; what its conditions may say, the language of segments knows. */
export const segmentShape = z.union([z.literal('predefined'), ownSegment])

export type SegmentShape = z.infer<typeof segmentShape>
