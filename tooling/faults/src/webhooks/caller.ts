import { createHmac } from 'node:crypto'
import type { SimulatedStripe } from '@cartograph/simulators/stripe'
import { hookSecret } from './workspace.ts'

/** A vendor that has told of so many events, and knows which of them were taken. */
export interface Caller {
  /** Ids of events that were answered 200. */
  readonly taken: ReadonlySet<string>
  /** How many were told, answered or not. */
  told(): number
  /** Tells of so many events at once; settles when each was answered, or nobody is there any more. */
  tell(address: string, count: number): Promise<void>
}

/** Tells again and again that a customer changed, in events that differ. */
export function callerOf(stripe: SimulatedStripe): Caller {
  const customers = stripe.truth('customers')
  const taken = new Set<string>()
  let told = 0
  const tellOne = async (address: string) => {
    const id = `evt_${told}`
    const body = JSON.stringify({
      id,
      object: 'event',
      type: 'customer.updated',
      created: Math.floor(Date.now() / 1000),
      api_version: '2026-10-28.endive',
      livemode: true,
      data: { object: { ...customers[told % customers.length], description: `as of ${id}` } },
    })
    told += 1
    const seconds = Math.floor(Date.now() / 1000)
    const signature = createHmac('sha256', hookSecret).update(`${seconds}.${body}`).digest('hex')
    const answer = await fetch(address, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'stripe-signature': `t=${seconds},v1=${signature}`,
      },
    }).catch(() => undefined)
    if (answer?.status === 200) taken.add(id)
  }
  return {
    taken,
    told: () => told,
    tell: async (address, count) => {
      await Promise.all(Array.from({ length: count }, () => tellOne(address)))
    },
  }
}
