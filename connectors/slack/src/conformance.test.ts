import { startSlack, type SimulatedSlack } from '@cartograph/simulators/slack'
import { conformance } from '@cartograph/testkit'
import { slack } from './index.ts'

const simulator = (
  settings: (workspace: SimulatedSlack) => object,
  scopes: readonly string[] = ['chat:write'],
) => ({
  start: async () => {
    const workspace = await startSlack({ scopes })
    return {
      settings: settings(workspace),
      sinks: {
        messages: {
          items: (count: number) =>
            Array.from({ length: count }, (_none, index) => ({
              key: `order ${index}`,
              text: `Order ${index} <was> placed & paid 🙂`,
            })),
          bad: { key: 'bad', text: 'bad', blocks: [{ type: 'nonsense' }] },
          stored: () => workspace.messages,
        },
      },
      actions: {
        message: {
          input: { text: 'Sales fell & rose' },
          bad: { text: 'bad', blocks: [{ type: 'nonsense' }] },
          stored: () => workspace.messages,
        },
      },
      stop: () => workspace.close(),
    }
  },
})

const byToken = ({ token, apiBase }: SimulatedSlack) => ({ token, apiBase, channel: 'C0ORDERS01' })

conformance(slack, {
  name: 'Slack, by a token',
  package: new URL('../', import.meta.url),
  simulator: simulator(byToken),
})

conformance(slack, {
  name: 'Slack, by a token that may read',
  simulator: simulator(
    (workspace) => ({ ...byToken(workspace), readsHistory: true }),
    ['chat:write', 'channels:history'],
  ),
})

conformance(slack, {
  name: 'Slack, by an incoming webhook',
  simulator: simulator(({ webhookUrl }) => ({ webhookUrl })),
})
