import { createHmac } from 'node:crypto'
import type { Simulated } from '../options.ts'
import { startReaders } from './notebook-readers.ts'

/** A record of the little vendor; `updated` in milliseconds, whole seconds. */
export type VendorNote = { readonly id: number; readonly text: string; readonly updated: number }

export const host = 'notebook.example'
const token = 'nb_live_4f9a7c21e8d0'
const opened = Date.UTC(2026, 9, 1)
const pageSize = 10
const firstNotes = 45
const mostLetters = 20

interface Letter {
  readonly id: string
  readonly text: string
}

/** A vendor in memory, made for proving the checks: notes that are read, letters that are written, webhooks. */
export function startNotebook(): Simulated {
  let now = Date.UTC(2026, 10, 1)
  const notes = new Map<number, VendorNote>()
  for (let id = 1; id <= firstNotes; id += 1)
    notes.set(id, { id, text: `Note ${id}`, updated: opened + Math.floor(id / 2) * 60_000 })
  const letters: Letter[] = []
  const used = new Map<string, Response>()
  const readers = startReaders(() => now)
  const hooks = new Map<string, { readonly url: string; readonly secret: string }>()
  let hookNumber = 0
  const edit = (id: number) => {
    const text = `Note ${id}, edited ${notes.get(id)?.text.length ?? 0} ${now}`
    notes.set(id, { id, text, updated: now })
    return id
  }
  let edited = 0

  const answer = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    if (request.headers.get('authorization') !== `Bearer ${token}`)
      return json({ error: 'unknown token' }, 401)
    const [, kind, id] = url.pathname.split('/')
    const { method } = request
    if (kind === 'account') return json({ name: 'The test notebook' })
    if (kind === 'notes' && id !== undefined) {
      const note = notes.get(Number(id))
      return note === undefined ? json({ error: 'no such note' }, 404) : json(note)
    }
    if (kind === 'notes') return json(page(url.searchParams))
    if (kind === 'ids') return json(ids(Number(url.searchParams.get('after') ?? 0)))
    if (kind === 'letters' && method === 'POST') return takeLetters(request)
    if (kind === 'letters' && method === 'DELETE') return dropLetter(String(id))
    if (kind === 'readers' && method === 'DELETE') return readers.erase(String(id))
    if (kind === 'hooks' && method === 'POST') {
      const { url: to, secret } = (await request.json()) as { url: string; secret: string }
      hookNumber += 1
      hooks.set(`hook-${hookNumber}`, { url: to, secret })
      return json({ id: `hook-${hookNumber}` })
    }
    if (kind === 'hooks' && method === 'DELETE')
      return hooks.delete(String(id)) ? json({}) : json({ error: 'no such hook' }, 404)
    return json({ error: 'no such address' }, 404)
  }

  /** Oldest change first; rows of one instant by id. */
  const page = (query: URLSearchParams) => {
    const after = Number(query.get('after') ?? Number.NEGATIVE_INFINITY)
    const before = Number(query.get('before') ?? Number.POSITIVE_INFINITY)
    const at = Number(query.get('page') ?? 1) - 1
    const fitting = [...notes.values()]
      .filter(({ updated }) => updated > after && updated < before)
      .toSorted((a, b) => a.updated - b.updated || a.id - b.id)
    return { rows: fitting.slice(at * pageSize, (at + 1) * pageSize), total: fitting.length }
  }

  const ids = (after: number) =>
    [...notes.keys()]
      .filter((id) => id > after)
      .toSorted((a, b) => a - b)
      .slice(0, pageSize)

  /** All of a batch at once; what it answers comes in the opposite order, by id. */
  const takeLetters = async (request: Request): Promise<Response> => {
    const key = request.headers.get('idempotency-key')
    const known = key === null ? undefined : used.get(key)
    if (known !== undefined) return known.clone()
    const batch = (await request.json()) as readonly Letter[]
    if (batch.length > mostLetters) return json({ error: 'too many letters' }, 400)
    const results = batch.map(({ id, text }) => {
      if (text === 'refuse me') return { id, error: 'The text is not allowed.' }
      const at = letters.findIndex((letter) => letter.id === id)
      if (at === -1) letters.push({ id, text })
      else letters[at] = { id, text }
      return { id }
    })
    const response = json(results.toReversed())
    if (key !== null) used.set(key, response.clone())
    return response
  }

  const dropLetter = (id: string) => {
    const at = letters.findIndex((letter) => letter.id === id)
    if (at === -1) return json({ error: 'no such letter' }, 404)
    letters.splice(at, 1)
    return json({})
  }

  return {
    settings: { token },
    transport: answer,
    now: () => now,
    pass: (ms) => {
      now += ms
    },
    streams: {
      notes: {
        keys: () => notes.keys(),
        create: () => edit(Math.max(...notes.keys()) + 1),
        update: () => {
          edited += 1
          return edit(edited)
        },
        remove: () => {
          const [first = 0] = notes.keys()
          notes.delete(first)
          return first
        },
        tie: (count) => [...notes.keys()].slice(0, count).map(edit),
      },
    },
    sinks: {
      letters: {
        items: (count) =>
          Array.from({ length: count }, (_none, index) => ({
            id: `letter-${index}`,
            text: `Héllo ${index} 🙂`,
          })),
        bad: { id: 'letter-bad', text: 'refuse me' },
        stored: () => [...letters],
      },
    },
    served: {
      catalogue: {
        items: (count) =>
          Array.from({ length: count }, (_none, index) => ({
            id: `entry-${index}`,
            title: `Héllo ${index}`,
            text: `A text of some words, number ${index}`,
          })),
      },
    },
    actions: {
      send: {
        input: { id: 'letter-sent', text: 'Héllo' },
        bad: { id: 'letter-bad', text: 'refuse me' },
        stored: () => [...letters],
      },
    },
    erasure: readers.erasure,
    webhook: {
      deliver: async ({ receive }) => {
        edited += 1
        const id = edit(edited)
        for (const { url, secret } of hooks.values()) {
          const body = JSON.stringify({ kind: 'note.changed', id })
          const signature = createHmac('sha256', secret).update(body).digest('hex')
          const headers = { 'content-type': 'application/json', 'x-signature': signature }
          receive(new Request(url, { method: 'POST', headers, body }))
        }
      },
    },
    stop: () => {},
  }
}

function json(value: unknown, status = 200): Response {
  return Response.json(value, { status })
}
