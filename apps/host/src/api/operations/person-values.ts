import * as z from 'zod'
import { longestPassword, shortestPassword } from '../../wishes/index.ts'

export const email = z.email().max(254)
/** One that is there already, or is said to be. */
export const password = z.string().min(1).max(longestPassword)
export const newPassword = z
  .string()
  .min(shortestPassword, `expected at least ${shortestPassword} characters`)
  .max(longestPassword)
/** What a link holds. */
export const link = z.string().min(1).max(200)
export const person = z.strictObject({ id: z.string(), name: z.string(), email: z.string() })
