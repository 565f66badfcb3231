export interface Asked {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
  /** What is changed was seen at this version, or is to be new; if somebody was faster nothing is changed. */
  readonly version?: number | 'new'
}

/** Method and address of a route, such as `POST /api/runs/:id`, with what stands in its path and query. */
export function requestOf(
  route: string,
  { params = {}, query = {} }: Asked,
): { readonly method: string; readonly path: string } {
  const [method = 'GET', pattern = ''] = route.split(' ')
  const path = pattern.replaceAll(/:(\w+)/gu, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  )
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, String(value)]],
    ),
  ).toString()
  return { method, path: search === '' ? path : `${path}?${search}` }
}

/** What tells the host which version was seen. */
export function versionHeader({
  version,
}: Pick<Asked, 'version'>): Readonly<Record<string, string>> {
  if (version === undefined) return {}
  return version === 'new' ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` }
}
