import { faultFrom, faultOf, json, type Context } from '@cartograph/core'
import * as z from 'zod'
import { explained, isHidden } from './faults.ts'
import { eshopIdOf, pageSizeOf, type Settings } from './settings.ts'

export type Query = Readonly<Record<string, string>>

export interface Ask {
  /** Below the account; a leading `S/` stands for the site. */
  readonly path: string
  readonly query?: Query
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly body?: unknown
  readonly effect?: 'none' | 'repeatable' | 'once'
  /** Statuses that are ordinary answers; given back as `null`. */
  readonly expect?: readonly number[]
}

/** The JSON of a good answer, or `null` for a status that was expected. */
export async function ask(context: Context<Settings>, request: Ask): Promise<unknown> {
  const { config, signal } = context
  const { path, query = {}, method = 'GET', body, effect, expect = [] } = request
  const inAccount = path.replace(/^S\//, `sites/${eshopIdOf(config)}/`)
  const root = config.baseUrl.replace(/\/(v2\/?)?$/, '')
  const url = new URL(`${root}/v2/accounts/${config.accountId}/${inAccount}.json`)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const route = `/${inAccount.replaceAll(/\/(\d+|%7B[^/]*)(?=\/|$)/g, '/:id')}`
  const fetch = context.fetch.with({
    route,
    ...(effect !== undefined && { effect }),
    ...(expect.length > 0 && { expect }),
  })
  const response = await fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal,
  })
  if (expect.includes(response.status)) {
    await response.body?.cancel()
    return null
  }
  if (response.ok) return json(response)
  // Read to its end first: a copy that nobody reads would keep the other from being given up.
  const told = parsed(await response.text())
  const { status, headers } = response
  const found = faultOf(await faultFrom(new Response(null, { status, headers })))
  throw explained({ ...found, request: { ...found.request, method, route } }, told)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const envelope = z.looseObject({ totalcount: z.int(), items: z.array(z.unknown()) })

export interface ListPage {
  readonly rows: readonly object[]
  /** How many rows fit the request over all its pages. */
  readonly total: number
}

/** One page of a list, from its place `start`. The vendor may give fewer rows than were asked for, and not only at the end. */
export async function askPage(
  context: Context<Settings>,
  { path, query = {} }: Pick<Ask, 'path' | 'query'>,
  start: number,
  num = pageSizeOf(context.config),
): Promise<ListPage> {
  const body = await ask(context, {
    path,
    query: { ...query, start: String(start), num: String(num) },
  })
  const { totalcount, items } = parsedAs(envelope, body, path)
  return { rows: items as readonly object[], total: totalcount }
}

/** All rows of a list that is short by its nature, such as those of a few ids. */
export async function askAll(
  context: Context<Settings>,
  request: Pick<Ask, 'path' | 'query'>,
): Promise<readonly object[]> {
  const found: object[] = []
  for (;;) {
    const { rows, total } = await askPage(context, request, found.length)
    found.push(...rows)
    if (rows.length === 0 || found.length >= total) return found
  }
}

/** @throws a `contract` fault where the answer has another form. */
export function parsedAs<T>(schema: z.ZodType<T>, value: unknown, path: string): T {
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  const [issue] = error.issues
  throw explained({
    $fault: 'v1',
    kind: 'contract',
    message: `Sitoo answers ${path} in another form than is known: ${issue?.path.join('.') || 'the answer'} ${issue?.message ?? ''}.`,
    hint: 'A proxy or a log-in page may stand before the API, or the API has changed.',
  })
}

/** What a request gives, or `fallback` where the key may not see it. */
export async function orHidden<T>(work: Promise<T>, fallback: T): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (isHidden(error)) return fallback
    throw error
  }
}
