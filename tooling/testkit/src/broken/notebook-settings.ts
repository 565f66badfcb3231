import { secret } from '@cartograph/core'
import * as z from 'zod'

export const settings = z.strictObject({ token: secret(z.string().startsWith('nb_')) })
export type Settings = z.infer<typeof settings>
