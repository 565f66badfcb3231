import * as z from 'zod'

const refusal = z.looseObject({
  message: z.string().nullish(),
  errors: z
    .array(z.looseObject({ message: z.string().nullish(), path: z.string().nullish() }))
    .nullish()
    .catch([]),
})

const most = 300
const address = /[^\s"']+@[^\s"']+/g
/** Digits that are a number by themselves, and no part of an id. */
const number = /(?<![\w-])\+?\d{7,15}(?![\w-])/g

/**
 * What Contacthub says of a refusal, without anybody's address or number.
 *
 * @see https://github.com/contactlab/api-standards (form of errors, read 2026-11)
 */
export function vendorWords(body: unknown): string {
  const { message, errors } = refusal.safeParse(body).data ?? {}
  const places = (errors ?? []).map(({ path, message: words }) =>
    [path ?? '', words ?? ''].filter((text) => text !== '').join(': '),
  )
  const said = [message ?? '', ...places].filter((text) => text !== '').join('; ')
  const shown = said.replaceAll(address, '[address]').replaceAll(number, '[number]').slice(0, most)
  return shown === '' ? 'it does not say why' : shown
}

/** The place that a refusal names first, as a path of the item. */
export function refusedPath(body: unknown): readonly string[] | undefined {
  const path = refusal.safeParse(body).data?.errors?.[0]?.path ?? ''
  const names = path.split('/').filter((name) => name !== '')
  return names.length === 0 ? undefined : names
}
