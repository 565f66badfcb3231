import * as z from 'zod'

/**
 * Where each service is. The one of ReaIDs is told to each account.
 *
 * @see https://content.raptorservices.com/support/server-side-tracking and the pages of the other services (read 2026-11)
 */
const known = {
  tracking: 'https://t.raptorsmartadvisor.com',
  recommendations: 'https://api.raptorsmartadvisor.com',
  streaming: 'https://in.raptorsmartadvisor.com',
  erasure: 'https://gdpr-api.raptorsmartadvisor.com',
  cdp: 'https://cdp-api.raptorsmartadvisor.com',
} as const

export type Service = keyof typeof known | 'reaIds'

const localHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

const address = z
  .string()
  .refine(
    (text) => {
      const url = URL.parse(text)
      return (
        url !== null &&
        (url.protocol === 'https:' || localHost.test(url.hostname)) &&
        url.search === '' &&
        !text.endsWith('/')
      )
    },
    { message: 'expected an https address without a query and without a slash at its end' },
  )
  .optional()

export const addressSettings = z.strictObject({
  tracking: address.meta({ description: `Default \`${known.tracking}\`.` }),
  recommendations: address.meta({ description: `Default \`${known.recommendations}\`.` }),
  streaming: address.meta({ description: `Default \`${known.streaming}\`.` }),
  erasure: address.meta({ description: `Default \`${known.erasure}\`.` }),
  cdp: address.meta({ description: `Default \`${known.cdp}\`.` }),
  reaIds: address.meta({
    description: 'Up to `/GetOrCreate`. Not published: Raptor tells it with the key.',
  }),
})

type Addresses = z.infer<typeof addressSettings> | undefined

/** Where a service is, without a slash at its end; undefined: nobody has told. */
export function addressOf(addresses: Addresses, service: Service): string | undefined {
  return addresses?.[service] ?? (service === 'reaIds' ? undefined : known[service])
}

export function hostsOf(addresses: Addresses): readonly string[] {
  const all = [...(Object.keys(known) as readonly Service[]), 'reaIds' as const]
  const hosts = all.flatMap((service) => {
    const found = addressOf(addresses, service)
    return found === undefined ? [] : [new URL(found).host]
  })
  return [...new Set(hosts)]
}
