import { secret } from '@cartograph/core'
import * as z from 'zod'
import { mailShape } from './page-shape.ts'

export const peopleShape = z.strictObject({
  session: z
    .string()
    .regex(/^[1-9]\d{0,2}[hd]$/, 'expected a number of hours or days, such as 12h or 7d')
    .optional()
    .describe('How long a session lasts that is not used. Default `7d`.'),
  mail: mailShape
    .optional()
    .describe('How invitations and links for another password are mailed. Default: by hand.'),
  oidc: z
    .strictObject({
      issuer: z
        .url({ protocol: /^https?$/ })
        .describe('The address of the service, for example `https://login.shop.example`.'),
      clientId: z.string().min(1, 'expected what the service calls this host'),
      clientSecret: secret(z.string().min(1, 'expected what the service gave you')),
      name: z.string().min(1).max(60).optional().describe('As people know it. Default `SSO`.'),
    })
    .optional()
    .describe('OpenID Connect: people who are members may sign in by another service as well.'),
})

export type PeopleShape = z.infer<typeof peopleShape>
