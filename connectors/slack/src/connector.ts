import { bearer } from '@cartograph/core'
import { actionsOf } from './actions.ts'
import { checkSlack } from './check.ts'
import { eraseNothing } from './erase.ts'
import { apiBaseOf, kit } from './settings.ts'
import { sinksOf } from './sinks.ts'

/** Posts messages to Slack, as an app or through an incoming webhook. */
export const slack = kit.connector({
  id: 'slack',
  name: 'Slack',
  hosts: (config) => [new URL(config.webhookUrl ?? apiBaseOf(config)).host],
  /**
   * A message a second and channel, and fifty readings a minute; which channel a message is for no address tells, so it is one a
   * second for the connection.
   *
   * @see https://docs.slack.dev/apis/web-api/rate-limits (read 2026-11-25)
   */
  limits: (config) => {
    const messages = { requests: 1, windowMs: 1000 }
    return config.webhookUrl === undefined
      ? {
          messages: { match: `POST ${apiBaseOf(config)}/chat.postMessage`, ...messages },
          readings: {
            match: `GET ${apiBaseOf(config)}/conversations.*`,
            requests: 50,
            windowMs: 60_000,
          },
        }
      : { messages: { match: `POST ${new URL(config.webhookUrl).origin}/services/*`, ...messages } }
  },
  sign: (request, { config: { token } }) =>
    token === undefined ? request : bearer(request, token),
  check: checkSlack,
  parts: ({ config }) => ({ sinks: sinksOf(config), actions: actionsOf(config) }),
  erase: eraseNothing,
})
