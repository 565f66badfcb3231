import type { CommonOptions } from './installation.ts'

export interface CustomersCommandOptions extends CommonOptions {
  readonly search?: string
  readonly explain?: string
  readonly limit: number
  readonly node?: string
  readonly dryRun?: boolean
  readonly days: number
}
