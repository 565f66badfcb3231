import * as z from 'zod'

const conflict = z.looseObject({
  message: z.string().nullish(),
  data: z
    .looseObject({ customer: z.looseObject({ id: z.string().nullish() }).nullish() })
    .nullish(),
})
const anId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i

/** With whom a customer conflicts, by the answer 409; an untrusted source may not be told. */
export function conflictingId(body: unknown): string | undefined {
  const { data, message } = conflict.safeParse(body).data ?? {}
  return data?.customer?.id ?? anId.exec(message ?? '')?.[0]
}
