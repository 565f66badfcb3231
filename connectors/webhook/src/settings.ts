import { author, secret } from '@cartograph/core'
import * as z from 'zod'
import { isLocal } from './local-host.ts'
import { secretBytes } from './signing-secret.ts'
import { elementName } from './xml.ts'

const address = z.string().superRefine((text, context) => {
  const wrong = (message: string) => context.addIssue({ code: 'custom', message })
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol))
    return wrong('expected an address with its scheme, such as https://example.com/hooks/orders')
  if (url.username !== '' || url.password !== '')
    return wrong('expected an address without a user and a password in it; they go into `headers`')
  if (url.hash !== '') return wrong('expected an address without #, which is never sent')
  if (url.host.includes('%7B') || url.host.includes('{'))
    return wrong('expected a host without {key}, which may stand in the path and the query only')
})

const headerName = /^[!#$%&'*+.^`|~\w-]+$/
const ownHeader =
  /^(?:webhook-(?:id|timestamp|signature)|content-(?:type|length)|host|connection)$/i

const headers = z
  .record(z.string(), secret(z.string().regex(/^[\t\x20-\x7e]*$/, 'expected one line of ASCII')))
  .superRefine((given, context) => {
    for (const name of Object.keys(given)) {
      if (headerName.test(name) && !ownHeader.test(name)) continue
      const message = ownHeader.test(name)
        ? 'is written by this connector; expected another header'
        : 'expected the name of a header, such as Authorization'
      context.addIssue({ code: 'custom', path: [name], message })
    }
  })

const signingKey = z.string().refine((text) => secretBytes(text) !== undefined, {
  message:
    'expected whsec_ and 24 to 64 random bytes in base64; `openssl rand -base64 32` makes such',
})

export const settings = z
  .strictObject({
    url: secret(address).meta({
      title: 'Address',
      description:
        'Where to. `{key}` in its path or query becomes the key of the item. Secret, as many such addresses are.',
      examples: ['https://example.com/hooks/orders'],
    }),
    method: z
      .enum(['POST', 'PUT', 'PATCH'])
      .optional()
      .meta({ title: 'Method', description: 'Default `POST`.' }),
    headers: headers.optional().meta({
      title: 'Headers',
      description: 'Headers of every request, such as `Authorization`. Their values are secret.',
    }),
    format: z
      .enum(['json', 'xml'])
      .optional()
      .meta({ title: 'Format', description: 'Of the body. Default `json`.' }),
    rootElement: z
      .string()
      .refine((name) => elementName(name) === name, 'expected a name that XML elements can have')
      .optional()
      .meta({
        title: 'Root element',
        description: 'XML: the element of an item; a batch is `<items>` of them. Default `item`.',
      }),
    body: z.enum(['bare', 'envelope']).optional().meta({
      title: 'Body',
      description:
        '`bare` (default): what the mapping makes. `envelope`: that as `data`, beside `id`, `op` (write, delete) and `key`.',
    }),
    batchSize: z.int().min(1).max(1000).optional().meta({
      title: 'Items in a request',
      description: 'Default 1: the body is the item. More: the body is always a list.',
    }),
    deletes: z.enum(['none', 'method', 'field']).optional().meta({
      title: 'Deletions',
      description:
        '`none` (default): nothing is told. `method`: a DELETE to the address. `field`: the same method, with `op: delete` in the envelope.',
    }),
    erasures: z.enum(['none', 'message']).optional().meta({
      title: 'Erasures',
      description:
        '`message`: when a person is erased the receiver is sent `{ type: "person.erased", email, phone, customerId }`, with what of it is known. `none` (default): it is not told, and the report of the erasure says so.',
    }),
    signingSecret: secret(signingKey)
      .optional()
      .meta({
        title: 'Signing secret',
        description:
          'Signs requests as the Standard Webhooks specification says: `whsec_` and 24 to 64 bytes in base64.',
        examples: ['whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3'],
      }),
    previousSigningSecret: secret(signingKey).optional().meta({
      title: 'Previous signing secret',
      description: 'Signs as well, so that the receiver can change to the new secret at leisure.',
    }),
    onUnknown: z.enum(['repeatWithKey', 'repeat', 'lose', 'double']).optional().meta({
      title: 'Where nobody saw the outcome',
      description:
        '`repeatWithKey` (default): sent again under the same `webhook-id`, for receivers that take each once. `repeat`: the same write twice does no harm. `lose`, `double`: the smaller harm.',
    }),
    timeoutMs: z.int().min(1000).max(60_000).optional().meta({
      title: 'Patience',
      description: 'How long the receiver may take to answer, in milliseconds. Default 20 000.',
    }),
    allowHttp: z.boolean().optional().meta({
      title: 'Without encryption',
      description:
        'Default false: an address on another machine begins with https. True: everybody on the way may read and change what is sent.',
    }),
  })
  .superRefine((given, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    const { url, body, deletes = 'none', batchSize = 1, allowHttp, onUnknown, format } = given
    const parsed = URL.parse(url)
    const isPlain = parsed?.protocol === 'http:' && !isLocal(parsed.hostname)
    if (isPlain && allowHttp !== true)
      wrong('url', 'expected https; `allowHttp: true` sends without encryption')
    if (deletes === 'field' && body !== 'envelope')
      wrong('deletes', '`field` expects `body: envelope`, which holds the field')
    if (deletes === 'method' && body !== 'envelope' && !url.includes('{key}'))
      wrong('deletes', '`method` expects {key} in the address, or `body: envelope`')
    if (batchSize > 1 && deletes === 'method')
      wrong('deletes', 'expected `field`, since a request holds several items')
    if (given.erasures === 'message' && url.includes('{key}'))
      wrong('erasures', '`message` expects an address without {key}: it is about no item')
    if (batchSize > 1 && url.includes('{key}'))
      wrong('url', 'expected an address without {key}, since a request holds several items')
    if (batchSize > 1 && body !== 'envelope' && (onUnknown ?? 'repeatWithKey') === 'repeatWithKey')
      wrong(
        'onUnknown',
        '`repeatWithKey` with several items expects `body: envelope`, which holds the id of each',
      )
    if (given.rootElement !== undefined && format !== 'xml')
      wrong('rootElement', 'has no meaning without `format: xml`')
    if (given.previousSigningSecret !== undefined && given.signingSecret === undefined)
      wrong('previousSigningSecret', 'expected `signingSecret` too: the new one')
  })

export type Settings = z.infer<typeof settings>

export const kit = author(settings)
