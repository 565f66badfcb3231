import { startSitoo, type SimulatedSitoo, type SitooOptions } from '@cartograph/simulators/sitoo'
import type { WatchedContext, WatchedOptions } from '@cartograph/testkit/reading'
import { onTestFinished } from 'vitest'
import type { Settings } from '../settings.ts'
import { testContext } from './context.ts'

interface SimulatedAccount {
  readonly sitoo: SimulatedSitoo
  readonly settings: Settings
  readonly contextWith: (
    more?: Partial<Settings>,
    options?: WatchedOptions,
  ) => WatchedContext<Settings>
}

/** A simulated account that is closed when its test ends, and contexts that reach it. */
export async function simulatedAccount(options: SitooOptions = {}): Promise<SimulatedAccount> {
  const sitoo = await startSitoo(options)
  onTestFinished(() => sitoo.close())
  const { baseUrl, accountId, apiId, password } = sitoo
  const settings: Settings = { baseUrl, accountId, apiId, password }
  return {
    sitoo,
    settings,
    contextWith: (more = {}, wish = {}) => testContext({ ...settings, ...more }, wish),
  }
}

/** A line of a sale, in hundredths with VAT. */
export const mug = { sku: 'MUG', name: 'Mug', quantity: 1, total: 125_00, vatPercent: 25 }
