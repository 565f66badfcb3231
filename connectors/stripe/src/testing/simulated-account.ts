import {
  startStripe,
  type SimulatedStripe,
  type StripeOptions,
} from '@cartograph/simulators/stripe'
import { onTestFinished } from 'vitest'
import { november, testContext, type Given } from './context.ts'

export interface SimulatedAccount {
  readonly stripe: SimulatedStripe
  /** Lets the account's clock run. */
  readonly pass: (seconds: number) => void
  /** A context that reaches the account, at the present of its clock. */
  readonly context: (given?: Given) => ReturnType<typeof testContext>
}

/** An account on this machine that is closed when its test ends, with a clock that stands still. */
export async function simulatedAccount(options: StripeOptions = {}): Promise<SimulatedAccount> {
  let now = november
  const stripe = await startStripe({ now: () => now, ...options })
  onTestFinished(() => stripe.close())
  return {
    stripe,
    pass(seconds) {
      now += seconds * 1000
    },
    context: (given = {}) =>
      testContext({
        secretKey: stripe.keys.secret,
        apiBase: stripe.url,
        now: stripe.admin.now() * 1000,
        ...given,
      }),
  }
}
