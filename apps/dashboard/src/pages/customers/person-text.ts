import type { Person } from '../../api/answers.ts'

/** The text of a property of a person; undefined: nobody said it. */
export function propertyText(
  { profile }: Pick<Person, 'profile'>,
  name: string,
): string | undefined {
  const value = profile.properties[name]?.value
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** What a person is called: by name, else by company, address or number. */
export function personName(person: Pick<Person, 'profile'>, nameless: string): string {
  const [first, last] = [propertyText(person, 'firstName'), propertyText(person, 'lastName')]
  const name = [first, last].filter((part) => part !== undefined).join(' ')
  if (name !== '') return name
  return (
    propertyText(person, 'company') ??
    propertyText(person, 'email') ??
    propertyText(person, 'phone') ??
    nameless
  )
}

/** Street, town and country in one line. */
export function addressText({ profile }: Pick<Person, 'profile'>): string | undefined {
  const value = profile.properties['address']?.value
  if (typeof value !== 'object' || value === null) return undefined
  const part = (name: string): string => {
    const text: unknown = Reflect.get(value, name)
    return typeof text === 'string' ? text : ''
  }
  const town = [part('postcode'), part('city')].filter((text) => text !== '').join(' ')
  const lines = [part('line1'), part('line2'), town, part('country')]
  const line = lines.filter((text) => text !== '').join(', ')
  return line === '' ? undefined : line
}
