/** Replaces the secrets of a connection in any text that leaves the engine. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const known = secrets
    .flatMap((secret) =>
      secret.length < 4
        ? []
        : [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)],
    )
    .toSorted((a, b) => b.length - a.length)
  if (known.length === 0) return (text) => text
  return (text) => known.reduce((result, secret) => result.replaceAll(secret, '[secret]'), text)
}
