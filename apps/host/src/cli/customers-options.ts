import type { CommonOptions } from './installation.ts'

export interface CustomersCommandOptions extends CommonOptions {
  readonly search?: string
  readonly explain?: string
  readonly limit: number
  readonly node?: string
  readonly dryRun?: boolean
  readonly days: number
  readonly set?: readonly string[]
  readonly tag?: readonly string[]
  readonly untag?: readonly string[]
  readonly consent?: readonly string[]
  readonly source?: string
  /** Of what is written: the same for a repeat of the same wish. */
  readonly key?: string
}
