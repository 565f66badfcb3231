import { author, secret } from '@cartograph/core'
import * as z from 'zod'
import { mailAddress } from './address.ts'
import { oneLine } from './one-line.ts'

const localHost = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/

const server = z
  .string()
  .regex(
    /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*)$/,
    'expected the name of a server such as smtp.example.com, without a scheme and a port',
  )

export const settings = z
  .strictObject({
    host: server.meta({
      title: 'Server',
      description: 'The outgoing mail server.',
      examples: ['smtp.example.com'],
    }),
    port: z.int().min(1).max(65_535).optional().meta({
      title: 'Port',
      description: 'Default: 587, with `encryption: tls` 465, with `none` 25.',
    }),
    encryption: z.enum(['startTls', 'tls', 'none']).optional().meta({
      title: 'Encryption',
      description:
        '`startTls` (default): turned on before anything is said, or nothing is. `tls`: from the first byte. `none`: never.',
    }),
    user: z.string().min(1).optional().meta({ title: 'User', description: 'Often the address.' }),
    password: secret(z.string().min(1)).optional().meta({
      title: 'Password',
      description: 'Of the user; providers with two factors ask for an app password.',
    }),
    from: z
      .string()
      .refine((text) => mailAddress(text)?.isInternational === false, {
        message: 'expected an address such as orders@shop.example',
      })
      .meta({
        title: 'Sender',
        description: 'The address that mails come from.',
        examples: ['orders@shop.example'],
      }),
    fromName: oneLine.optional().meta({
      title: 'Name of the sender',
      description: 'Stands before the address.',
    }),
    mailsPerConnection: z.int().min(1).max(100).optional().meta({
      title: 'Mails in a connection',
      description:
        'Default 1: of a process that is killed at most one mail is lost. More is faster, and as many may be lost.',
    }),
    backfill: z.enum(['skip', 'send']).optional().meta({
      title: 'What was there before',
      description:
        '`skip` (default): a new delivery sends nothing of what the store had already. `send`: it sends all of it.',
    }),
  })
  .superRefine(({ user, password, encryption, host }, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (user !== undefined && password === undefined) wrong('password', 'expected with `user`')
    if (user === undefined && password !== undefined) wrong('user', 'expected with `password`')
    if (encryption === 'none' && password !== undefined && !localHost.test(host))
      wrong('encryption', 'expected encryption, since a password is sent to another machine')
  })

export type Settings = z.infer<typeof settings>

export const kit = author(settings)

const ports = { startTls: 587, tls: 465, none: 25 } as const

export function portOf({ port, encryption = 'startTls' }: Settings): number {
  return port ?? ports[encryption]
}
