/**
 * Replaces the secrets of a connection in any text that leaves the engine.
 *
 * `companions` are settings that a secret may be joined to, as in the user and password of `Authorization: Basic`.
 */
export function redactor(
  secrets: readonly string[],
  companions: readonly string[] = [],
): (text: string) => string {
  return hiding(new Map(secrets.map((secret) => [secret, 'secret'])), companions)
}

/** Replaces each secret of a connection by the name of its setting, as `[apiKey]`: for requests that are shown to people. */
export function namingRedactor({
  config,
  secrets,
}: {
  readonly config: unknown
  readonly secrets: readonly string[]
}): (text: string) => string {
  const names = namesOf(config)
  return hiding(
    new Map(secrets.map((secret) => [secret, names.get(secret) ?? 'secret'])),
    textsOf(config),
  )
}

function hiding(
  names: ReadonlyMap<string, string>,
  companions: readonly string[],
): (text: string) => string {
  const all = [...names]
    .filter(([secret]) => secret.length >= 4)
    .flatMap(([secret, name]) => disguises(secret, companions).map((text) => [text, name] as const))
  const known = [...new Map(all)].toSorted(([a], [b]) => b.length - a.length)
  return (text) =>
    known
      .reduce((result, [secret, name]) => result.replaceAll(secret, () => `[${name}]`), text)
      .replaceAll(credentials, '$1[secret]')
      .replaceAll(namedSecrets, '$1[secret]')
}

/** Whatever a header of this kind carries is a secret, also one that no setting holds. */
const credentials = /\b((?:Basic|Bearer) +)(?!\[secret\])(?=\S*[\d=])[\w.~+/-]{8,}=*/g
/** In a query, as in a `Link` header: what its name says is a secret. */
const namedSecrets =
  /([?&](?:amp;)?[\w.-]*(?:secret|token|password|signature|api_?key|consumer_key)=)(?!\[[\w.]+\])[^&\s"'<>\\]+/gi

function disguises(secret: string, companions: readonly string[]): readonly string[] {
  const joined = companions.flatMap((companion) => [
    `${companion}:${secret}`,
    `${secret}:${companion}`,
  ])
  return [
    ...[secret, `${secret}:`, ...joined].flatMap((text) => {
      const base64 = Buffer.from(text).toString('base64')
      return [base64, encodeURIComponent(base64), Buffer.from(text).toString('base64url')]
    }),
    secret,
    encodeURIComponent(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
  ]
}

/** Where each text stands in the settings. */
function namesOf(settings: unknown, at = ''): ReadonlyMap<string, string> {
  if (typeof settings === 'string') return new Map([[settings, at]])
  if (typeof settings !== 'object' || settings === null) return new Map()
  return new Map(
    Object.entries(settings).flatMap(([name, value]) =>
      Array.from(namesOf(value, at === '' ? name : `${at}.${name}`)),
    ),
  )
}

/** Every text in the settings of a connection. */
export function textsOf(settings: unknown): readonly string[] {
  if (typeof settings === 'string') return settings === '' ? [] : [settings]
  if (typeof settings !== 'object' || settings === null) return []
  return Object.values(settings).flatMap(textsOf)
}
