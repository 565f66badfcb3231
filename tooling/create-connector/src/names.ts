/** What a connector is called, in each of the forms that its files need. */
export interface ConnectorNames {
  /** Of the package; a scope is kept: `@acme/my-shop`. */
  readonly packageName: string
  /** Of the connector and of its folder: `my-shop`. */
  readonly id: string
  /** In code: `myShop`. */
  readonly variable: string
  /** For people: `My shop`. */
  readonly title: string
}

/** The names that follow from the name of the package; undefined for a name that npm does not take. */
export function namesOf(packageName: string): ConnectorNames | undefined {
  const [, id] =
    /^(?:@[a-z0-9][a-z0-9-]*\/)?([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/.exec(packageName) ?? []
  if (id === undefined || packageName.length > 200) return undefined
  const words = id.split('-')
  const [first = '', ...rest] = words
  return {
    packageName,
    id,
    variable: [first, ...rest.map(capital)].join(''),
    title: capital(words.join(' ')),
  }
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
