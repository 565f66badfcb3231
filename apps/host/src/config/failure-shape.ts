import * as z from 'zod'
import { noticeLanguage } from './notice-shape.ts'
import { mailShape } from './page-shape.ts'

export const failuresShape = z.strictObject({
  mail: mailShape
    .optional()
    .describe(
      'How mails about connections are sent. Default: that of `people`; else nobody is told.',
    ),
  to: z
    .array(z.email())
    .min(1)
    .max(20)
    .optional()
    .describe(
      'Who is told where a connection names no `owner` and no owner of the organisation wants to be. Default: nobody.',
    ),
  again: z
    .string()
    .regex(/^[1-9]\d{0,3}[hd]$/, 'expected a number of hours or days, such as 12h or 7d')
    .optional()
    .describe('While it does not work it is told again after so long. Default `24h`.'),
  language: noticeLanguage,
})
