/**
 * Fetches, parses and writes, and does nothing else: what any engine may hope for.
 *
 * Each list is read in slices of its time at once, as an engine would; a page is one statement. Nothing can be resumed, nothing is checked.
 */
import { Agent, request } from 'node:http'
import { Pool } from 'pg'
import { readOrders, timed } from './contest.ts'

interface Page {
  readonly data: readonly { readonly id: string }[]
  readonly has_more: boolean
}

const { url, key, database } = readOrders()
const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const slicesOfEach = 8
const pool = new Pool({ connectionString: database, max: 8 })
await pool.query('create schema if not exists plain')
for (const list of ['customers', 'charges'])
  await pool.query(`create table plain.${list} (id text primary key, data text not null)`)

await timed(async () => {
  await Promise.all(
    ['customers', 'charges'].map(async (list) => {
      const [newest, oldest] = await bounds(list)
      const width = Math.ceil((newest + 1 - oldest) / slicesOfEach)
      await Promise.all(
        Array.from({ length: slicesOfEach }, (_, index) =>
          readSlice(list, oldest + index * width, oldest + (index + 1) * width),
        ),
      )
    }),
  )
})
await pool.end()
agent.destroy()

/** When the newest and the oldest of a list were made; the oldest is found by halving, since lists run from the newest. */
async function bounds(list: string): Promise<readonly [newest: number, oldest: number]> {
  const newest = await createdOf(`/v1/${list}?limit=1`)
  let low = 0
  let high = newest
  while (high - low > 86_400) {
    const middle = Math.floor((low + high) / 2)
    const isThere = await createdOf(`/v1/${list}?limit=1&created[lt]=${middle}`)
    if (isThere === 0) low = middle
    else high = middle
  }
  return [newest, low]
}

async function createdOf(path: string): Promise<number> {
  const page = (await ask(path)) as { readonly data: readonly { readonly created: number }[] }
  return page.data[0]?.created ?? 0
}

async function readSlice(list: string, from: number, to: number): Promise<void> {
  const range = `limit=100&created[gte]=${from}&created[lt]=${to}`
  let after = ''
  let writing: Promise<unknown> = Promise.resolve()
  for (;;) {
    const page = (await ask(`/v1/${list}?${range}${after}`)) as Page
    await writing
    if (page.data.length > 0) writing = write(list, page.data)
    const last = page.data.at(-1)
    if (!page.has_more || last === undefined) break
    after = `&starting_after=${last.id}`
  }
  await writing
}

function write(list: string, rows: Page['data']): Promise<unknown> {
  return pool.query(
    `insert into plain.${list} select * from unnest($1::text[], $2::text[])
     on conflict (id) do update set data = excluded.data`,
    [rows.map(({ id }) => id), rows.map((row) => JSON.stringify(row))],
  )
}

function ask(path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}`, 'stripe-version': '2026-10-28.endive' }
    const asked = request(new URL(path, url), { agent, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString()
        if (answer.statusCode === 200) resolve(JSON.parse(text))
        else reject(new Error(`${path} was answered ${String(answer.statusCode)}: ${text}`))
      })
    })
    asked.on('error', reject)
    asked.end()
  })
}
