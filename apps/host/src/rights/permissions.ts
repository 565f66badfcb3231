/** What a token may be allowed, and what that means: a closed list. Every route of the API asks for one of them. */
export const permissions = {
  'customers:read': 'list customers, and look at one by its name',
  'customers:search': 'search customers in all fields, with mistakes in names; for staff',
  'customers:write': 'create and change customers, their tags and consents',
  'customers:merge': 'say that persons are one or several, and take it back',
  'customers:export': 'be given everything that is kept of a person',
  'customers:erase': 'erase a person, here and at the vendors',
  'events:write': 'write events of customers',
  'figures:read': 'read figures',
  'alerts:write': 'make, change and delete alerts and digests, send reports, and mute insights',
  'shares:write': 'share dashboards and portals by links, and end links',
  'automations:write': 'pause automations, and let them go on',
  'segments:read': 'see segments, and count how many one has',
  'segments:write': 'make, change and delete segments',
  'status:read': 'see how connections and deliveries stand',
  'runs:read': 'see and watch runs',
  'runs:start': 'start runs',
  'surfaces:call': 'call surfaces as a till or a form does, and be told what they tell',
  'surfaces:write':
    'see where surfaces and webhooks are called, give surfaces other addresses, and register webhooks',
  'served:read': 'see documents that vendors fetch, and their addresses',
  'served:write': 'give such documents other addresses, and agree to what is held',
  'configuration:read': 'see the configuration, without its secrets, and what it was',
  'configuration:write':
    'change what the store keeps of the configuration: connections, deliveries, mappings and the rest',
  'secrets:write': 'set secrets and take them away; nobody is told their values',
  admin: 'do everything, and say who may do what',
} as const

export type Permission = keyof typeof permissions

export const permissionNames = Object.keys(permissions) as readonly Permission[]

/** What a token in a browser may be allowed: anybody can read it there, so it only writes. */
export const browserPermissions: readonly Permission[] = ['customers:write', 'events:write']

/**
 * What is bound to nodes. Everything else speaks of the whole organisation, so a token that is bound to nodes is not allowed it.
 */
export const nodePermissions: readonly Permission[] = [
  'customers:read',
  'customers:search',
  'customers:write',
  'events:write',
  'figures:read',
  'segments:read',
  'surfaces:call',
]

export function isPermission(name: string): name is Permission {
  return Object.hasOwn(permissions, name)
}

/** Whether a list of permissions covers one of them. */
export function mayDo(granted: readonly Permission[], wanted: Permission): boolean {
  return granted.includes(wanted) || granted.includes('admin')
}
