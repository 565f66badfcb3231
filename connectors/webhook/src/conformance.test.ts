import { startReceiver } from '@cartograph/simulators/webhook-receiver'
import { conformance } from '@cartograph/testkit'
import { webhook } from './index.ts'

const signingSecret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3'
const ida = { name: 'Ida Canary', email: 'ida.canary@example.com' }
const per = { name: 'Per Berg', email: 'per@example.com' }
const people = [ida, per]
const except = {
  'check.wrongSecret': 'whether a receiver takes a signature only a delivery shows',
  'check.noPermission':
    'receivers refuse OPTIONS and take deliveries all the same: it is a warning',
  'check.notTheApi': 'any answer is one that a receiver may give',
}

/** A receiver of these settings, looked at as what it holds. */
const simulator = (more: object) => ({
  start: async () => {
    const receiver = await startReceiver({
      secrets: [signingSecret],
      told: people.map((body) => ({ key: body.name, body })),
    })
    const began = Date.now()
    const held = () => receiver.held().filter(({ key }) => people.every(({ name }) => name !== key))
    const sink = {
      items: (count: number) =>
        Array.from({ length: count }, (_none, index) => ({
          key: `order ${index} ü`,
          body: { id: `order ${index} ü`, total: index },
        })),
      bad: { key: 'bad', body: { id: 'bad', refuse: 1 } },
      stored: () => held().flatMap(({ times }) => Array.from({ length: times })),
    }
    return {
      settings: {
        url: `${receiver.url}/hook`,
        headers: { Authorization: 'Bearer token-0123456789' },
        signingSecret,
        erasures: 'message',
        ...more,
      },
      // A signature is too old for a receiver after five minutes.
      now: () => began,
      erasure: {
        person: { email: ida.email },
        traces: Object.values(ida),
        others: Object.values(per),
        stored: receiver.held,
      },
      sinks: { items: { ...sink, stored: held }, events: sink },
      actions: {
        request: {
          input: { key: 'cart', body: { id: 'cart' } },
          bad: sink.bad,
          stored: sink.stored,
        },
      },
      stop: () => receiver.close(),
    }
  },
})

conformance(webhook, {
  package: new URL('../', import.meta.url),
  simulator: simulator({ body: 'envelope', deletes: 'field' }),
  except,
})

conformance(webhook, {
  name: 'Webhook, several items in a request',
  simulator: simulator({ body: 'envelope', deletes: 'field', batchSize: 50 }),
  except,
})
