import { author, secret } from '@cartograph/core'
import * as z from 'zod'
import { webhookHosts } from './assumptions.ts'

const localHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

const webhookAddress = z.string().superRefine((text, context) => {
  const wrong = (message: string) => context.addIssue({ code: 'custom', message })
  const url = URL.parse(text)
  const isLocal = url !== null && localHost.test(url.hostname)
  if (url === null || !(url.protocol === 'https:' || (isLocal && url.protocol === 'http:')))
    return wrong('expected an address such as https://hooks.slack.com/services/T000/B000/XXXX')
  if (!isLocal && !webhookHosts.has(url.host))
    return wrong('expected an address of hooks.slack.com; `connector: webhook` sends elsewhere')
  if (/^\/(?:workflows|triggers)\//.test(url.pathname))
    return wrong(
      'starts a workflow and posts no message; expected an incoming webhook, whose path begins with /services/',
    )
  if (!/^\/services\/[^/]+\/[^/]+\/[^/]+$/.test(url.pathname))
    return wrong('expected three parts after /services/; copy the whole address')
})

const apiAddress = z.string().refine(
  (text) => {
    const url = URL.parse(text)
    return (
      url !== null &&
      (url.protocol === 'https:' || localHost.test(url.hostname)) &&
      !text.endsWith('/')
    )
  },
  { message: 'expected an https address without a slash at its end' },
)

export const channelId = z
  .string()
  .regex(
    /^[CGD][A-Z0-9]{5,}$/,
    'expected the id of a channel such as C0123456789, which stands at the end of its details; names may change',
  )

export const settings = z
  .strictObject({
    token: secret(
      z
        .string()
        .regex(
          /^(?:xoxe\.)?xoxb-\S+$/,
          'expected a bot token, which begins with xoxb-; an address of a webhook goes into `webhookUrl`',
        ),
    )
      .optional()
      .meta({
        title: 'Bot token',
        description:
          'At api.slack.com/apps: the app, OAuth & Permissions, Bot User OAuth Token. Begins with `xoxb-`.',
        examples: ['xoxb-123456789012-abcdefghijkl'],
      }),
    channel: channelId.optional().meta({
      title: 'Channel',
      description:
        'With `token`: the id of the channel of messages that name none. It stands at the end of the channel’s details.',
      examples: ['C0123456789'],
    }),
    webhookUrl: secret(webhookAddress).optional().meta({
      title: 'Incoming webhook',
      description:
        'In place of `token`: the address of an incoming webhook, which posts into its own channel.',
    }),
    readsHistory: z.boolean().optional().meta({
      title: 'Looks for its messages',
      description:
        'With `token`: where nobody saw whether a message was posted, it is looked for (`channels:history`, `groups:history`). Default false: it counts as posted.',
    }),
    backfill: z.enum(['skip', 'send']).optional().meta({
      title: 'What was there before',
      description:
        '`skip` (default): a new delivery posts nothing of what the store had already. `send`: it posts all of it.',
    }),
    checksWebhook: z.boolean().optional().meta({
      title: 'Asks the webhook',
      description:
        'Default true: a check asks the webhook to post nothing at all, which tells whether it lives.',
    }),
    apiBase: apiAddress.optional().meta({
      title: 'Address of the API',
      description: 'Default `https://slack.com/api`.',
    }),
  })
  .superRefine((given, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (given.token === undefined && given.webhookUrl === undefined)
      wrong('token', 'expected `token`, or `webhookUrl` in its place')
    if (given.token !== undefined && given.webhookUrl !== undefined)
      wrong('webhookUrl', 'expected either `token` or `webhookUrl`')
    if (given.webhookUrl !== undefined)
      for (const name of ['channel', 'readsHistory', 'apiBase'] as const)
        if (given[name] !== undefined) wrong(name, 'has no meaning without `token`')
  })
  .meta({ examples: [{ token: 'xoxb-123456789012-abcdefghijkl', channel: 'C0123456789' }] })

export type Settings = z.infer<typeof settings>

export const kit = author(settings)

export function apiBaseOf({ apiBase }: Settings): string {
  return apiBase ?? 'https://slack.com/api'
}
