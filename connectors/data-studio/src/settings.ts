import { author } from '@cartograph/core'
import * as z from 'zod'
import { corrections } from './assumptions.ts'

export const settings = z.strictObject({ unknown: corrections.optional() })

export type Settings = z.infer<typeof settings>

export const kit = author(settings)
