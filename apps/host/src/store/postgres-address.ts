import { fault } from '@cartograph/core'

/** Where a database is, apart from how one gets in. */
export interface DatabaseAddress {
  /** As the client takes it. */
  readonly connectionString: string
  /** For people: the database and its server, never the user or the password. */
  readonly shown: string
}

/** Is the store named by this text a database of PostgreSQL? */
export function isPostgres(store: string): boolean {
  return /^postgres(ql)?:\/\//.test(store)
}

/**
 * Takes the address of a database apart.
 *
 * `sslmode=prefer`, `require` and `verify-ca` mean `verify-full` here: encryption with whoever answers protects nobody. Who wants it
 * all the same says `no-verify`.
 *
 * @throws a `config` fault if it cannot be read; the text itself, which holds a password, is not in it.
 */
export function databaseAddress(store: string): DatabaseAddress {
  const url = URL.canParse(store) ? new URL(store) : undefined
  const database = url && decoded(url.pathname.slice(1))
  // A password with a slash, a question mark or a number sign in it ends up in these parts.
  const isWhole =
    url !== undefined && url.hash === '' && !`${url.pathname}${url.search}`.includes('@')
  if (!isWhole || database === undefined)
    throw fault({
      kind: 'config',
      path: ['store'],
      message: 'The address of the database under `store:` cannot be read.',
      hint: 'Write postgres://user:password@host:5432/database. Characters of the password such as @ / ? # % are written as %40 %2F %3F %23 %25.',
    })
  const host = url.searchParams.get('host') ?? (url.hostname === '' ? 'localhost' : url.hostname)
  const port = url.port === '' ? '5432' : url.port
  if (['prefer', 'require', 'verify-ca'].includes(url.searchParams.get('sslmode') ?? ''))
    url.searchParams.set('sslmode', 'verify-full')
  return {
    connectionString: url.href,
    shown: `the database ${database === '' ? '(unnamed)' : database} at ${host}:${port}`,
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
