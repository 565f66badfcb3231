const token = 'token-9f8e7d6c5b4a'
const pageSize = 50

/** The bakery of the tutorial, in memory. */
export function startBakery() {
  const orders = new Map<number, object>()
  let revision = 0
  const change = (id: number) => {
    revision += 1
    orders.set(id, { id, revision, total: `${id}.${(revision % 90) + 10}` })
    return id
  }
  for (let id = 1; id <= 130; id += 1) change(id)
  const ids = () => [...orders.keys()]
  const listed = (after: number) => {
    const next = ids().filter((id) => id > after)
    const rows = next.slice(0, pageSize).map((id) => orders.get(id))
    return { orders: rows, more: next.length > pageSize }
  }
  return {
    settings: { url: 'https://bakery.example', token },
    transport: async (request: Request): Promise<Response> => {
      const { pathname, searchParams } = new URL(request.url)
      if (request.headers.get('authorization') !== `Bearer ${token}`)
        return Response.json('unknown token', { status: 401 })
      if (pathname === '/account') return Response.json({ name: 'The bakery' })
      return Response.json(listed(Number(searchParams.get('after'))))
    },
    streams: {
      orders: {
        keys: ids,
        create: () => change(Math.max(...ids()) + 1),
        update: () => change(ids()[2] ?? 1),
        remove: () => {
          const [first = 0] = ids()
          orders.delete(first)
          return first
        },
        tie: (count: number) => ids().slice(0, count).map(change),
      },
    },
    stop: () => {},
  }
}

/** The post office of the tutorial, in memory. */
export function startPostOffice() {
  const letters = new Map<string, unknown>()
  return {
    settings: { url: 'https://post.example', token },
    transport: async (request: Request): Promise<Response> => {
      if (request.headers.get('authorization') !== `Bearer ${token}`)
        return Response.json('unknown token', { status: 401 })
      const [, , id = ''] = new URL(request.url).pathname.split('/').map(decodeURIComponent)
      if (request.method === 'GET') return Response.json({ name: 'The post office' })
      if (request.method === 'DELETE')
        return Response.json('', { status: letters.delete(id) ? 200 : 404 })
      const body = (await request.json()) as { readonly text: string }
      if (body.text === '') return Response.json('an empty letter', { status: 422 })
      letters.set(id, body)
      return Response.json('')
    },
    sinks: {
      letters: {
        items: (count: number) =>
          Array.from({ length: count }, (_none, index) => ({
            id: `${index}`,
            text: `Hé ${index}`,
          })),
        bad: { id: 'bad', text: '' },
        stored: () => [...letters.values()],
      },
    },
    stop: () => {},
  }
}
