import * as z from 'zod'
import { channelId } from './settings.ts'

const fields = {
  text: z.string().min(1).meta({
    description:
      'What is said. `*bold*`, `_italic_` and the like work; &, < and > are shown as they are.',
  }),
  channel: channelId
    .optional()
    .meta({ description: 'Id of the channel. Default: that of the settings.' }),
  formatted: z.boolean().optional().meta({
    description:
      'The text is written for Slack, with <https://…|links> and mentions: it is sent as it is.',
  }),
  blocks: z
    .array(z.record(z.string(), z.json()))
    .max(50, 'expected at most 50 blocks, as Slack does')
    .optional()
    .meta({ description: 'Block Kit; the text is what notifications show then.' }),
  threadTs: z
    .string()
    .regex(/^\d+\.\d{6}$/, 'expected the ts of a message, such as 1355517523.000005')
    .optional()
    .meta({ description: 'The message that this one answers.' }),
}

/** What an automation says. */
export const message = z.strictObject(fields)
export type Message = z.infer<typeof message>

/** What a mapping makes. */
export const messageItem = z.strictObject({
  key: z
    .union([z.string().min(1), z.number()])
    .meta({ description: 'What tells the message from others: each is posted once.' }),
  at: z.iso.datetime().optional().meta({
    description: 'When that happened which it tells of. What is older than a day is not posted.',
  }),
  ...fields,
})
export type MessageItem = z.infer<typeof messageItem>
