import { Deployment } from 'kubernetes-models/apps/v1'
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1'
import { ConfigMap, Namespace, Service, ServiceAccount } from 'kubernetes-models/v1'
import { expect, test } from 'vitest'
import { deploymentDocuments, deploymentFiles } from './read-deployment.ts'

const kinds = {
  ConfigMap,
  Deployment,
  Namespace,
  NetworkPolicy,
  PodDisruptionBudget,
  Service,
  ServiceAccount,
}

interface Manifest {
  readonly kind: keyof typeof kinds
  readonly metadata: { readonly name: string }
}

const files = deploymentFiles('kubernetes').filter((file) => !file.endsWith('kustomization.yaml'))
const manifests = files.flatMap((file) => deploymentDocuments(file) as Manifest[])
const named = (kind: Manifest['kind']) => manifests.filter((manifest) => manifest.kind === kind)
const deployments = named('Deployment').map((manifest) => new Deployment(manifest))

/** Checks a manifest by the schema of its kind; unknown keys are refused too. */
function validate(manifest: Manifest): void {
  const made = new kinds[manifest.kind](manifest)
  made.validate()
}

test.each(manifests.map((manifest) => [manifest.kind, manifest.metadata.name, manifest] as const))(
  '%s %s is what the schema of Kubernetes allows',
  (_kind, _name, manifest) => {
    expect(() => validate(manifest)).not.toThrow()
  },
)

test('the schema notices a wrong value', () => {
  const wrong = { kind: 'Deployment', metadata: { name: 'a' }, spec: { replicas: 'two' } }
  expect(() => validate(wrong as unknown as Manifest)).toThrow('/spec/replicas')
})

test.each(deployments.map((deployment) => [deployment.metadata?.name, deployment] as const))(
  '%s is an ordinary user with a read-only root, without rights, token or room to grow',
  (_name, deployment) => {
    const pod = deployment.spec?.template.spec
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10_001,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    })
    for (const container of pod?.containers ?? []) {
      expect(container).toMatchObject({
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        resources: {
          requests: { memory: expect.any(String) },
          limits: { memory: expect.any(String) },
        },
        startupProbe: { httpGet: { path: '/ready' } },
        livenessProbe: { httpGet: { path: '/health' } },
        readinessProbe: { httpGet: { path: '/ready' } },
      })
      // Secrets are named, and never written down.
      expect(container.env).toBeUndefined()
      expect(container.envFrom).toStrictEqual([{ secretRef: { name: 'cartograph' } }])
    }
    expect(pod?.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(20)
  },
)

test('what a pod mounts is there', () => {
  const maps = new Set(named('ConfigMap').map(({ metadata }) => metadata.name))
  for (const deployment of deployments) {
    const {
      containers = [],
      volumes = [],
      serviceAccountName,
    } = deployment.spec?.template.spec ?? {}
    const known = new Set(volumes.map(({ name }) => name))
    for (const { volumeMounts = [] } of containers)
      for (const { name } of volumeMounts) expect(known).toContain(name)
    for (const name of volumes.flatMap(({ configMap }) => configMap?.name ?? []))
      expect(maps).toContain(name)
    expect(named('ServiceAccount').map(({ metadata }) => metadata.name)).toContain(
      serviceAccountName,
    )
  }
})

test('services, the network policy and the disruption budget select pods that are there, at ports that they have', () => {
  const templates = deployments.map((deployment) => deployment.spec?.template)
  const selected = (labels: Readonly<Record<string, string>>) =>
    templates.filter((template) =>
      Object.entries(labels).every(([name, value]) => template?.metadata?.labels?.[name] === value),
    )
  for (const manifest of named('Service')) {
    const { spec } = new Service(manifest)
    const found = selected(spec?.selector ?? {})
    expect(found).not.toStrictEqual([])
    const ports = found.flatMap(
      (template) => template?.spec?.containers.flatMap((each) => each.ports ?? []) ?? [],
    )
    for (const { targetPort } of spec?.ports ?? [])
      expect(ports.map(({ name }) => name)).toContain(targetPort)
  }
  const [policy] = named('NetworkPolicy').map((manifest) => new NetworkPolicy(manifest))
  const [budget] = named('PodDisruptionBudget').map((manifest) => new PodDisruptionBudget(manifest))
  expect(selected(policy?.spec?.podSelector?.matchLabels ?? { none: '' })).toHaveLength(
    deployments.length,
  )
  expect(selected(budget?.spec?.selector?.matchLabels ?? { none: '' })).toHaveLength(
    deployments.length,
  )
})

test('a selector of a deployment finds its own pods', () => {
  for (const deployment of deployments)
    expect(deployment.spec?.template.metadata?.labels).toMatchObject(
      deployment.spec?.selector.matchLabels ?? {},
    )
})
