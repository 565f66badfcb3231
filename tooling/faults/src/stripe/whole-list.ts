import type { SimulatedStripe, StripeObject } from '@cartograph/simulators/stripe'

interface ListAnswer {
  readonly data: readonly StripeObject[]
  readonly has_more: boolean
}

/** All rows of a list of the double, asked for by no connector. The path ends with its query. */
export async function wholeList(
  { url, keys }: Pick<SimulatedStripe, 'url' | 'keys'>,
  path: string,
): Promise<readonly StripeObject[]> {
  const rows: StripeObject[] = []
  for (;;) {
    const last = rows.at(-1)
    const after = last === undefined ? '' : `&starting_after=${last.id}`
    const response = await fetch(`${url}${path}&limit=100${after}`, {
      headers: { authorization: `Bearer ${keys.secret}` },
    })
    if (!response.ok) throw new Error(`The double answers ${path} with ${response.status}.`)
    const answer = (await response.json()) as ListAnswer
    rows.push(...answer.data)
    if (!answer.has_more) return rows
  }
}
